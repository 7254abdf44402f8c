"""Sentences about chokepoints, Dutch then English."""

from dataclasses import dataclass
from typing import Final

from valuechain.texts.languages import Lang, capital, inline, listing
from valuechain.texts.numbers import percent
from valuechain.texts.phrases import Phrases
from valuechain.texts.places import Titles
from valuechain.texts.ties import under_tie, who_refuses
from valuechain.vocab.words import Attribute, Mode

_MOST_PRODUCTS: Final = 3

WORDS: Final = Phrases(
    "chokepoints",
    {
        "asks": (
            "Welke kleinste verzamelingen landen, bedrijven of producenten halen een toepassing neer?",
            "Which smallest sets of countries, firms or producers bring a use down?",
        ),
        "meaning": (
            "Een verzameling is genoemd als de toepassing onder theta zakt wanneer alles ervan voorgoed wegvalt, en geen deel ervan dat doet; zonder vervanging. Onbeslist: alleen als ook niet-genoemd aanbod van hen is. Geen kans: of dit gebeurt staat er niet.",
            "A set is listed if the use falls below theta when all of it is taken away for good, and no part of it does that; without substitution. Undecided: only if unlisted supply is theirs too. No probability: whether it happens is not said.",
        ),
        "refuse": ("als {who} ons niets meer leveren", "if {who} refuse to supply us"),
        "refuses": ("als {who} ons niets meer levert", "if {who} refuses to supply us"),
        "lost-tie": (
            "als alles {tie} voor iedereen wegvalt",
            "if everything {tie} stops for everybody",
        ),
        "lost-firm": (
            "als alles van {who} voor iedereen wegvalt",
            "if everything of {who} stops for everybody",
        ),
        "lost-producer": ("als {who} voor iedereen wegvalt", "if {who} stops for everybody"),
        "within": ("binnen {weeks} weken", "within {weeks} weeks"),
        "within-one": ("binnen een week", "within a week"),
        "in-the-end": ("uiteindelijk", "in the end"),
        "reason": (
            "{cause}, {verb} {when} {some} onder {theta}: {uses}. Via {products}.",
            "{cause}, {some} {verb} below {theta} {when}: {uses}. Through {products}.",
        ),
        "falls": ("zakt", "falls"),
        "fall": ("zakken", "fall"),
        "may-fall": ("kan", "may fall"),
        "may-falls": ("kunnen", "may fall"),
        "some": ("{count} van {all} toepassingen", "{count} of {all} uses"),
        "only": ("de enige toepassing", "the only use"),
        "reason-perhaps": (
            (
                "{cause} en ook niet-genoemd aanbod van hen is, {verb} {when} {some} "
                "onder {theta} zakken: {uses}. Via {products}. Onbeslist."
            ),
            (
                "{cause} and unlisted supply is theirs too, {some} {verb} below {theta} {when}: "
                "{uses}. Through {products}. Undecided."
            ),
        ),
        "use": ("{use} ({loss} weg, vanaf week {week})", "{use} ({loss} lost, from week {week})"),
        "use-later": ("{use} ({loss} weg)", "{use} ({loss} lost)"),
        "more": ("nog {count}", "{count} more"),
        "title": (
            "Knelpunten: wat haalt {when} een toepassing onder {theta}? {without}",
            "Chokepoints: what brings a use below {theta} {when}? {without}",
        ),
        "without": ("Zonder vervanging.", "Without substitution."),
        "seen-from": (
            "Gezien vanuit {home}; vertrouwd: {trusted}.",
            "Seen from {home}; trusted: {trusted}.",
        ),
        "seen-alone": ("Gezien vanuit {home}.", "Seen from {home}."),
        "singles": (
            (
                "{sure} enkelvoudige knelpunten; nog {perhaps} onbeslist, omdat niet van al het aanbod bekend is van "
                "wie of waar het is. Neer: hoeveel toepassingen; tussen haakjes wat dat aanbod kan schelen."
            ),
            (
                "{sure} single points of failure; {perhaps} more undecided, because it is not known whose or where "
                "some supply is. Down: how many uses; in brackets what that supply could change."
            ),
        ),
        "singles-sure": (
            "{sure} enkelvoudige knelpunten. Neer: hoeveel toepassingen.",
            "{sure} single points of failure. Down: how many uses.",
        ),
        "none-named": (
            "Niets haalt in zijn eentje {use} neer.",
            "Nothing brings {use} down by itself.",
        ),
        "holds-named": (
            "Door geen van de doorzochte verzamelingen van genoemde producenten onder {theta} gehaald: {uses}.",
            "Brought below {theta} by none of the sets of named producers searched: {uses}.",
        ),
        "no-singles": (
            "Niets haalt in zijn eentje zeker {use} neer; onbeslist: {perhaps}.",
            "Nothing is sure to bring {use} down by itself; undecided: {perhaps}.",
        ),
        "none": (
            "Niets haalt in zijn eentje {use} neer, ook niet als niet-genoemd aanbod meetelt.",
            "Nothing brings {use} down by itself, not even if unlisted supply counts.",
        ),
        "any-use": ("een toepassing", "a use"),
        "any-asked": (
            "een van de {count} bekeken toepassingen",
            "any of the {count} uses looked at",
        ),
        "use-left": (
            "{use} (houdt zonder dit alles samen {level} over)",
            "{use} ({level} left without all of it together)",
        ),
        "col-what": ("alleen", "by itself"),
        "col-uses": ("neer", "down"),
        "col-loss": ("diepst", "deepest"),
        "col-week": ("vanaf", "from"),
        "col-through": ("via", "through"),
        "mode-withheld": ("geweigerd", "withheld"),
        "mode-lost": ("valt weg", "lost"),
        "rest-points": (
            "en nog {count}; zie single_points.csv",
            "and {count} more; see single_points.csv",
        ),
        "together": (
            "Samen, waar geen deel ervan het doet:",
            "Together, where no part of them does:",
        ),
        "set": (
            "{members} ({mode}): {use}, {loss} weg, vanaf {week}; vrije capaciteit elders vult dat {fills}",
            "{members} ({mode}): {use}, {loss} lost, from {week}; spare capacity elsewhere {fills}",
        ),
        "week": ("week {week}", "week {week}"),
        "later": ("na week {week}", "after week {week}"),
        "fills-yes": ("op", "fills that"),
        "fills-partly": ("ten dele op", "fills part of that"),
        "fills-no": ("niet op", "does not fill that"),
        "fills-unknown": (
            "misschien op (niet bekend hoeveel er is)",
            "may fill that (not known how much there is)",
        ),
        "fills-later": ("misschien op (pas later neer)", "may fill that (down only later)"),
        "rest-sets": (
            "en nog {count} verzamelingen van twee of drie; zie sets.csv",
            "and {count} more sets of two or three; see sets.csv",
        ),
        "holds": (
            (
                "Door geen van de doorzochte verzamelingen onder {theta} gehaald, ook niet als niet-genoemd aanbod "
                "meetelt: {uses}. Dat hangt aan terugval, andere mogelijkheden en hoe zwaar een belangrijke input "
                "telt, vaak onze inschatting."
            ),
            (
                "Brought below {theta} by none of the sets searched, not even if unlisted supply counts: {uses}. That "
                "hangs on fallbacks, alternatives and how much an important input counts, often our judgement."
            ),
        ),
        "holds-alone": (
            "Bij het cijfer door geen ervan; telt niet-genoemd aanbod mee, dan ook niet door landen samen of een bedrijf alleen: {uses}.",
            "At the figure by none of them; if unlisted supply counts, not by countries together or a firm alone either: {uses}.",
        ),
        "holds-perhaps": (
            "Bij het cijfer door geen ervan, maar onbeslist door niet-genoemd aanbod: {uses}.",
            "At the figure by none of them, but undecided because of unlisted supply: {uses}.",
        ),
        "holds-unsearched": (
            "Niet gevonden, maar niet alles is doorzocht: {uses}.",
            "Not found, but not everything was searched: {uses}.",
        ),
        "complete": (
            "Volledig doorzocht bij het cijfer: {scope}.",
            "Searched completely at the figure: {scope}.",
        ),
        "scope": ("{by} tot {size} samen", "{by} up to {size} together"),
        "by-countries": ("landen", "countries"),
        "by-firms": ("bedrijven", "firms"),
        "by-producers": ("producenten", "producers"),
        "incomplete": (
            "Niet volledig: {by} ({mode}), {use}: volledig tot grootte {size}; daarboven {found} gevonden, niet alle.",
            "Not complete: {by} ({mode}), {use}: complete up to size {size}; above that {found} found, not all.",
        ),
        "counted": (
            "Onbesliste verzamelingen die alleen zijn geteld, of niet alle gezocht: zie coverage.csv ({count} regels).",
            "Undecided sets that are only counted, or not all looked for: see coverage.csv ({count} rows).",
        ),
        "note": (
            (
                "Verlies is van de capaciteit van nu. Vrije capaciteit is een bovengrens; onbekende telt als geen. "
                "Geen kans: of dit gebeurt staat er niet."
            ),
            (
                "Loss is of today's capacity. Spare capacity is an upper bound; what is not known counts as none. "
                "No probability: whether it happens is not said."
            ),
        ),
        "no-products": ("geen afzonderlijk product", "no single product"),
    },
)


