"""What the titles and selections of a page claim, held to the tables that they head."""

import re
from collections.abc import Iterator

import pandas as pd

from tests.unit.page_parts import every, grid, headings, sentences
from valuechain.analysis.ranking import RANKS, top_dependencies
from valuechain.presentation.blocks import Document, ListBlock, Section, TableBlock
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.dependencies import counts_of, ten
from valuechain.questions.nulmeting.headline import traded
from valuechain.questions.nulmeting.page import document
from valuechain.questions.nulmeting.reader import Reader
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts import Lang
from valuechain.texts.languages import inline
from valuechain.texts.numbers import number, percent


class Claims:
    """A page with the tables it was made from."""

    def __init__(self, result: Result, model: Model, lang: Lang) -> None:
        self.names = Names(model, lang)
        self.result, self.model, self.lang = result, model, lang
        self.reader = Reader(result, self.names)
        self.page: Document = document(result, self.names)
        self.ours = self.reader.ours

    def section(self, anchor: str) -> Section | None:
        """A section, if the page has it."""
        return next((one for one in self.page.sections if one.anchor == anchor), None)

    def table(self, anchor: str) -> TableBlock:
        """The first table of a section."""
        blocks = every(self.section(anchor).blocks)  # type: ignore[union-attr]
        return next(block for block in blocks if isinstance(block, TableBlock))

    def hold(self) -> None:
        """Hold every claim."""
        for claim in (
            self.over_time,
            self.on_the_map,
            self.layers,
            self.heaviest,
            self.survived,
            self.functions,
            self.alone,
            self.held,
            self.partners,
            self.scenarios,
            self.to_check,
            self.undecided,
        ):
            claim()

    def over_time(self) -> None:
        """The title of the picture names all countries that hit most, and no others."""
        paths = self.result.paths
        title = headings(self.section("time"))[0]  # type: ignore[arg-type]
        if "13" not in set(paths["week"].astype(str)):
            return
        threshold = self.result.settings.exposure_threshold
        rows = paths[
            (paths["mode"] == "withheld")
            & (paths["attribute"] == "owner")
            & (paths["week"] == 13)
            & (paths["kind"] == "country")
            & ~paths["removed"].isin(self.ours)
        ]
        hits = (rows["value"] > threshold).groupby(rows["removed"]).sum()
        if not len(hits) or not hits.max():
            return
        start = title.split("; ")[0]
        for country, count in hits.items():
            place = self.names.place(str(country))
            named = place.lower() in start.lower()
            assert named == (count == hits.max()), (country, title)
        assert f" {hits.max()} " in start

    def on_the_map(self) -> None:
        """The title of the map counts all countries outside home that hit a tenth of a use."""
        settings, rows = self.result.settings, self.result.exposure
        rows = rows[
            (rows["kind"] == "country")
            & (rows["rule"] == "default")
            & (rows["horizon_weeks"].astype(str) == str(settings.judged_weeks))
            & ~rows["removed"].isin(settings.home_countries)
        ]
        owner = (rows["mode"] == "withheld") & (rows["attribute"] == "owner")
        site = (rows["mode"] == "lost") & (rows["attribute"] == "site")
        section, hard = self.section("map"), rows[(owner | site) & (rows["value"] >= 0.1)]
        if section is None or not (owner.any() and site.any()):
            return
        title = headings(section)[0]
        found = re.match(r"(\d+) ", title)
        if found:
            assert int(found[1]) == hard["removed"].nunique() > 1, title
            assert percent(self.lang, hard["value"].max()) in title
        else:
            assert hard["removed"].nunique() < 2, title

    def layers(self) -> None:
        """The product named in a layer loses most there in the first year."""
        section = self.section("stack")
        parts = [p for b in section.blocks if hasattr(b, "legend") for p in b.parts]  # type: ignore[union-attr]
        titles = {self.names.layer(one.id): one.id for one in self.model.layers}
        rows = self.result.products
        rows = rows[
            (rows["kind"] == "country")
            & (rows["rule"] == "default")
            & rows["attribute"].isin(["site", "owner"])
            & ~rows["removed"].isin(self.ours)
            & rows["horizon_weeks"].astype(str).isin(["1", "13", "52"])
        ]
        depth = rows.groupby(["product", "removed", "attribute", "mode"])["value"].sum().round(6)
        for part in parts:
            layer = titles[part.title]
            mine = depth[[self.model.products[str(key[0])].layer == layer for key in depth.index]]
            if not len(mine) or not mine.max():
                continue
            best = {str(key[0]) for key, lost in mine.items() if lost == mine.max()}  # type: ignore[index]
            assert any(inline(self.names.title(key)) in part.text for key in best), part.text

    def heaviest(self) -> None:
        """No dependency left out is heavier than one that is shown; the title counts right."""
        settings = self.result.settings
        inside = (*settings.home_countries, *settings.trusted_countries)
        found = top_dependencies(self.result.verdicts, 10_000, inside=inside)
        shown = [(RANKS[one.klass], -one.exposure[1]) for one in found[:10]]
        rest = [(RANKS[one.klass], -one.exposure[1]) for one in found[10:]]
        assert not rest or max(shown) <= min(rest)
        rows, title = ten(self.reader).rows, ten(self.reader).heading
        judged, undecided = counts_of(self.reader)
        if rows:
            fast = sum((row.losses[1].amount or 0) > settings.exposure_threshold for row in rows)
            assert re.findall(r"\d+", title)[:2] == [str(fast), str(len(rows))]
        elif undecided:
            assert number(self.lang, undecided) in title
        else:
            uses = len(self.result.exposure) > 0
            assert ("no uses" in title or "geen toepassingen" in title) == (not uses)
            unlisted = "no supplier outside" in title or "geen leverancier buiten" in title
            assert unlisted == (uses and not judged)

    def survived(self) -> None:
        """The title names every use that surely goes below the level first."""
        section = self.section("survive")
        if section is None:
            return
        rows = self.result["survival"]
        sure = rows[
            (rows["verdict"] == "gap")
            & ~rows["removed"].isin(list(self.result.settings.home_countries))
        ]
        title = headings(section)[0]
        shown = [row for row in grid(section) if row[4] in {"gat", "gap"}]
        if not shown:
            assert not re.search(r"^(First below|Het eerst)", title)
            return
        least = sure.groupby("use")["tts"].min()
        first = {str(use) for use, weeks in least.items() if weeks == least.min()}
        for use in least.index:
            named = inline(self.names.title(str(use))) in title
            assert named == (use in first), (use, title)

    def functions(self) -> None:
        """A function stands only if no part in foreign hands passes the threshold at any bound."""
        section = self.section("elections")
        assert section is not None
        limit = self.result.settings.exposure_threshold + 1e-6
        verdicts = self.result.verdicts
        verdicts = verdicts[~verdicts["country"].isin(list(self.result.settings.home_countries))]
        states = {self.names.title(use): use for use in self.model.uses}
        found = [b for b in every(section.blocks) if isinstance(b, TableBlock)]
        shown = {row.cells[0].text: row.cells[2].text for b in found for row in b.rows}
        windowed = set(self.reader.use_rows(critical=True))
        assert {states[title] for title in shown if title in states} >= (
            windowed if len(self.result.settings.home_countries) == 1 else set()
        )
        for title, state in shown.items():
            rows = verdicts[verdicts["use"] == states.get(title)]
            most = rows[["exposure", "exposure_high", "exposure_fallback_low"]].max().max()
            if state in {"stands", "blijft overeind"}:
                assert not most > limit, (title, most)
            elif state in {"can stop", "kan stilvallen"} and not rows["flips_at"].isna().all():
                assert rows["exposure"].max() > limit

    def alone(self) -> None:
        """The title counts who surely brings a use down alone; doubt is no none."""
        section = self.section("thread")
        if section is None:
            return
        rows = self.result["single_points"]
        sure = rows.loc[rows["standing"] != "undecided", "what"].nunique()
        title = headings(section)[0]
        if sure > 1:
            assert title.startswith(str(sure))
        if not sure and len(rows):
            assert "sure" in title or "staat vast" in title

    def held(self) -> None:
        """What is called ours is controlled from here or from Europe, on a market that we share."""
        section = self.section("held")
        block = next(
            (b for b in every(section.blocks) if isinstance(b, TableBlock) and b.style == "held"),  # type: ignore[union-attr]
            None,
        )
        rows = self.result.positions
        strong = rows[
            (rows["attribute"] == "owner")
            & rows["circle"].isin(["home", "europe"])
            & (rows["share"] > 0.5)
        ]
        wanted = {p for p in strong["product"] if traded(self.reader, p)}
        if block is None:
            assert not wanted
            return
        shown = [row.cells[0].text for row in block.rows]
        assert set(shown) <= {self.names.title(product) for product in wanted}
        assert len(shown) == min(15, len(wanted))
        assert self._named_by(strong, wanted, headings(section)[0])  # type: ignore[arg-type]

    def _named_by(self, strong: pd.DataFrame, wanted: set[str], title: str) -> bool:
        own = set(strong.loc[strong["circle"] == "home", "product"]) & wanted
        count = len(own) or len(wanted)
        return count == 1 or f" {count} " in title

    def partners(self) -> None:
        """The partner in the title is the one with the largest sure gain of one use."""
        section = self.section("partners")
        if section is None:
            return
        rows = self.result["partners"]
        sure = rows[(rows["kind"] == "country") & (rows["effect"] == "reduces")]
        title = headings(section)[0]
        if not len(sure):
            doubt = (rows["effect"] == "undecided").any()
            assert ("sure" in title or "staat vast" in title) == doubt
            return
        best = sure[sure["gain"] == sure["gain"].max()]
        assert any(self.names.place(str(one)) in title for one in best["candidate"])

    def scenarios(self) -> None:
        """No scenario is called harmless that takes something in any variant or bound."""
        section = self.section("what-if")
        if section is None:
            return
        rows = self.result["what_if"]
        depth = rows.groupby(f"title_{self.lang}")[
            ["deepest_loss", "deepest_loss_severe", "deepest_loss_bound_high"]
        ].max()
        harmless = {str(title) for title in depth.index[(depth <= 0).all(axis=1)]}
        shown = {row[0] for row in grid(section)}
        assert shown == set(depth.index) - harmless
        told = " ".join(sentences(section))
        for title in depth.index:
            if title not in harmless:
                assert str(title) not in told

    def to_check(self) -> None:
        """The lead of the figures to check says how many dependencies rest on them."""
        rows = [row for row in ten(self.reader).rows if row.figures]
        section = self.section("sure")
        listed = [b for b in every(section.blocks) if isinstance(b, ListBlock) and b.ordered]  # type: ignore[union-attr]
        if not listed:
            return
        unseen = [{f.keys for f in row.figures if f.status != "read"} for row in rows]
        counts = pd.Series([key for keys in unseen for key in keys]).value_counts()
        least = min(
            int(re.findall(r"(\d+) (?:van de getoonde|of the depend)", item)[-1])
            for item in listed[0].entries
        )
        assert (counts > least).sum() < len(listed[0].entries)

    def undecided(self) -> None:
        """None, undecided and not judged are told apart."""
        section = self.section("sure")
        told = " ".join(headings(section))  # type: ignore[arg-type]
        verdicts = self.result.verdicts
        open_ones = int((verdicts["class"] == "undecided").sum())
        if open_ones > 1:
            assert number(self.lang, open_ones) in told
        settings = self.result.settings
        ours = {*settings.home_countries, *settings.trusted_countries}
        inside = int(((verdicts["class"] == "undecided") & verdicts["country"].isin(ours)).sum())
        bridge = re.search(
            r"Daarvan gaan er ([\d.]+) over|([\d,]+) of them are about",
            " ".join(sentences(section)),  # type: ignore[arg-type]
        )
        assert (bridge is None) == (inside == 0)
        if bridge:
            assert (bridge[1] or bridge[2]) == number(self.lang, inside)
        none = "none is undecided" in told or "is er geen onbeslist" in told
        assert none == (len(verdicts) > 0 and not open_ones)
        nothing = "Nothing was judged" in told or "niets beoordeeld" in told
        assert nothing == (len(verdicts) == 0)


def losses_of(page: Document) -> Iterator[tuple[str, float]]:
    """Text and number of every cell that shows a loss."""
    for section in page.sections:
        for block in every(section.blocks):
            if isinstance(block, TableBlock):
                for row in block.rows:
                    for cell, column in zip(row.cells, block.columns, strict=True):
                        if column.kind == "loss" and cell.amount is not None:
                            yield cell.text, cell.amount


def agrees(text: str, amount: float, *, lang: Lang) -> bool:
    """Whether a cell says its number."""
    return text == percent(lang, amount)
