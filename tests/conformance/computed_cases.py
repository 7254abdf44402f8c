"""The same for what is computed many times, and for two versions of a model."""

import zipfile
from pathlib import Path
from unittest.mock import patch

import valuechain as vc
from tests.conformance.analysis_cases import TEXT, TINY, case, written
from tests.unit.ensembles.test_ensemble import Dying, Squares
from tests.unit.questions.uncertainty.test_headline import question
from valuechain.analysis.versions import read_version
from valuechain.ensembles.ensemble import run_ensemble
from valuechain.ensembles.executors import Cluster, Here, Processes
from valuechain.ensembles.grades import check_ranges
from valuechain.ensembles.store import find_stored
from valuechain.files.measures import all_measures
from valuechain.plans.effects import prepare_measures
from valuechain.plans.weights import read_weights
from valuechain.questions.uncertainty.kept import about, kept_question, question_files

# ---- ensembles of draws


def ensemble(draws: int, root: Path | None = None) -> object:
    return run_ensemble(Squares(), draws, root=root)


def kept(at: Path, *, spoilt: bool) -> object:
    """The question of an ensemble that is kept, as its folder has it."""
    asked = question(TINY, [])
    run_ensemble(asked, 20, root=at, about=about(asked), files=lambda: question_files(asked))
    one = find_stored(at, "")
    if spoilt:
        written(one.folder / "question.json", "{}")
    return kept_question(one)


def without_dask() -> object:
    with patch("importlib.import_module", side_effect=ImportError):
        return list(Cluster().run(Squares(), [(0, 5)]))


case(
    "VA720",
    lambda _: check_ranges("gallium", low=[0.6, 0.6], high=[0.9, 0.9], total=1.0) or "fits",
    lambda _: check_ranges("gallium", low=[0.4, 0.4], high=[0.9, 0.9], total=1.0) or "fits",
)
case(
    "VA721",
    lambda at: (ensemble(20, at), find_stored(at, "zz")),
    lambda at: (ensemble(20, at), find_stored(at, "")),
)
case(
    "VA722",
    lambda at: ensemble(20, written(at / "file", "mine")),
    lambda at: ensemble(20, at / "store"),
)
case(
    "VA723",
    lambda _: list(Processes(1).run(Dying(), [(0, 50)])),
    lambda _: list(Processes(1).run(Squares(), [(0, 5)])),
)
case("VA724", lambda _: without_dask(), lambda _: list(Here().run(Squares(), [(0, 5)])))
case("VA725", lambda _: ensemble(19), lambda _: ensemble(20))
case("VA726", lambda at: kept(at, spoilt=True), lambda at: kept(at, spoilt=False))

# ---- plans

MEASURE = """\
  {name}:
    title: {{en: {name}}}
    because: {{en: To show one rule}}
    layer: materials
    changes:
      - {{{change}, source: analysts, credibility: 6, status: judgement}}
    cost: {{capex: 1000, opex_per_year: 0, price_year: 2025, source: analysts, credibility: 6, status: judgement}}
    lead: {{time: 12 months, source: analysts, credibility: 6, status: judgement}}
    actor: {{en: We}}
    actors: [we]
    levers: [stock]
"""  # noqa: E501
OWNER = "kind: change-owner, firm: triad, to: {}"
MAKER = (
    "kind: add-supply, product: gallium, share: 0.1, maker: {{id: new, title: {{en: New}}, "
    "site: {0}, headquarters: {0}, owner: {0}}}"
)
HOSTING = "owner:USA/hosting-global/withheld"


def measures(at: Path, *changes: str) -> Path:
    """A file of measures, each with one change."""
    told = "".join(MEASURE.format(name=f"m-{n}", change=one) for n, one in enumerate(changes))
    head = "schema: valuechain/1\nid: case\ntitle: {en: A case}\nmodel: {id: tiny}\nmeasures:\n"
    return written(at / "measures.yaml", head + told)


