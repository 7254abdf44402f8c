"""What reading does with YAML's corners, places, overlays and hostile files."""

from pathlib import Path

import pytest

from valuechain.errors import FileProblems, Place
from valuechain.files import dump, load, load_text, shipped_model
from valuechain.files.keypaths import read_keys, write_keys
from valuechain.files.scalars import read_scalar
from valuechain.files.yaml_tree import SlowLoader, parse

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"
TEXT = TINY.read_text(encoding="utf-8")


def _refused(text):
    with pytest.raises(FileProblems) as found:
        load_text(text, "m.yaml")
    return found.value.problems


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("TRUE", True),
        ("tRUE", "tRUE"),
        ("null", None),
        ("~", None),
        ("", None),
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("0b1", "0b1"),
        (".5", 0.5),
        ("5.", 5.0),
        ("-.inf", float("-inf")),
        ("12:30", "12:30"),
        ("190:20:30", "190:20:30"),
        ("2026-01-31", "2026-01-31"),
        ("+", "+"),
        (".", "."),
        ("-", "-"),
        ("=", "="),
        ("1.2.3", "1.2.3"),
        ("9" * 5000, float("inf")),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text, meaning):
    found = read_scalar(text)
    assert found == meaning
    assert type(found) is type(meaning)


def test_country_codes_of_norway_and_texts_like_switches_stay_text():
    content, _ = parse("a: NO\nb: {c: on, d: 'null', e: \"1\"}\nf: |\n  1\n", "x")
    assert content == {"a": "NO", "b": {"c": "on", "d": "null", "e": "1"}, "f": "1\n"}


@pytest.mark.parametrize("slow", [False, True], ids=["libyaml", "pure-python"])
def test_both_parsers_give_the_same_tree_and_places(slow, monkeypatch):
    if slow:
        monkeypatch.setattr("valuechain.files.yaml_tree._LOADER", SlowLoader)
    loaded = load(TINY)
    assert loaded.digest == load_text(TEXT).digest
    line = next(at for at, text in enumerate(TEXT.splitlines(), 1) if "firm: lithos, site" in text)
    place = loaded.place("products.scanners.producers[0].site")
    assert place == Place(str(TINY), line, TEXT.splitlines()[line - 1].index("site:") + 1)
    assert _refused("a: &x 1\nb: [*x]\n")[1].place == Place("m.yaml", 2, 5)
    assert _refused("a: [1, 2\n")[0].code == "VC020"


def test_place_of_what_is_not_there_is_the_nearest_above_it():
    loaded = load(TINY)
    assert loaded.place("products.gallium.inputs[3].buffer") == loaded.place("products.gallium")
    assert loaded.place("nothing.of.this") == Place(str(TINY), 1, 1)


@pytest.mark.parametrize("keys", ["a", "a.b", "a[0]", "a[0].b[12].c", "groups.D9+.members[1]"])
def test_key_paths_read_back(keys):
    assert write_keys(read_keys(keys)) == keys


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "VC007"),
        ("a: " + "[" * 100_000, "VC023"),
        ("a: " + "{b: " * 100_000, "VC023"),
        ("- " * 100_000, "VC007"),
        ("".join(" " * at + "a:\n" for at in range(2000)), "VC023"),
        ("? " * 100_000, "VC025"),
        ("a: '" + "x" * 1_000_000, "VC020"),
        ("a: &a [x]\n" + "".join(f"b{at}: [*a, *a, *a]\n" for at in range(10_000)), "VC022"),
        ("a: !!python/object/apply:os.system ['true']", "VC021"),
        ("*a", "VC022"),
        ("&a x", "VC022"),
    ],
)
def test_hostile_text_is_refused_with_a_code(text, code):
    assert code in {problem.code for problem in _refused(text)}


def test_nothing_is_executed(tmp_path):
    mark = tmp_path / "mark"
    _refused(f"schema: !!python/object/apply:pathlib.Path.touch [{mark}]")
    assert not mark.exists()


def test_phases_stop_in_order():
    unknown_key = TEXT.replace("  gallium:\n    layer:", "  gallium:\n    colour: grey\n    layer:")
    wrong_type = unknown_key.replace("as_of: 2026-01-31", "as_of: soon")
    unknown_layer = wrong_type.replace("layer: machines", "layer: machinery")
    bad_sum = unknown_layer.replace("share: 0.1, basis: capacity", "share: 0.2, basis: capacity")
    assert [problem.code for problem in _refused(bad_sum)] == ["VC031"]
    mended = bad_sum.replace("    colour: grey\n", "")
    assert [problem.code for problem in _refused(mended)] == ["VC046"]
    mended = mended.replace("as_of: soon", "as_of: 2026-01-31")
    assert [problem.code for problem in _refused(mended)] == ["VC062"]
    mended = mended.replace("layer: machinery", "layer: machines")
    assert [problem.code for problem in _refused(mended)] == ["VC080"]


