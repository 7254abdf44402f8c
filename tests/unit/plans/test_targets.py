"""Where a target stands, by figures that can be followed by hand in the tiny model.

The United States owns 90% of global hosting and the rest is known to be German. All of
China has 80% of gallium, so that no unnamed maker is Chinese; of the 20% that nobody names no other
country has more than 10%, the Netherlands none. The plan decides in 2027 that the hosting firm
becomes Dutch, which works after twelve months.
"""

import pytest

from tests.conformance.computed_cases import plan

HEAD = """\
schema: valuechain/1
id: targets
model: {id: tiny}
sources:
  mine: {title: Mine, kind: judgement, reliability: F, rationale: a test}
targets:
"""
AIM = """\
  {name}:
    title: {{en: {name}}}
    product: {product}
    removed: {place}
    below: {below}
    by: {by}
    source: mine
    credibility: 6
    status: judgement
"""
CASES = {
    "in-its-year": ("hosting-global", "USA", 0.5, 2028, "on-track", 0.9, 0.0),
    "a-year-too-early": ("hosting-global", "USA", 0.5, 2027, "off-track", 0.9, 0.9),
    "after-the-plan": ("hosting-global", "USA", 0.5, 2029, "cannot-tell", 0.9, None),
    "below-by-a-hair": ("hosting-global", "USA", 0.91, 2027, "reached", 0.9, 0.9),
    "not-below-itself": ("gallium", "CHN", 0.8, 2028, "off-track", 0.8, 0.8),
    "unnamed-are-not-theirs": ("gallium", "CHN", 0.81, 2028, "reached", 0.8, 0.8),
    "unnamed-may-be-theirs": ("gallium", "USA", 0.05, 2028, "cannot-tell", 0.0, 0.0),
    "unnamed-are-too-few": ("gallium", "USA", 0.11, 2028, "reached", 0.0, 0.0),
    "none-at-all": ("gallium", "NLD", 0.05, 2028, "reached", 0.0, 0.0),
}
"""Product, country, below, by; then the verdict, the share now and that in its year."""


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A plan that was held to all of them."""
    at = tmp_path_factory.mktemp("targets")
    keys = ("product", "place", "below", "by")
    said = [
        AIM.format(name=name, **dict(zip(keys, one[:4], strict=True)))
        for name, one in CASES.items()
    ]
    (at / "targets.yaml").write_text(HEAD + "".join(said), encoding="utf-8")
    found = plan(at, targets=at / "targets.yaml")
    assert found["plan"]["start"].tolist() == [2027]
    return found


@pytest.mark.parametrize("name", CASES)
def test_where_a_target_stands(held, name):
    row = held["targets"].set_index("target").loc[name]
    verdict, now, then = CASES[name][4:]
    assert row["verdict"] == verdict
    assert row["now"] == pytest.approx(now)
    assert row["then"] == pytest.approx(then if then is not None else float("nan"), nan_ok=True)
