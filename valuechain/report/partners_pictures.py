"""The picture of an answer about partners."""

from valuechain.figures.picture_files import picture_of
from valuechain.figures.trust_matrix import Left, trust_matrix
from valuechain.report.partners_teller import SEEN, Teller, sums
from valuechain.report.partners_text import asked
from valuechain.report.reader import rows_of
from valuechain.report.route_words import Words
from valuechain.results.findings import Findings
from valuechain.schema import Model
from valuechain.texts.languages import Lang

_MOST = 8


def partner_pictures(found: Findings, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw what stays exposed of every use with each partner that makes a difference.

    Parameters
    ----------
    found : Findings
        The answer of :func:`valuechain.studies.partners.partners`.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    dict of str to bytes
        ``figures/partners.svg`` and ``.png``; nothing where home has no uses.
    """
    if not len(found.summary):
        return {}
    teller = Teller(found, Words(model, lang))
    joint = rows_of(found.summary, measure="joint", starting_from="circle")
    uses = [str(name) for name in joint["use"].unique()]
    total = sums(teller, "circle")
    felt = total[total["gain"].abs() > SEEN]
    shown = [*felt[felt["kind"] == "country"]["candidate"][:_MOST]]
    shown += [*felt[felt["kind"] == "coalition"]["candidate"]]
    first = rows_of(joint, candidate=str(total["candidate"].iloc[0])).set_index("use")
    now = [
        Left(float(first["without"][one]), float(first["without_high"][one]), 0.0) for one in uses
    ]
    friends = teller.people(";".join(found.settings.trusted_countries))
    key = "figure-now" if found.settings.trusted_countries else "figure-now-alone"
    rows = [(teller.say(key, trusted=friends), now)]
    for name in shown:
        mine = rows_of(joint, candidate=str(name)).set_index("use")
        cells = [
            Left(float(mine["with"][one]), float(mine["with_high"][one]), float(mine["gain"][one]))
            for one in uses
        ]
        rows.append((teller.partner(str(name)), cells))
    figure = trust_matrix(
        rows,
        uses=[teller.words.title(one) for one in uses],
        title=teller.say("figure-title"),
        notes=[teller.say("figure-note"), asked(teller)],
        lang=lang,
    )
    return {f"figures/partners.{kind}": content for kind, content in picture_of(figure).items()}
