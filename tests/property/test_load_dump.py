"""Laws of reading and writing: a round trip and the layout change nothing, mutants are told."""

import datetime as dt
import json
import random
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valuechain.errors import CATALOGUE, FileProblems
from valuechain.files import dump, load, load_text
from valuechain.files.yaml_tree import parse
from valuechain.schema import Model

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"
TEXT = TINY.read_text(encoding="utf-8")
BYTES = TINY.read_bytes()

texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=30,
) | st.sampled_from(
    ["NO", "null", "~", "1e3", "0x1F", "12:30", "- a", "a: b", "#", "'", '"', "\\n"]
)
ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
shares = st.floats(0, 1)
weeks = st.floats(0, 52_000).map(lambda number: f"{number:f} weeks") | st.sampled_from(
    ["3 days", "8 weeks", "24 months", "7 years", "0.1 month"]
)
cited = {"source": st.just("s"), "credibility": st.integers(1, 6), "status": st.just("recall")}


@st.composite
def ranges(draw, points):
    low, mode, high = sorted(draw(st.tuples(points, points, points)))
    return {"low": low, "mode": mode, "high": high}


@st.composite
def shares_that_sum(draw):
    """Shares of producers and what is left, as exact as floats allow."""
    parts = draw(st.lists(st.integers(1, 1000), min_size=1, max_size=4))
    total = sum(parts) + draw(st.integers(0, 1000))
    made = [part / total for part in parts]
    return made, max(0.0, 1 - sum(made))


figure = st.fixed_dictionaries(cited, optional={"note": texts})
durations = weeks | ranges(st.integers(0, 500)).map(
    lambda found: {key: f"{number} weeks" for key, number in found.items()}
)


@st.composite
def models(draw):
    """Build a model of a few products in a ring, one use and a firm or aggregate for each."""
    names = draw(st.lists(ids, min_size=2, max_size=4, unique=True))
    use, *products = names
    made = {}
    for position, name in enumerate(products):
        listed, left = draw(shares_that_sum())
        made[name] = {
            "layer": "l",
            "title": {"en": draw(texts)},
            "market": "world",
            "producers": [
                {
                    **draw(figure),
                    **({"firm": "f"} if not at else {"id": f"a-{at}", "kind": "firm-group"}),
                    "site": draw(st.sampled_from(["NLD", "TWN", "NOR"])),
                    "share": share,
                    "basis": "revenue",
                    "year": draw(st.integers(1990, 2100)),
                }
                for at, share in enumerate(listed)
            ],
            "remainder": {"share": left},
            "inputs": [
                {
                    **draw(figure),
                    "product": products[position - 1],
                    "kind": "consumable",
                    "essentiality": draw(st.sampled_from(["critical", "minor"])),
                    "buffer": draw(durations),
                }
            ],
        }
        if draw(st.booleans()):
            made[name]["spare_capacity"] = {**draw(figure), **draw(ranges(shares))}
    base = parse(TEXT, "tiny.yaml")[0]
    return {
        "schema": "valuechain/1",
        "id": draw(ids),
        "title": {"en": draw(texts), "nl": draw(texts)},
        "as_of": draw(st.dates(dt.date(1900, 1, 1))).isoformat(),
        "perspective": {"home": ["NLD"], "trusted": ["DEU"]},
        "layers": [{"id": "l", "title": {"en": "L"}}],
        "sources": {"s": {"title": draw(texts), "reliability": "C", "note": draw(texts)}},
        "firms": {
            "f": {**draw(figure), "name": draw(texts), "headquarters": "NLD", "owner": "NOR"}
        },
        "products": made,
        "uses": {
            use: {
                **draw(figure),
                "country": "NLD",
                "title": {"en": "U"},
                "public_interest": "vital",
                "critical_window": draw(weeks),
                "inputs": [
                    {
                        **draw(figure),
                        "product": name,
                        "kind": "service",
                        "essentiality": "critical",
                    }
                    for name in products
                ],
            }
        },
        "parameters": _resourced(base["parameters"]),
        "thresholds": _resourced(base["thresholds"]),
    }


def _resourced(records):
    return {key: {**record, "source": "s", "status": "recall"} for key, record in records.items()}


@given(models())
@settings(max_examples=50)
def test_a_model_survives_being_written_and_read(content):
    # What it does not state has its documented default from the first reading on.
    model = load_text(dump(Model.model_validate(content))).model
    again = load_text(dump(model))
    assert again.model == model
    assert dump(again.model) == dump(model)


def _shuffled(content, shuffle):
    if isinstance(content, dict):
        items = list(content.items())
        shuffle(items)
        return {key: _shuffled(one, shuffle) for key, one in items}
    return [_shuffled(one, shuffle) for one in content] if isinstance(content, list) else content