def plan(at: Path, *changes: str, **asked: object) -> vc.Result:
    """A plan for the tiny model with a few measures."""
    file = measures(at, *(changes or (OWNER.format("NLD"),)))
    given = {"budget": "1M", "years": "2027-2028", "cases": HOSTING, "measures": [file]}
    quick = {"weeks": 4, "runs": 10, "frontier": False}
    return vc.plan(TINY, **(given | quick | asked))


def together(at: Path, *changes: str) -> object:
    """Measures that are all taken at once, as columns of the compiled model."""
    prepared = prepare_measures(TINY, all_measures(TINY, [measures(at, *changes)]))
    return prepared.apply(dict.fromkeys(prepared.measures, 1.0))


def weights(at: Path, text: str) -> object:
    return read_weights(written(at / "weights.yaml", f"schema: valuechain/1\n{text}\n"))


case("VA730", lambda at: plan(at, cases=()), plan)
case("VA731", lambda at: plan(at, cases="owner:USA/no-such/withheld"), plan)
case(
    "VA732",
    lambda at: together(at, OWNER.format("NLD"), OWNER.format("BEL")),
    lambda at: together(at, OWNER.format("NLD"), OWNER.format("NLD")),
)
case(
    "VA733",
    lambda at: together(at, MAKER.format("BEL"), MAKER.format("DEU")),
    lambda at: together(at, MAKER.format("BEL")),
)
case("VA734", lambda at: weights(at, "weights: much"), lambda at: weights(at, "weights: {a: 1.0}"))
case(
    "VA735",
    lambda at: plan(at, budget="100", must="m-0"),
    lambda at: plan(at, budget="1M", must="m-0"),
)
case("VA736", lambda at: plan(at, budget="much"), lambda at: plan(at, budget="2k"))
case("VA737", lambda at: plan(at, years="1999-2001"), lambda at: plan(at, years="2026-2028"))
case("VA738", lambda _: vc.apply(None, "m-gallium-stock"), lambda _: vc.apply(None, []))
case("VA739", lambda at: plan(at, must="m-nothing"), lambda at: plan(at, never="m-0"))
case("VA740", lambda at: plan(at, must="m-0", never="m-0"), lambda at: plan(at, must="m-0"))
case("VA741", lambda at: plan(at, budget="10"), lambda at: plan(at, budget="2k"))
case("VA742", lambda at: plan(at, home="BEL"), lambda at: plan(at, home="NLD"))
case(
    "VA743",
    lambda at: vc.nulmeting(TINY, rules=("default",), plan=plan(at, trusted="BEL")),
    lambda at: vc.nulmeting(TINY, rules=("default",), plan=plan(at)),
)


# ---- two versions of a model


def small_result(at: Path, *, of_model: bool) -> Path:
    """A result in a folder, about a model or about a foreign table."""
    if of_model:
        vc.lookthrough(TINY).write(at / "out")
    else:
        table = written(
            at / "flows.csv", "sector,a,b,final demand\na,150,500,350\nb,200,100,1700\n"
        )
        vc.lookthrough_table(table).write(at / "out")
    return at / "out"


case(
    "VA750",
    lambda at: read_version(small_result(at, of_model=False)),
    lambda at: read_version(small_result(at, of_model=True)),
)
case(
    "VA751",
    lambda at: read_version(small_result(at, of_model=True), ["survey.yaml"]),
    lambda at: read_version(written(at / "tiny.yaml", TEXT)),
)


def sided(at: Path) -> vc.Result:
    """A stored nulmeting of 0.1.0, seen from NLD."""
    with zipfile.ZipFile(Path(__file__).parents[1] / "results" / "tiny-0.1.0.zip") as packed:
        packed.extractall(at / "then")
    return vc.open(at / "then")


def compared(at: Path, **asked: object) -> object:
    return vc.compare(TINY, written(at / "tiny.yaml", TEXT), **asked)


case(
    "VA752",
    lambda at: vc.compare(small_result(at, of_model=True), TINY),
    compared,
)
case("VA753", lambda at: vc.compare(sided(at), TINY, home="BEL"), compared)
case("VA754", lambda at: compared(at, home="BEL"), lambda at: compared(at, home="NLD"))
case("VA755", lambda at: compared(at, least=1.5), lambda at: compared(at, least=0.5))