def test_shares_may_miss_one_by_a_millionth_and_no_more():
    near = TEXT.replace("share: 0.1, basis: capacity", "share: 0.1000009, basis: capacity")
    assert load_text(near).model.products["logic-chips"].producers[1].share.mode == 0.1000009
    far = TEXT.replace("share: 0.1, basis: capacity", "share: 0.100002, basis: capacity")
    assert "sum to 1.000002, 2e-06 too much" in _refused(far)[0].message


def test_digest_is_of_the_meaning():
    loaded = load_text(TEXT)
    same = TEXT.replace("buffer: 1 week\n", "buffer: {low: 7 days, mode: 1 week, high: 7 days}\n")
    same = same.replace("# A mock", "# Another").replace(
        "share: 1.0,", "site_basis: read, share: 1,"
    )
    assert same.count("site_basis: read") == 1
    assert load_text(same).digest == loaded.digest
    other = TEXT.replace("high: 26 weeks}", "high: 27 weeks}", 1)
    assert load_text(other).digest != loaded.digest


def test_unused_source_is_a_warning():
    text = TEXT.replace("\nfirms:", "  spare: {title: Never cited, reliability: C}\n\nfirms:", 1)
    (warning,) = load_text(text).warnings
    assert (warning.code, warning.keys) == ("VC072", "sources.spare")


def test_shipped_model_is_valid_and_survives_a_round_trip():
    loaded = load(shipped_model())
    assert load_text(dump(loaded.model)).model == loaded.model


def _overlay(folder, name, text):
    path = folder / name
    path.write_text(f"schema: valuechain/1\noverlay: tiny\n{text}", encoding="utf-8")
    return path


READ = "source: survey, credibility: 2, status: read"


def test_overlay_replaces_named_values_and_logs_them(tmp_path):
    overlay = _overlay(
        tmp_path,
        "o.yaml",
        "products:\n"
        "  logic-chips:\n"
        "    producers:\n"
        f"      - {{firm: fabrik, site: DEU, share: 0.05, {READ}}}\n"
        "      - {id: twn-all, site: TWN, share: {low: 0.7, mode: 0.75, high: 0.8},\n"
        f"         basis: units, year: 2026, {READ}, marking: dep-v}}\n"
        "    inputs:\n"
        f"      - {{product: scanners, lifetime: 9 years, {READ}}}\n"
        "uses:\n"
        "  register:\n"
        "    inputs:\n"
        "      - any_of: [hosting-global, hosting-local]\n"
        f"        fallback: {{level: 0.2, {READ}}}\n",
    )
    loaded = load(TINY, [overlay])
    chips = loaded.model.products["logic-chips"]
    assert [one.share.mode for one in chips.producers] == [0.75, 0.05, 0.2]
    assert chips.producers[0].marking == "dep-v"
    assert chips.inputs[2].lifetime.low == 9 * 52
    (entry,) = loaded.model.uses["register"].inputs
    assert (entry.fallback.level.mode, entry.fallback.after) == (0.2, 2.0)
    assert entry.any_of[1].capacity == 0.6
    log = "\n".join(loaded.log)
    assert loaded.log[:3] == (
        "products.logic-chips.producers[1].share: 0.1 -> 0.05",
        "products.logic-chips.producers[1].year: 2024 -> 2025",
        "products.logic-chips.producers[1].basis: capacity -> unstated",
    )
    assert "producers[0].share: changed (dep-v)\n" in log
    assert "0.75" not in log
    assert (
        "inputs[2].lifetime: {low: 5 years, mode: 8 years, high: 10 years} -> 9 years\n"
        "products.logic-chips.inputs[2].evidence: absent -> "
        "{lifetime: {source: survey, credibility: 2, status: read}}\n"
    ) in log
    assert "uses.register.inputs[0].fallback.level: 0.3 -> 0.2\n" in log
    assert loaded.place("products.logic-chips.producers[1].share").path == str(overlay)
    assert loaded.place("products.logic-chips.producers[2].year").path == str(TINY)
    assert loaded.paths == (TINY, overlay)
    assert loaded.digest != load(TINY).digest


