"""Pages hold to WCAG 2.2 AA as far as a program can tell: axe finds nothing in a browser."""

import dataclasses
import html
import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.unit.results_sample import sample, tiny
from valuechain.documents.briefing import Notebook, _page
from valuechain.documents.formats import report_files
from valuechain.documents.html import nulmeting_page

BROWSER = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
SPEC = importlib.util.find_spec("axe_core_python")
AXE = Path(SPEC.submodule_search_locations[0]) / "axe.min.js"
RUN = """
axe.run(document, {resultTypes: ["violations"]}).then(found => {
  const told = found.violations.map(one => [one.id, one.nodes.map(node => node.html)]);
  document.documentElement.innerHTML = "<body><pre id=out></pre></body>";
  document.getElementById("out").textContent = JSON.stringify(told);
});
"""
HELD = {
    "output_type": "display_data",
    "metadata": {},
    "data": {
        "text/html": "<table><caption>Who</caption><thead><tr><th class='blank level0'>&nbsp;</th>"
        "<th>loss</th></tr></thead><tbody><tr><th>voting</th><td>1%</td></tr></tbody></table>"
    },
}


def violations(page: str, folder: Path) -> list[object]:
    """What axe finds; the page's own policy would forbid it to look."""
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    scripts = f"<script>{AXE.read_text('utf-8')}</script><script>{RUN}</script></body>"
    place = folder / "page.html"
    place.write_text(open_page.replace("</body>", scripts), encoding="utf-8")
    alone = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}")
    done = subprocess.run(
        [BROWSER, *alone, "--virtual-time-budget=60000", "--dump-dom", place.as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told = re.search(r'<pre id="out">(.*?)</pre>', done.stdout, flags=re.DOTALL)
    assert told, done.stdout[-500:]
    return json.loads(html.unescape(told[1]))


def pages() -> dict[str, str]:
    """A page, which a report shares all its parts with, two sheets and a briefing."""
    base = dataclasses.replace(sample(marking="confidential"), model=tiny())
    (sheets,) = report_files(base, "en", formats=["html"], brief=True).values()
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# A question", "id": "a"},
        {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "a = 1", "id": "b"},
        {"cell_type": "markdown", "metadata": {}, "source": "## What it shows", "id": "c"},
        {"cell_type": "code", "metadata": {}, "source": "a", "id": "d", "outputs": [HELD]},
    ]
    for one in cells:
        if one["cell_type"] == "code":
            one.setdefault("outputs", [])
            one["execution_count"] = None
    done = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    notebook = Notebook("mine", Path("mine.ipynb"))
    return {
        "page": nulmeting_page(base, model=tiny(), lang="en"),
        "brief": sheets.decode(),
        "briefing": _page(notebook, done, values={"lang": "en"}, marking=None),
    }


@pytest.mark.skipif(BROWSER is None, reason="no browser is here")
def test_axe_finds_nothing_in_any_page(tmp_path):
    found = {name: violations(page, tmp_path) for name, page in pages().items()}
    assert found == {name: [] for name in found}


@pytest.mark.skipif(BROWSER is None, reason="no browser is here")
def test_axe_does_look(tmp_path):
    page = (
        "<!doctype html><html><head><title>x</title></head><body><img src='data:,'></body></html>"
    )
    assert {"html-has-lang", "image-alt"} <= {one for one, _ in violations(page, tmp_path)}
