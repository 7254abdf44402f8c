"""What long work is doing, and what each step of it cost."""

from typing import Final

from valuechain.texts.languages import Lang
from valuechain.texts.phrases import Phrases

STEPS: Final = Phrases(
    "steps",
    {
        "cost": ("Rekentijd: {steps}.", "Time taken: {steps}."),
        "of": ("{step} {seconds} s", "{step} {seconds} s"),
        # words that names of steps are made of
        "capacities": ("capaciteiten", "capacities"),
        "chokepoints": ("knelpunten", "chokepoints"),
        "coalitions": ("coalities", "coalitions"),
        "comparison": ("vergelijking", "comparison"),
        "countries": ("landen", "countries"),
        "default": ("gewone regel", "default rule"),
        "dependencies": ("afhankelijkheden", "dependencies"),
        "draws": ("trekkingen", "draws"),
        "exposure": ("blootstelling", "exposure"),
        "files": ("pagina's en bestanden", "pages and files"),
        "firms": ("bedrijven", "firms"),
        "high": ("bovengrens", "upper bound"),
        "lenient": ("soepele regel", "lenient rule"),
        "leverage": ("wederzijdse afhankelijkheid", "leverage"),
        "lookthrough": ("doorkijk", "look-through"),
        "lost": ("weg", "lost"),
        "model": ("model", "model"),
        "partners": ("partners", "partners"),
        "positions": ("posities", "positions"),
        "producers": ("producenten", "producers"),
        "report": ("rapport", "report"),
        "routes": ("routes", "routes"),
        "scenarios": ("scenario's", "scenarios"),
        "smallest": ("kleinste coalitie", "smallest coalition"),
        "stocks": ("voorraden", "stocks"),
        "strict": ("strenge regel", "strict rule"),
        "survival": ("overleving", "survival"),
        "value": ("cijfer", "figure"),
        "verdicts": ("oordelen", "verdicts"),
        "withheld": ("geweigerd", "withheld"),
        "worth": ("waarde van uitzoeken", "worth of finding out"),
    },
)


def step_name(lang: Lang, step: str) -> str:
    """Name a step of long work, word by word; what is no word of ours stays as it is.

    Examples
    --------
    >>> step_name("nl", "countries (default)"), step_name("en", "firms lost high")
    ('landen, gewone regel', 'firms, lost, upper bound')
    """
    words = step.replace("(", "").replace(")", "").split()
    return ", ".join(STEPS.get(lang, word) or word for word in words)
