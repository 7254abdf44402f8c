"""What a number measures and when it counts: windows, groups of uses, figures near the thing."""

from valuechain.texts.languages import Lang, inline
from valuechain.texts.numbers import duration


def in_window(lang: Lang, *, use: str, weeks: float, week: int) -> str:
    r"""Say that a loss is looked at as it stands within the critical window of a use.

    Examples
    --------
    >>> print(in_window("en", use="Count", weeks=1.3, week=2).replace("\xa0", " "))
    ... # doctest: +NORMALIZE_WHITESPACE
    Count matters within a window of 1.3 weeks: looked at is week 2 after a removal just before it,
    the deepest loss within the window.
    """
    window = duration(lang, weeks)
    if lang == "nl":
        return (
            f"{use} telt binnen een venster van {window}: bekeken is week {week} na wegvallen vlak "
            "ervoor, het diepste verlies binnen het venster."
        )
    return (
        f"{use} matters within a window of {window}: looked at is week {week} after a removal just "
        "before it, the deepest loss within the window."
    )


def worst_of(lang: Lang, *, use: str, count: int) -> str:
    """Say which use of a group is shown: the one that loses most, never a mean.

    Examples
    --------
    >>> worst_of("en", use="Publication", count=4)
    'Of the 4 uses of the group publication loses most.'
    """
    if lang == "nl":
        return f"Van de {count} toepassingen van de groep verliest {inline(use)} het meest."
    return f"Of the {count} uses of the group {inline(use)} loses most."


def measured(lang: Lang, *, title: str, by: str) -> str:
    """Say what the shares of a product measure, where that is something near it.

    Examples
    --------
    >>> measured("en", title="Cloud of public bodies", by="domains linked to a US cloud")
    'What the shares of cloud of public bodies measure: domains linked to a US cloud.'
    """
    start = "Wat de aandelen van" if lang == "nl" else "What the shares of"
    verb = "meten" if lang == "nl" else "measure"
    return f"{start} {inline(title)} {verb}: {by.rstrip('.')}."


def kept_up(lang: Lang, *, title: str, by: str) -> str:
    """Say what the level that is kept up without an input measures, where that is near it only.

    Examples
    --------
    >>> kept_up("en", title="Telephone network", by="voters who read newspapers")
    'What is kept up without telephone network is measured by: voters who read newspapers.'
    """
    thing, found = inline(title), by.rstrip(".")
    if lang == "nl":
        return f"Wat overeind blijft zonder {thing} is gemeten aan: {found}."
    return f"What is kept up without {thing} is measured by: {found}."