@dataclass(frozen=True, slots=True)
class Point:
    """What the reason of a single point of failure is made of; names in the language asked."""

    what: str
    name: str
    by: str
    attribute: Attribute
    mode: Mode
    theta: float
    weeks: int
    undecided: bool
    uses: tuple[tuple[str, float, int | None], ...]
    """Title, what is lost, and first week below theta, if within those followed."""
    n_uses: int
    through: tuple[str, ...]
    groups: Titles


def within_weeks(lang: Lang, weeks: int) -> str:
    """Say within how many weeks something happens; 0 stands for the limit.

    Examples
    --------
    >>> within_weeks("nl", 52), within_weeks("en", 1), within_weeks("en", 0)
    ('binnen 52 weken', 'within a week', 'in the end')
    """
    if weeks == 0:
        return WORDS.say(lang, "in-the-end")
    return WORDS.say(lang, "within-one") if weeks == 1 else WORDS.say(lang, "within", weeks=weeks)


def cause(lang: Lang, point: Point) -> str:
    """Say who stops or refuses, as the condition of a sentence."""
    if point.by == "countries":
        tie = {"attribute": point.attribute, "titles": point.groups}
        if point.mode == "withheld":
            return WORDS.say(lang, "refuse", who=who_refuses(lang, point.what, **tie))  # type: ignore[arg-type]
        return WORDS.say(lang, "lost-tie", tie=under_tie(lang, point.what, **tie))  # type: ignore[arg-type]
    if point.mode == "withheld":
        return WORDS.say(lang, "refuses", who=point.name)
    return WORDS.say(lang, "lost-firm" if point.by == "firms" else "lost-producer", who=point.name)


