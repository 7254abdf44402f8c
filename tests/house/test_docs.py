"""The documentation: every page can be found, every link leads somewhere, nothing is fetched."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house.checkout import DEV, PACKAGE, ROOT, hold, package_files, tree

DOCS = ROOT / "docs"
PAGES = [page for page in sorted(DOCS.rglob("*.md")) if "api" not in page.parts]
READ = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "scenarios" / "README.md", *PAGES]
TOCTREE = re.compile(r"^```\{toctree\}\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```.*?^```", flags=re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", flags=re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")


def listed(page: Path) -> set[Path]:
    """Pages that the lists of a page name."""
    lines = [
        line.strip()
        for block in TOCTREE.findall(page.read_text(encoding="utf-8"))
        for line in block.splitlines()
        if line.strip() and not line.startswith(":")
    ]
    return {found for line in lines for found in page.parent.glob(f"{line}.md")}


def anchors(page: Path) -> set[str]:
    """Names of the headings of a page, as links call them."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#{1,6} (.+)$", text, flags=re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.strip().replace(" ", "-") for heading in plain}


def broken(page: Path) -> list[str]:
    """Links of a page to files or headings that are not there."""
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    found = []
    for link in LINK.findall(text):
        # `path:` is how MyST is told to offer a file as it is.
        path, _, anchor = link.removeprefix("path:").partition("#")
        aim = page.parent / path if path else page
        if re.match(r"(?!path:)[a-z]+:", link):
            continue
        if not aim.exists() or (anchor and aim.suffix == ".md" and anchor not in anchors(aim)):
            found.append(link)
    return found


def test_every_page_can_be_found_from_the_first() -> None:
    found, waiting = set(), [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        found.add(page)
        waiting += listed(page) - found
    assert set(PAGES) - found == set()


@pytest.mark.parametrize("page", READ, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# A *good* heading: 2\n")
    page = tmp_path / "a.md"
    page.write_text(
        "[1](b.md) [2](b.md#a-good-heading-2) [3](c.md) [4](b.md#bad) [5](#no) `[6](d.md)` "
        "[7](https://example.org/x)\n"
    )
    assert broken(page) == ["c.md", "b.md#bad", "#no"]


@pytest.mark.parametrize(
    ("name", "text", "fetched"),
    [
        ("a.html", '<script async src="https://a.eu/x.js"></script>', ["https://a.eu/x.js"]),
        ("a.html", "<link rel=\"stylesheet\"\n href='//a.eu/x.css'>", ["//a.eu/x.css"]),
        ("a.html", '<img alt="x" src=http://a.eu/x.png>', ["http://a.eu/x.png"]),
        ("a.html", '<a href="https://a.eu/">read</a><script src="_static/x.js"></script>', []),
        ("a.css", "@font-face { src: url('https://a.eu/x.woff2') }", ["https://a.eu/x.woff2"]),
        ("a.css", '@import "//a.eu/x.css";', ["//a.eu/x.css"]),
        ("a.css", "a { background: url(x.svg) } /* https://a.eu/ */", []),
    ],
)
def test_what_a_page_fetches_is_seen(
    tmp_path: Path, name: str, text: str, fetched: list[str]
) -> None:
    (tmp_path / name).write_text(text)
    assert DEV.fetches(tmp_path) == [f"{name}: {address}" for address in fetched]


def test_every_place_in_the_picture_of_the_house_is_there() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w<>/]+(?:\.py|/))`", text))
    assert len(named) > 30
    tops = (ROOT, ROOT / "valuechain")
    missing = {
        name
        for name in named
        if "<" not in name and "/" in name and not any((top / name).exists() for top in tops)
    }
    assert missing == set()


NAME_OF_CODE = re.compile(r"`~?(valuechain(?:\.\w+)+)`")
PATH_IN_CODE = re.compile(r"\b(?:docs|tests|models|scenarios|measures)/[\w/.-]+\.(?:md|py|yaml)\b")


def names_in(body: Iterable[ast.stmt]) -> dict[str, list[ast.stmt]]:
    """What some statements define or import, each with what is inside it."""
    found: dict[str, list[ast.stmt]] = {}
    for item in body:
        if isinstance(item, ast.ClassDef | ast.FunctionDef):
            found[item.name] = item.body
        elif isinstance(item, ast.Assign | ast.AnnAssign):
            aims = item.targets if isinstance(item, ast.Assign) else [item.target]
            found |= {aim.id: [] for aim in aims if isinstance(aim, ast.Name)}
        elif isinstance(item, ast.Import | ast.ImportFrom):
            found |= {one.asname or one.name: [] for one in item.names}
        elif isinstance(item, ast.If):
            found |= names_in(item.body)
    return found


def is_code(name: str) -> bool:
    """Whether a dotted name leads to a module, or to what a module defines or imports."""
    path, parts = PACKAGE, name.split(".")[1:]
    while parts and ((path / parts[0]).is_dir() or (path / f"{parts[0]}.py").is_file()):
        path /= parts.pop(0)
    inside = tree(path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).body
    for part in parts:
        known = names_in(inside)
        if part not in known:
            return False
        inside = known[part]
    return True


def test_a_name_that_is_gone_is_seen() -> None:
    here = "valuechain.shocks.suppliers"
    assert is_code(here)
    assert is_code(f"{here}.Suppliers.shut")
    assert not is_code(f"{here}.Suppliers.open")
    assert not is_code(f"{here}_gone")


def test_names_of_code_lead_somewhere() -> None:
    found = {
        path: {
            name
            for name in NAME_OF_CODE.findall(path.read_text(encoding="utf-8"))
            if not is_code(name)
        }
        for path in (*READ, *package_files())
    }
    hold(found, "no module, class or function of that name")


def test_files_that_the_code_names_are_there() -> None:
    found = {
        path: {
            name
            for name in PATH_IN_CODE.findall(path.read_text(encoding="utf-8"))
            if not (ROOT / name).exists()
        }
        for path in package_files()
    }
    hold(found, "no such file")
