"""Sentences and heads of tables of the shipped notebooks, in Dutch and English."""

from typing import Final

from valuechain.texts.languages import Lang
from valuechain.texts.numbers import number
from valuechain.texts.phrases import Phrases

NOTEBOOKS: Final = Phrases(
    "notebooks",
    {
        # heads of columns and rows
        "col-after_weeks": ("na weken", "after weeks"),
        "col-alone": ("alleen", "alone"),
        "col-alone_owner": ("tegen weigering (zeggenschap)", "against refusal (control)"),
        "col-alone_site": ("tegen uitval (vestiging)", "against loss (site)"),
        "col-binding_input": ("wat ontbreekt", "what binds"),
        "col-binding_supplier": ("bij wie", "at whom"),
        "col-buffers": ("voorraden", "stocks"),
        "col-budget_a_year": ("budget per jaar (mln euro)", "budget a year (million euro)"),
        "col-carries": ("houdt op gang", "carries"),
        "col-case": ("geval", "case"),
        "col-contribution": ("bijdrage (weken)", "contribution (weeks)"),
        "col-cost_eur": ("kosten (euro)", "cost (euro)"),
        "col-customer": ("afnemer", "customer"),
        "col-deepest_loss": ("diepste verlies", "deepest loss"),
        "col-deepest_loss_bound_high": ("hoogstens", "at most"),
        "col-deepest_loss_bound_low": ("ten minste", "at least"),
        "col-deepest_week": ("diepste week", "deepest week"),
        "col-depth": ("stap", "step"),
        "col-effect_status": ("effect is", "effect is"),
        "col-expected_loss": ("gewogen verlies", "weighted loss"),
        "col-fallback": ("terugval", "fallback"),
        "col-figures": ("cijfers", "figures"),
        "col-firms": ("bedrijven", "firms"),
        "col-first_loss_week": ("eerste week", "first week"),
        "col-first_week": ("eerste week", "first week"),
        "col-gap": ("nog mogelijk (weken)", "still possible (weeks)"),
        "col-input": ("wat nodig is", "input"),
        "col-judgement": ("ingeschat", "judged"),
        "col-largest_owner": ("grootste land (zeggenschap)", "largest country (control)"),
        "col-largest_site": ("grootste land (vestiging)", "largest country (site)"),
        "col-last_week": ("laatste week", "last week"),
        "col-layer": ("laag", "layer"),
        "col-least_left": ("minst over", "least left"),
        "col-left": ("over", "left"),
        "col-left_out": ("zonder dit deel", "left out"),
        "col-loss": ("verlies (weken)", "loss (weeks)"),
        "col-loss_after": ("verlies na", "loss after"),
        "col-loss_before": ("verlies voor", "loss before"),
        "col-loss_weeks": ("verliesweken", "loss-weeks"),
        "col-made_in_europe": ("gemaakt in Europa", "made in Europe"),
        "col-measures": ("maatregelen", "measures"),
        "col-measure": ("maatregel", "measure"),
        "col-mild": ("mild", "mild"),
        "col-misses": ("mist", "misses"),
        "col-missing": ("ontbreekt", "missing"),
        "col-owned_elsewhere": ("zeggenschap elders", "controlled elsewhere"),
        "col-owner_share": ("aandeel (zeggenschap)", "share (control)"),
        "col-part": ("deel", "part"),
        "col-producers": ("producenten", "producers"),
        "col-products": ("producten", "products"),
        "col-products_below_theta": ("producten omlaag", "products down"),
        "col-read": ("gelezen", "read"),
        "col-recall": ("uit kennis", "recalled"),
        "col-scenario": ("scenario", "scenario"),
        "col-severe": ("zwaar", "severe"),
        "col-share": ("aandeel", "share"),
        "col-share_high": ("hoogstens", "at most"),
        "col-share_low": ("ten minste", "at least"),
        "col-shut": ("afgesloten", "shut"),
        "col-side": ("wat er gebeurt", "what happens"),
        "col-site_share": ("aandeel (vestiging)", "share (site)"),
        "col-sources": ("bronnen", "sources"),
        "col-spent_eur": ("uitgegeven (euro)", "spent (euro)"),
        "col-start": ("begin", "start"),
        "col-stated": ("als gesteld", "as stated"),
        "col-status": ("hoe we dat weten", "how we know"),
        "col-steps": ("stappen", "steps"),
        "col-substitution": ("andere leveranciers", "other suppliers"),
        "col-tie": ("band", "tie"),
        "col-title": ("product", "product"),
        "col-title_en": ("maatregel", "measure"),
        "col-title_nl": ("maatregel", "measure"),
        "col-total": ("verlies", "loss"),
        "col-tts_weeks": ("weken standgehouden", "weeks held"),
        "col-use": ("toepassing", "use"),
        "col-why": ("waarom niet minder", "why not less"),
        "col-worst_product": ("zwaarst getroffen", "hit worst"),
        "col-year": ("jaar", "year"),
        # 01 first look
        "rest-of-europe": ("rest van Europa", "rest of Europe"),
        "other": ("overig", "other"),
        "unknown": ("onbekend", "unknown"),
        "bar-site": ("{layer}, vestiging", "{layer}, site"),
        "bar-owner": ("{layer}, zeggenschap", "{layer}, control"),
        "share-listed": ("aandeel van genoemd aanbod", "share of supply that is listed"),
        "and-others": ("; en andere", "; and others"),
        "first-look-answer": (
            "De keten telt {products} producten van {producers} genoemde producenten. Van {nearly} producten maakt één land buiten Europa meer dan {most} (het vaakst {country}: {count}): {made}. Naar zeggenschap zijn dat {controlled} producten. {faces} producten worden vooral in Europa gemaakt onder zeggenschap van elders: {two}. Achter {use} staan {behind} producenten, tot {steps} stappen ver. Hoe snel en hoe diep het raakt als een van hen stopt, is de vraag van de nulmeting.",
            "The stack has {products} products from {producers} listed producers. Of {nearly} products one country outside Europe makes more than {most} (most often {country}: {count}): {made}. By owner it is {controlled} products. {faces} products are mostly made in Europe under control from elsewhere: {two}. Behind {use} stand {behind} producers, up to {steps} steps away. How fast and how deep it hurts when one of them stops, is the question of the nulmeting.",
        ),
        # 02 the nulmeting
        "profile-withheld": (
            "geweigerd door eigenaren: zwaarste toepassing",
            "refused by owners: worst use",
        ),
        "profile-lost": (
            "alles wat er gemaakt wordt valt weg: zwaarste toepassing",
            "everything made there lost: worst use",
        ),
        "without-substitution": (
            "Dit alles zonder vervanging.",
            "All of this without substitution.",
        ),
        # 03 Taiwan
        "nothing": ("geen", "none"),
        "no-use": ("geen toepassing", "no use"),
        "taiwan-answer": (
            "{losers} van de {of} toepassingen verliezen meer dan een half procent. Het diepst zakt {use}: vanaf week {first}, op zijn ergst {depth} in week {week} (mildste schok {low}, zwaarste {high}), bij gebrek aan: {gate}. Samen is dat {lost} weken van wat zij levert; voorraden besparen {buffers} en andere leveranciers {others} weken. Niets verliezen binnen de gevolgde tijd: {calm}. Bij de mildste omvang en duur verliezen {mildly} toepassingen meer dan een half procent. Omvang en duur van de blokkade zijn ingeschat; niets hier zegt dat het gebeurt.",
            "{losers} of {of} uses lose more than half a percent. The deepest is {use}: from week {first}, at worst {depth} in week {week} (mildest shock {low}, most severe {high}), for want of: {gate}. Together that is {lost} weeks of its output; stocks spare it {buffers} and other suppliers {others} weeks. Nothing is lost within the horizon in: {calm}. At the mildest size and length {mildly} of the uses lose more than half a percent. Size and length of the blockade are judged; nothing here says that it happens.",
        ),
        # 04 site or owner
        "sites-fail": ("Clouds op Nederlandse bodem vallen uit", "Clouds on Dutch sites fail"),
        "owners-refuse": (
            "Amerikaanse eigenaren weigeren ons hun clouds",
            "American owners refuse us their clouds",
        ),
        "owners-refuse-at-once": (
            "Amerikaanse eigenaren weigeren, zonder respijt",
            "American owners refuse, without grace",
        ),
        "goes-on": ("gaat door", "goes on"),
        "site-or-owner-answer": (
            "Vestiging en zeggenschap zijn verschillende afhankelijkheden. Vallen clouds op Nederlandse bodem uit, dan verliezen overheidsdiensten {sites}; weigeren Amerikaanse eigenaren, dan {owners}. Met even veel waarschuwing (zonder respijt) raakt de weigering {worse} van de {of} toepassingen duidelijk dieper en de uitval {better}; respijt stelt voor sommige uit en spaart andere. De openbare controle van verkiezingen verliest {checks_sites} vanaf week {week_sites} door vestiging en {checks_owners} vanaf week {week_owners} door zeggenschap (week {week_at_once} zonder respijt), niet meer, dankzij: {falls}. Dat niveau is bij benadering gemeten. Twee korte storingen voor de stemming kosten haar {short}, zwaar {severe}. Het scenario met een verkochte hoster neemt tot {takeover} van overheidsdiensten weg, maar de verkoop en de weigering die erdoor kan, dragen {sale} van de {weeks} verliesweken; de rest zijn ingeschatte groottes voor een hoster die geen bedrijf van het model is. Zeg dus van elke cloud waar hij staat en onder wiens recht hij valt.",
            "Site and owner are different dependencies. When clouds on Dutch sites fail, government services lose {sites}; when American owners refuse, {owners}. Alike in warning (no grace), {worse} of {of} uses are hit clearly deeper by the refusal and {better} by the outage; grace periods delay some and spare others. Public checking of elections loses {checks_sites} from week {week_sites} by site and {checks_owners} from week {week_owners} by owner (week {week_at_once} without grace), not more, thanks to: {falls}. That level is a proxy. Two short failures before polling day cost it {short}, {severe} if severe. The scenario with a sold hoster takes up to {takeover} of government services, but the sale and the refusal that it makes possible account for {sale} of its {weeks} loss-weeks; the rest are severities judged for a hoster that is no firm in the model. So say of every cloud where it stands and whose law reaches it.",
        ),
        # 05 what to do first
        "plan-answer": (
            "Met {budget} daalt het verlies van {before} naar {after} weken per toepassing, en geen andere keuze laat minder dan {bound} over. Het meeste komt van: {best}. In {first} is het verlies nog {early}, in {last} {late}. Geen maatregel hier raakt: {nobody}.",
            "With {budget} the loss falls from {before} to {after} weeks a use, and no other set leaves less than {bound}. Most of it comes from: {best}. In {first} the loss is still {early}, in {last} {late}. No measure here touches: {nobody}.",
        ),
    },
)


def say(lang: Lang, key: str, **parts: object) -> str:
    """Say a sentence of the shipped notebooks, or the head of a column.

    Parameters
    ----------
    lang : str
        ``nl`` or ``en``.
    key : str
        Its name in the catalogue.
    **parts : object
        What is filled in; numbers are written as the language writes them, fractions to a tenth.

    Examples
    --------
    >>> say("nl", "col-loss_weeks"), say("en", "col-loss_weeks")
    ('verliesweken', 'loss-weeks')
    """
    written = {
        name: number(lang, part, digits=int(isinstance(part, float)))
        if isinstance(part, int | float)
        else part
        for name, part in parts.items()
    }
    return NOTEBOOKS.say(lang, key, **written)
