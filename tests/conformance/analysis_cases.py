"""For every code of an analysis: a question that is refused with it, and one that is answered."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import numpy as np
import pandas as pd

import valuechain as vc
from tests.unit.results_sample import rows, sample
from valuechain.analysis.evidence import judged_weeks
from valuechain.analysis.question_frame import outside
from valuechain.analysis.scenario_run import course_of
from valuechain.analysis.workbench import prepare
from valuechain.documents.formats import check_place
from valuechain.exchange.flow_tables import read_flows
from valuechain.exchange.trade import read_trade
from valuechain.files import load_text
from valuechain.indicators import chain, lookthrough, smallest_coalition
from valuechain.indicators.core_dependency import TradeFlow, core_dependencies
from valuechain.shocks.courses import CourseColumn
from valuechain.shocks.remainders import Remainders
from valuechain.stack import compile_model

TEXT = (Path(__file__).parents[1] / "models" / "tiny.yaml").read_text(encoding="utf-8")
TINY = load_text(TEXT).model
EVERYONE = ("BEL", "CHN", "DEU", "IRL", "JPN", "NLD", "TWN", "USA")
Case = Callable[[Path], object]
CASES: dict[str, tuple[Case, Case]] = {}
"""By code: what is refused with it, and what is answered; each is given a folder to work in."""


def case(code: str, bad: Case, good: Case) -> None:
    """Note a case; a code has one."""
    assert code not in CASES
    CASES[code] = (bad, good)


def written(path: Path, text: str) -> Path:
    """Write a file and give its path."""
    path.write_text(text, encoding="utf-8")
    return path


# ---- results in folders


def stored(at: Path) -> Path:
    """A result in a folder."""
    sample().write(at / "out")
    return at / "out"


def edited(at: Path, **changed: object) -> Path:
    """A result of which the manifest says something else."""
    place = stored(at) / "manifest.json"
    place.write_text(json.dumps(json.loads(place.read_text(encoding="utf-8")) | changed))
    return at / "out"


def touched(at: Path, name: str) -> Path:
    """A result of which a file has a space more, and no digest of it."""
    place = stored(at) / name
    place.write_bytes(place.read_bytes() + b" ")
    return at / "out"


def misfit(at: Path) -> Path:
    """A result of which a table, digest and all, holds what it may not."""
    base = sample()
    with patch("valuechain.results.package.table_file", lambda *_, **_how: b"use,loss\n"):
        base.write(at / "out")
    return at / "out"


def without_a_file(at: Path) -> Path:
    (stored(at) / "tables/exposure.csv").unlink()
    return at / "out"


def what_if() -> vc.Result:
    return vc.run(TINY, vc.shock("outage", product="gallium", from_site="CHN", horizon=8))


case(
    "VA501",
    lambda at: sample().write(written(at / "notes.txt", "mine").parent),
    lambda at: sample().write(stored(at)),
)
case(
    "VA502",
    lambda at: sample().write(written(at / "file", "mine") / "out"),
    lambda at: sample().write(at / "deep" / "out"),
)
case(
    "VA503",
    lambda _: sample({"exposure": [row | {"rule": "mild"} for row in rows()["exposure"]]}),
    lambda _: sample(),
)
case("VA504", vc.open, lambda at: vc.open(stored(at)))
case(
    "VA505",
    lambda at: vc.open(written(at / "manifest.json", "[" * 10_000).parent),
    lambda at: vc.open(stored(at)),
)
case("VA506", lambda at: vc.open(edited(at, result=2)), lambda at: vc.open(edited(at, result=1)))
case("VA507", lambda at: vc.open(without_a_file(at)), lambda at: vc.open(stored(at)))
case(
    "VA508",
    lambda at: vc.open(touched(at, "tables/exposure.csv")),
    lambda at: vc.open(stored(at)),
)
case("VA509", lambda at: vc.open(misfit(at)), lambda at: vc.open(stored(at)))
case(
    "VA510",
    lambda at: sample().write(at / "out", documents={"notes.txt": "mine"}),
    lambda at: sample().write(at / "out", documents={"summary.txt": "ours"}),
)
case("VA511", lambda _: sample().matrix(), lambda _: what_if().matrix())
case("VA512", lambda _: what_if().plot("gallium"), lambda _: what_if().plot("elections"))
case(
    "VA513",
    lambda _: vc.page(what_if()),
    lambda _: vc.page(dataclasses.replace(sample(), model=TINY)),
)

# ---- reports


def reportable() -> vc.Result:
    """A small result with its model."""
    return dataclasses.replace(sample(), model=TINY)


def reported(at: Path, **asked: object) -> object:
    """A report of one chapter."""
    wanted = {"formats": ["html"], "chapters": ["stack"], **asked}
    return reportable().report(at / "report", **wanted)


case(
    "VA520",
    lambda at: reported(at, formats=["pfd"]),
    lambda at: reported(at, formats=["pdf"]),
)
case("VA521", lambda at: reported(at, lang="fr"), lambda at: reported(at, lang="nl"))
case(
    "VA522",
    lambda at: reported(at, chapters=["electons"]),
    lambda at: reported(at, chapters=["elections"]),
)
case(
    "VA523",
    lambda at: check_place(at / "out", stored(at)),
    lambda at: check_place(at / "report", stored(at)) or True,
)
case(
    "VA524",
    lambda at: reported(at, brief=True),
    lambda at: reported(at, brief=True, chapters=[]),
)
case(
    "VA525",
    lambda at: (reported(at), vc.open(at / "report")),
    lambda at: (reported(at), vc.open(stored(at))),
)


def older(table: str, column: str) -> vc.Result:
    """A result whose table lacks a column, as an older version stored it."""
    base = reportable()
    contracts = [
        dataclasses.replace(
            one, columns=tuple(c for c in one.columns if (one.name, c.name) != (table, column))
        )
        for one in base.contracts
    ]
    frames = {**base.frames, table: base.frames[table].drop(columns=column)}
    return dataclasses.replace(base, contracts=tuple(contracts), frames=frames)


case(
    "VA526",
    lambda _: vc.page(older("verdicts", "crucial")),
    lambda _: vc.page(older("verdicts", "replacement_weeks")),
)

# ---- what is asked of a model


def judged_at(weeks: float) -> object:
    """The tiny model, judged at another week."""
    horizon = TINY.thresholds.horizon.model_copy(update={"value": weeks})
    thresholds = TINY.thresholds.model_copy(update={"horizon": horizon})
    return judged_weeks(prepare(TINY.model_copy(update={"thresholds": thresholds})))


FIRMS = {"firm": ["mine", "mill"], "sector": ["ore", "steel"]}
LINKS = {"supplier": ["mine"], "customer": ["mill"], "value": [1.0]}


def firms(**changed: object) -> object:
    """A mine that sells to a mill."""
    asked = {"firms": FIRMS, "links": LINKS, "essentiality": np.full((2, 2), 2)} | changed
    return vc.read_firms(
        asked["firms"], asked["links"], essentiality=asked["essentiality"], sectors=["ore", "steel"]
    )


def without(what: str, **asked: object) -> object:
    return vc.explain("elections", what, model=TINY, **asked)


case("VA601", lambda _: prepare(TINY, home="NL"), lambda _: prepare(TINY, home="NLD"))
case("VA602", lambda _: prepare(TINY, home=[]), lambda _: prepare(TINY, home=["BEL"]))
case("VA603", lambda _: without("site:NLD"), lambda _: without("site:NLD", mode="lost"))
case(
    "VA604",
    lambda _: vc.esri_of(firms(), {"storm": {"mine": float("nan")}}),
    lambda _: vc.esri_of(firms(), {"storm": {"mine": 0.5}}),
)
case(
    "VA605",
    lambda _: vc.explain("electons", "site:CHN", model=TINY),
    lambda _: vc.explain("elections", "site:CHN", model=TINY),
)
case("VA606", lambda _: without("colour:red"), lambda _: without("owner:USA"))
case("VA607", lambda _: without("site:CHN", weeks=1561), lambda _: without("site:CHN", weeks=0))
case("VA608", lambda _: judged_at(26.0), lambda _: judged_at(13.0))
case(
    "VA609",
    lambda _: vc.nulmeting(TINY, rules=("strict",)),
    lambda _: vc.nulmeting(TINY, home="BEL", rules=("default",)),
)

# ---- stacks made of tables


def network(change: Callable[[dict[str, pd.DataFrame]], None] = lambda _: None) -> object:
    """One maker of parts, one assembler and one use, with something wrong."""
    held = {
        "producers": pd.DataFrame(
            [
                ("task", "use", None, "NLD", "NLD", "NLD"),
                ("parts/a", "firm", "parts", "CHN", "CHN", None),
                ("box/c", "firm", "box", "NLD", "NLD", "NLD"),
            ],
            columns=["producer", "kind", "product", "site", "headquarters", "owner"],
        ),
        "slots": pd.DataFrame(
            [("task", 0, "critical"), ("box/c", 0, "important")],
            columns=["customer", "input", "essentiality"],
        ),
        "alternatives": pd.DataFrame(
            [("task", 0, "box", "service"), ("box/c", 0, "parts", "consumable")],
            columns=["customer", "input", "product", "kind"],
        ),
        "links": pd.DataFrame(
            [("task", 0, "box/c", 1.0), ("box/c", 0, "parts/a", 1.0)],
            columns=["customer", "input", "supplier", "share"],
        ),
    }
    change(held)
    return vc.stack_from_tables(**held)


def cell(code: str, table: str, column: str, content: object) -> None:
    """A case of one wrong cell, in the last row of a table."""

    def change(held: dict[str, pd.DataFrame]) -> None:
        frame = held[table].astype({column: object})
        frame.loc[len(frame) - 1, column] = content
        held[table] = frame

    case(code, lambda _: network(change), lambda _: network())


case(
    "VA610",
    lambda _: network(lambda held: held.update(links=held["links"].drop(columns="share"))),
    lambda _: network(),
)
cell("VA611", "links", "share", "much")
cell("VA612", "links", "supplier", "parts/x")
case(
    "VA613",
    lambda _: network(lambda held: held.update(slots=pd.concat([held["slots"]] * 2))),
    lambda _: network(),
)
cell("VA614", "slots", "essentiality", "vital")
cell("VA615", "links", "share", 1.5)
cell("VA616", "links", "share", 0.4)
case(
    "VA617",
    lambda _: network(lambda held: held.update(alternatives=held["alternatives"].head(1))),
    lambda _: network(),
)
cell("VA618", "links", "supplier", "box/c")

# ---- scenarios that meet a model


def hit(kind: str, **stated: object) -> vc.Result:
    return vc.run(TINY, vc.shock(kind, horizon=4, **stated))


def course(*parts: vc.Scenario) -> object:
    """What happens to the tiny model, of scenarios that no file has been checked for."""
    return course_of(prepare(TINY), [CourseColumn(vc.scenario(parts))])


def takeover(to: str, *, start: float) -> vc.Scenario:
    return vc.shock("takeover", firm="polder", to=to, start=start, horizon=4)


case(
    "VA620",
    lambda _: course(vc.shock("outage", product="photoresist", from_site="CHN")),
    lambda _: course(vc.shock("outage", product="photoresist", from_site="JPN")),
)
case(
    "VA621",
    lambda _: hit("demand-surge", product="gallium", factor=2.0, by="BEL", customers="scanners"),
    lambda _: hit("demand-surge", product="gallium", factor=2.0),
)
case(
    "VA622",
    lambda _: course(takeover("USA", start=1), takeover("CHN", start=1)),
    lambda _: course(takeover("USA", start=1), takeover("CHN", start=2)),
)
case(
    "VA623",
    lambda _: course(vc.shock("outage", product="galium")),
    lambda _: course(vc.shock("outage", product="gallium")),
)
case("VA631", lambda _: vc.run(TINY, []), lambda _: what_if())
case(
    "VA632",
    lambda _: vc.run(TINY, vc.shock("outage", from_site="CHN"), horizon=521),
    lambda _: vc.run(TINY, vc.shock("outage", from_site="CHN"), horizon=4),
)
case(
    "VA633",
    lambda _: vc.shock("boycott", product="gallium"),
    lambda _: vc.shock("outage", product="gallium"),
)
case("VA634", lambda _: vc.scenario([]), lambda _: vc.scenario([vc.shock("outage")]))


def combined(**changed: object) -> vc.Scenario:
    one = vc.shock("outage", from_site="CHN")
    return vc.scenario([one, vc.shock("outage", from_site="JPN").model_copy(update=changed)])


case("VA635", lambda _: combined(substitution=False), lambda _: combined())

# ---- what all questions ask


def survival(**asked: object) -> vc.Result:
    quick = {"uses": "elections", "removed": "CHN", "weeks": 4, "stocks": False}
    return vc.survival(TINY, **(quick | asked))


case("VA640", lambda _: survival(theta=0), lambda _: survival(theta=1))
case("VA641", lambda _: survival(uses="electons"), lambda _: survival())
case("VA642", lambda _: survival(home="BEL"), lambda _: survival(home="NLD"))
case(
    "VA643",
    lambda _: outside(prepare(TINY, trusted=EVERYONE)),
    lambda _: outside(prepare(TINY)),
)

case(
    "VA644",
    lambda _: vc.compare_homes(TINY, homes=("NLD", "NLD")),
    lambda _: vc.compare_homes(TINY, homes=("NLD", "USA")),
)

# ---- indicators

CHAIN = np.array([[0.0, 0.5], [0.0, 0.0]])


def circle(part: float) -> vc.Result:
    """Scanners that are bought from scanners, for a part of what they cost."""
    chips = "      - product: logic-chips\n        kind: consumable\n"
    scanners = f"      - product: scanners\n        kind: consumable\n        cost_share: {part}\n"
    assert chips in TEXT
    return vc.lookthrough(load_text(TEXT.replace(chips, scanners)).model)


def stage(**changed: object) -> vc.Stage:
    world = (vc.CountrySupply("CHN", 0.8, 5.0), vc.CountrySupply("USA", 0.2, 3.0))
    given = {"reliance": 0.6, "recycling": 0.1, "substitution": 0.9} | changed
    return vc.Stage(world, (vc.CountrySupply("NOR", 1.0, 1.0),), **given)


def plant(capacity: float) -> chain.Chain:
    return chain.Chain(
        {"plant": capacity}, (chain.Making("plant", "good"),), demand={}, unit_loss={}
    )


def solved(room: float) -> object:
    one = np.ones(1)
    return chain.solve(one, np.ones((1, 1)), room=np.array([room]), most=one)


def coalition(found: object | None) -> object:
    """The smallest coalition of which firms make chips; found, or what a solver gives up with."""
    stack = compile_model(TINY)
    covers = smallest_coalition.Covers(
        stack,
        Remainders(stack),
        home=frozenset({"NLD"}),
        candidates=("TWN", "USA"),
        preferred=frozenset(),
        attribute="site",
    )
    chips = [stack.product_ids.index("logic-chips")]
    if found is None:
        return covers.cover(chips, theta=0.5, bound="value")
    with patch.object(smallest_coalition._Programme, "solve", lambda *_: found):
        return covers.cover(chips, theta=0.5, bound="value")


FLOW = TradeFlow("gallium", 2024, "import", "CHN", 5.0)
case(
    "VA650",
    lambda _: lookthrough.from_flows(-np.ones((2, 2)), [9, 9]),
    lambda _: lookthrough.from_flows(np.ones((2, 2)), [9, 9]),
)
case(
    "VA651",
    lambda _: lookthrough.from_coefficients(np.array([[1.5]])),
    lambda _: lookthrough.from_coefficients(np.array([[0.5]])),
)
case(
    "VA652",
    lambda _: lookthrough.from_flows(np.array([[0, 1], [0, 0]]), [5, 0]),
    lambda _: lookthrough.from_flows(np.array([[0, 1], [0, 0]]), [5, 2]),
)
case(
    "VA653",
    lambda _: lookthrough.sales_through(lookthrough.from_coefficients(CHAIN)),
    lambda _: lookthrough.sales_through(lookthrough.from_flows(CHAIN, [2, 2])),
)
case(
    "VA654",
    lambda _: lookthrough.look_through(lookthrough.from_coefficients(CHAIN), customers=["ore"]),
    lambda _: lookthrough.look_through(lookthrough.from_coefficients(CHAIN)),
)
case("VA655", lambda _: circle(1.0), lambda _: circle(0.5))
case(
    "VA656",
    lambda _: core_dependencies([FLOW, FLOW], frozenset({"NLD"})),
    lambda _: core_dependencies([FLOW], frozenset({"NLD"})),
)
case(
    "VA657",
    lambda _: vc.supply_risk(stage(recycling=32.0)),
    lambda _: vc.supply_risk(stage(recycling=0.32)),
)
case("VA658", lambda _: vc.spread([0.5, 0.2]), lambda _: vc.spread([0.5, 0.5]))
case(
    "VA660",
    lambda _: firms(links=LINKS | {"customer": ["port"]}),
    lambda _: vc.esri(firms()),
)
case(
    "VA661",
    lambda _: vc.esri_of(firms(), {"storm": {"mine": 1.5}}),
    lambda _: vc.esri_of(firms(), {"storm": {"mine": 1.0}}),
)
case("VA662", lambda _: plant(-1.0), lambda _: plant(1.0))
case("VA663", lambda _: solved(-1.0), lambda _: solved(1.0))
case(
    "VA695",
    lambda _: coalition(SimpleNamespace(x=None, status=1, message="Time limit reached")),
    lambda _: coalition(None),
)

# ---- chokepoints, leverage, partners, survival


def chokepoints(**asked: object) -> vc.Result:
    return vc.chokepoints(TINY, **({"uses": "elections", "size": 1, "by": "countries"} | asked))


def leverage(**asked: object) -> vc.Result:
    return vc.leverage(TINY, **({"partners": "TWN"} | asked))


def partners(**asked: object) -> vc.Result:
    quick = {"uses": "elections", "candidates": "USA", "size": 1}
    return vc.partners(TINY, **(quick | asked))


case("VA670", lambda _: chokepoints(by="planets"), lambda _: chokepoints())
case("VA671", lambda _: chokepoints(size=9), lambda _: chokepoints())
case("VA672", lambda _: chokepoints(mode="stolen"), lambda _: chokepoints(mode="lost"))
case("VA673", lambda _: chokepoints(attribute="colour"), lambda _: chokepoints(attribute="site"))
case("VA680", lambda _: leverage(home=EVERYONE), lambda _: leverage())
case("VA681", lambda _: leverage(partners="NLD"), lambda _: leverage())
case("VA682", lambda _: leverage(partners=[]), lambda _: leverage())
case("VA690", lambda _: partners(candidates=","), lambda _: partners())
case("VA691", lambda _: partners(candidates="NLD"), lambda _: partners())
case(
    "VA692",
    lambda _: partners(candidates="EU3", home=("BEL", "DEU", "NLD")),
    lambda _: partners(candidates="EU3"),
)
case("VA693", lambda _: partners(size=9), lambda _: partners(size=1))
case("VA700", lambda _: survival(by="planets"), lambda _: survival(by="countries"))
case("VA701", lambda _: survival(removed="BRA"), lambda _: survival(removed="CHN"))

# ---- foreign tables


def flows(at: Path, text: str) -> object:
    return read_flows(written(at / "flows.csv", text))


def grouped(at: Path, text: str) -> object:
    table = written(at / "flows.csv", "s,ore,steel,output\nore,0,1,5\nsteel,0,0,3\n")
    return vc.lookthrough_table(table, groups=written(at / "groups.csv", text))


def trade(at: Path, text: str) -> object:
    return read_trade(written(at / "trade.csv", text), products=["gallium"])


SOUND = "s,ore,steel,output\nore,0,1,5\nsteel,0,0,3\n"
HEAD, ROW = "year,product,flow,partner,amount\n", "2024,gallium,import,CHN,5\n"
case("VA710", lambda at: trade(at, HEAD), lambda at: trade(at, HEAD + ROW))
case(
    "VA711",
    lambda at: flows(at, "s,ore,steel,output\nore,0,1,5\nstel,0,0,3\n"),
    lambda at: flows(at, SOUND),
)
case(
    "VA712",
    lambda at: flows(at, "s,ore,steel,output\nore,0,much,5\nsteel,0,0,3\n"),
    lambda at: flows(at, SOUND),
)
case(
    "VA713", lambda at: flows(at, "s,ore,steel\nore,0,1\nsteel,0,0\n"), lambda at: flows(at, SOUND)
)
case(
    "VA714",
    lambda at: grouped(at, "sector,group\nore,here\n"),
    lambda at: grouped(at, "sector,group\nore,here\nsteel,there\n"),
)
case(
    "VA715",
    lambda at: vc.lookthrough_table(written(at / "flows.csv", SOUND), customers="stel"),
    lambda at: vc.lookthrough_table(written(at / "flows.csv", SOUND), customers="steel"),
)
case(
    "VA716",
    lambda at: trade(at, "year,product,flow,partner\n2024,gallium,import,CHN\n"),
    lambda at: trade(at, HEAD + ROW),
)
case(
    "VA717",
    lambda at: trade(at, f"{HEAD}2024,gallium,import,CN,5\n"),
    lambda at: trade(at, f"{HEAD}2024,gallium,import,CHN,c\n"),
)
case(
    "VA718",
    lambda _: vc.lookthrough(TINY, attribute="colour"),
    lambda _: vc.lookthrough(TINY, attribute="site"),
)
case(
    "VA719",
    lambda at: flows(at, "s,ore,steel,total,output\nore,0,1,1,5\nsteel,0,0,0,3\ntotal,0,1,1,8\n"),
    lambda at: flows(at, SOUND),
)
