"""Validating 5,000 records takes at most 1.5 times what PyYAML's C loader needs to load them.

Both are measured in one process, in turn; the ratio of the best times counts. Run as a script it
prints the ratio: ``python tests/bench/test_validate.py``.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from valuechain.files import load

MOST = 1.5
ROUNDS = 5
JUDGED = "source: analysts, credibility: 6, status: judgement"


def model_text(n_products: int = 450) -> str:
    """Write a model: per product five producers and five inputs, in flow and in block style."""
    lines = [
        "schema: valuechain/1\nid: bench\ntitle: {en: Bench}\nas_of: 2026-01-31",
        "perspective: {home: [NLD], trusted: EU3}",
        "layers: [{id: goods, title: {en: Goods}}]",
        f"groups:\n  EU3: {{members: [BEL, DEU, NLD], {JUDGED}}}",
        "sources:\n  analysts: {title: Judgement, kind: judgement, reliability: F}",
    ]
    lines.extend(
        f"  survey-{number}:\n    title: Survey {number} of the trade in parts\n"
        f"    publisher: Office {number}\n    year: 2024\n    reliability: B\n"
        f"    url: https://example.org/{number}\n    licence: CC-BY-4.0"
        for number in range(200)
    )
    lines.append("firms:")
    for number in range(200):
        read = f"source: survey-{number}, credibility: 2, status: read"
        lines.append(
            f"  firm-{number}: {{name: Firm {number}, headquarters: NLD, owner: USA, {read}}}"
        )
    lines.append("products:")
    for number in range(n_products):
        lines.append(
            f"  part-{number}:\n    layer: goods\n    market: world\n"
            f"    title: {{en: Part {number}, nl: Deel {number}}}\n    producers:"
        )
        lines.extend(
            f"      - {{firm: firm-{(number + 7 * other) % 200}, site: NLD, basis: revenue,"
            " share: {low: 0.1, mode: 0.2, high: 0.3}, year: 2024,"
            f" source: survey-{number % 200}, credibility: 2, status: read}}"
            for other in range(5)
        )
        lines.append("    remainder: {share: 0.0}\n    inputs:")
        lines.extend(
            f"      - product: part-{(number + other) % n_products}\n"
            "        kind: consumable\n        essentiality: critical\n"
            "        buffer: {low: 4 weeks, mode: 8 weeks, high: 26 weeks}\n"
            "        substitution: {low: 24 months, mode: 60 months, high: 96 months}\n"
            "        source: analysts\n        credibility: 6\n        status: judgement"
            for other in range(1, 6)
        )
    lines.append(
        f"uses:\n  register:\n    country: NLD\n    title: {{en: Register}}\n"
        f"    public_interest: vital\n    {JUDGED.replace(', ', chr(10) + '    ')}\n    inputs:\n"
        f"      - {{product: part-0, kind: service, essentiality: critical, {JUDGED}}}"
    )
    effect = f"{{value: 0.5, strict: 1.0, lenient: 0.25, {JUDGED}}}"
    lines.append(f"parameters: {{important_effect: {effect}, minor_effect: {effect}}}\nthresholds:")
    thresholds = {
        "exposure": "0.25",
        "horizon": "52 weeks",
        "replacement": "12 months",
        "theta": "0.5",
        "public_interest": "essential",
        "governance": "5.0",
        "law_levers": "[data]",
    }
    lines.extend(f"  {name}: {{value: {text}, {JUDGED}}}" for name, text in thresholds.items())
    return "\n".join(lines) + "\n"


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(path: Path) -> tuple[float, float]:
    """Give the best seconds of PyYAML's C loader and of load(), measured in turn."""
    text = path.read_text(encoding="utf-8")
    pairs = [
        (_seconds(lambda: yaml.load(text, Loader=yaml.CSafeLoader)), _seconds(lambda: load(path)))
        for _ in range(ROUNDS)
    ]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def report(folder: Path) -> float:
    """Measure, print and give the ratio."""
    path = folder / "bench.yaml"
    path.write_text(model_text(), encoding="utf-8")
    model = load(path).model
    records = len(model.products) + len(model.firms) + len(model.sources)
    records += sum(len(one.producers) + len(one.inputs) for one in model.products.values())
    assert records >= 5000
    base, ours = measure(path)
    sys.stdout.write(
        f"\nvalidate {records} records: {ours:.3f} s; PyYAML's C loader {base:.3f} s;"
        f" ratio {ours / base:.2f} (at most {MOST})\n"
    )
    return ours / base


def test_validating_is_hardly_slower_than_loading(tmp_path):
    assert report(tmp_path) <= MOST


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        report(Path(made))