def test_overlay_that_breaks_the_model_is_refused_at_its_own_place(tmp_path):
    overlay = _overlay(
        tmp_path,
        "o.yaml",
        "products:\n  photoresist:\n    producers: [{firm: fabrik, site: DEU, share: 1.4,"
        f" {READ}}}]\n",
    )
    with pytest.raises(FileProblems) as found:
        load(TINY, [overlay])
    (problem,) = found.value.problems
    assert (problem.code, problem.place) == ("VC042", Place(str(overlay), 5, 43))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("title: {en: One}\n", "title: {en: One}\n"),
        ("firms: {lithos: {name: A}}\n", "firms: {lithos: {name: B}}\n"),
        ("firms: {new: {name: A}}\n", "firms: {new: {owner: NLD}}\n"),
        ("perspective: {trusted: [BEL]}\n", "perspective: {trusted: EU3}\n"),
    ],
)
def test_two_overlays_that_set_one_value_clash(first, second, tmp_path):
    overlays = [_overlay(tmp_path, "1.yaml", first), _overlay(tmp_path, "2.yaml", second)]
    with pytest.raises(FileProblems) as found:
        load(TINY, overlays)
    problem = found.value.problems[0]
    assert problem.code == "VC093"
    assert problem.place.path == str(overlays[1])
    assert f"{overlays[0]}:3:" in problem.message


def test_overlay_has_no_id_and_includes_nothing(tmp_path):
    with pytest.raises(FileProblems) as found:
        load(TINY, [_overlay(tmp_path, "1.yaml", "id: x\ninclude: [a.yaml]\n")])
    assert [(one.code, one.keys) for one in found.value.problems] == [
        ("VC031", "id"),
        ("VC031", "include"),
    ]


def test_overlays_that_set_different_values_agree(tmp_path):
    overlays = [
        _overlay(tmp_path, "1.yaml", "firms: {lithos: {name: A}}\n"),
        _overlay(
            tmp_path, "2.yaml", f"firms: {{lithos: {{owner: DEU, {READ}}}, triad: {{name: C}}}}\n"
        ),
    ]
    firms = load(TINY, overlays).model.firms
    assert (firms["lithos"].name, firms["lithos"].owner, firms["triad"].name) == ("A", "DEU", "C")


def test_what_a_replaced_figure_rested_on_does_not_survive_it(tmp_path):
    base = load(TINY).model.products["logic-chips"]
    overlay = _overlay(
        tmp_path,
        "o.yaml",
        "sources: {own: {title: Own survey, kind: primary, year: 2026, reliability: B}}\n"
        "products:\n  logic-chips:\n    producers:\n"
        "      - {firm: fabrik, site: DEU, share: 0.0987, source: own, credibility: 3,"
        " status: read}\n    remainder: {share: 0.0013}\n"
        "    inputs:\n"
        "      - {product: scanners, lifetime: 9 years, source: own, credibility: 3,"
        " status: read}\n",
    )
    loaded = load(TINY, [_noted(tmp_path), overlay])
    chips = loaded.model.products["logic-chips"]
    fabrik = next(one for one in chips.producers if one.firm == "fabrik")
    assert (fabrik.source, fabrik.year, fabrik.basis, fabrik.note) == (
        "own",
        2026,
        "unstated",
        None,
    )
    scanners = next(one for one in chips.inputs if one.product == "scanners")
    old = next(one for one in base.inputs if one.product == "scanners")
    assert (scanners.source, scanners.status) == (old.source, old.status)
    assert scanners.evidence["lifetime"].source == "own"
    assert "essentiality" not in scanners.evidence


def _noted(folder):
    """A note on the figure that is replaced afterwards."""
    text = "products: {logic-chips: {producers: [{firm: fabrik, site: DEU, note: Old note}]}}\n"
    return _overlay(folder, "note.yaml", text)


def test_a_log_names_what_is_marked_and_does_not_show_it(tmp_path):
    overlay = _overlay(
        tmp_path,
        "o.yaml",
        "sources: {own: {title: Secret survey, kind: primary, year: 2026, reliability: B,"
        " marking: confidential}}\n"
        "products:\n  logic-chips:\n    producers:\n"
        "      - {firm: fabrik, site: DEU, share: 0.0987, source: own, credibility: 2,"
        " status: read}\n    remainder: {share: 0.0013}\n",
    )
    log = load(TINY, [overlay]).log
    assert "products.logic-chips.producers[1].share: changed (confidential)" in log
    assert not any(word in line for line in log for word in ("0.0987", "0.0013", "Secret"))