def named_products(lang: Lang, titles: tuple[str, ...]) -> str:
    """Name the first few products, and how many more there are."""
    if not titles:
        return WORDS.say(lang, "no-products")
    names = [inline(title) for title in titles[:_MOST_PRODUCTS]]
    rest = len(titles) - len(names)
    return listing(lang, [*names, WORDS.say(lang, "more", count=rest)] if rest else names)


def point_reason(lang: Lang, point: Point) -> str:
    """Say in one line why something is a single point of failure."""
    uses = [
        WORDS.say(
            lang,
            "use-later" if week is None else "use",
            use=inline(title),
            loss=percent(lang, loss),
            week=week,
        )
        for title, loss, week in point.uses
    ]
    one = len(uses) == 1
    if point.undecided:
        key, verb = "reason-perhaps", WORDS.say(lang, "may-fall" if one else "may-falls")
    else:
        key, verb = "reason", WORDS.say(lang, "falls" if one else "fall")
    return WORDS.say(
        lang,
        key,
        cause=capital(cause(lang, point)),
        verb=verb,
        when=within_weeks(lang, point.weeks),
        some=WORDS.say(
            lang, "only" if point.n_uses == 1 else "some", count=len(uses), all=point.n_uses
        ),
        theta=percent(lang, point.theta),
        uses=listing(lang, uses),
        products=named_products(lang, point.through),
    )