@given(st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_order_of_keys_does_not_change_the_digest(chance):
    loaded = load(TINY)
    said = loaded.model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    shuffled = Model.model_validate(_shuffled(said, chance.shuffle))
    assert load_text(dump(shuffled)).digest == loaded.digest


@given(split=st.data())
@settings(max_examples=25)
def test_split_over_files_does_not_change_the_digest(split, tmp_path_factory):
    whole = load(TINY)
    lines = dump(whole.model).splitlines()
    starts = [at for at, line in enumerate(lines) if line[:1].isalpha()]
    blocks = ["\n".join(lines[a:b]) for a, b in zip(starts, [*starts[1:], None], strict=True)]
    folder = tmp_path_factory.mktemp("split")
    (folder / "stack").mkdir()
    files = {"model.yaml": blocks[:2], "stack/a.yaml": [], "stack/b.yaml": []}
    for block in blocks[2:]:
        files[split.draw(st.sampled_from(sorted(files)))].append(block)
    used = [name for name in ("stack/a.yaml", "stack/b.yaml") if files[name]]
    files["model.yaml"].append(f"include: [{', '.join(used)}]")
    for name, written in files.items():
        (folder / name).write_text("\n".join(written) + "\n", encoding="utf-8")
    found = load(folder / "model.yaml")
    assert found.digest == whole.digest
    assert found.model == whole.model
    assert len(found.paths) == 1 + len(used)


def _told(path):
    """Load a mutant: it is right, or it is refused with codes; anything else is a defect."""
    problems = None
    try:
        load(path)
    except FileProblems as found:
        problems = found.problems
    if problems is not None:
        assert problems
        assert all(problem.code in CATALOGUE and problem.message for problem in problems)
        assert not any("Input should" in problem.message for problem in problems)


@given(mutation=st.data())
@settings(max_examples=150)
def test_mutated_bytes_never_give_a_traceback(mutation, tmp_path_factory):
    at = mutation.draw(st.integers(0, len(BYTES) - 1))
    length = mutation.draw(st.integers(0, 4))
    put = mutation.draw(st.binary(max_size=3) | st.sampled_from([b"[", b"{", b"\n", b": ", b"- "]))
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(BYTES[:at] + put + BYTES[at + length :])
    _told(path)


WORDS = ["null", "1", "-1", ".nan", "1e999", "true", "[]", "{}", "[[]]", "{a: b}", "''", "x" * 500]


@given(mutation=st.data())
@settings(max_examples=150)
def test_mutated_lines_never_give_a_traceback(mutation, tmp_path_factory):
    lines = TEXT.splitlines()
    at = mutation.draw(st.integers(0, len(lines) - 1))
    kind = mutation.draw(st.sampled_from(["drop", "double", "indent", "word", "swap"]))
    if kind == "drop":
        del lines[at]
    elif kind == "double":
        lines.insert(at, lines[at])
    elif kind == "indent":
        lines[at] = "  " + lines[at]
    elif kind == "swap":
        other = mutation.draw(st.integers(0, len(lines) - 1))
        lines[at], lines[other] = lines[other], lines[at]
    else:
        key, colon, rest = lines[at].partition(": ")
        pieces = rest.split(", ")
        spot = mutation.draw(st.integers(0, len(pieces) - 1))
        word = mutation.draw(st.sampled_from(WORDS))
        inner, mark, _ = pieces[spot].rpartition(": ")
        pieces[spot] = f"{inner}{mark}{word}"
        lines[at] = f"{key}{colon}{', '.join(pieces)}"
    path = tmp_path_factory.getbasetemp() / "lines.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    _told(path)


@given(st.text(string.printable, max_size=200))
@settings(max_examples=150)
def test_any_text_is_refused(text):
    with pytest.raises(FileProblems, match=r"VC[0-9]{3}"):
        load_text(text)


def test_odd_values_never_give_a_traceback(tmp_path):
    """Each value of the file once replaced by each odd one, a sample of it."""
    chance = random.Random(7)  # noqa: S311
    tree = parse(TEXT, "tiny.yaml")[0]
    odd = [None, True, 0, -1, 2**80, 1.5, "", "NL", "x", [], [[]], {}, {"a": {}}, ["x", None]]
    path = tmp_path / "odd.yaml"
    for _ in range(500):
        content = _copy(tree)
        spot = content
        while True:
            keys = list(spot) if isinstance(spot, dict) else list(range(len(spot)))
            if not keys:
                break
            key = chance.choice(keys)
            if not isinstance(spot[key], dict | list) or chance.random() < 0.15:
                spot[key] = chance.choice(odd)
                break
            spot = spot[key]
        path.write_text(_json(content), encoding="utf-8")
        _told(path)


def _copy(content):
    if isinstance(content, dict):
        return {key: _copy(one) for key, one in content.items()}
    return [_copy(one) for one in content] if isinstance(content, list) else content


def _json(content):
    """JSON is YAML: the shortest way to write any tree."""
    return json.dumps(content, ensure_ascii=False)
