"""Sentences of the report: what its chapters add to those of the page, in Dutch and English."""

from typing import Final

from valuechain.texts.phrases import Phrases

CHAPTERS: Final = Phrases(
    "chapters",
    {
        "report-title": ("{title}, rapport", "{title}, report"),
        "kicker": ("Rapport · {kicker}", "Report · {kicker}"),
        # summary
        "nav-summary": ("Samenvatting", "Summary"),
        "summary-heading": ("Wat u in één bladzijde moet weten", "What to know in one page"),
        "summary-findings": ("Wat de hoofdstukken zeggen", "What the chapters say"),
        "summary-item": ("{nav}: {finding}.", "{nav}: {finding}."),
        # how to read this
        "nav-reading": ("Leeswijzer", "How to read this"),
        "reading-heading": (
            "Een verlies in dit rapport is een gevolg, geen voorspelling",
            "A loss in this report is a consequence, not a forecast",
        ),
        "read-exposure": ("Verlies", "Loss"),
        "read-exposure-text": (
            "Het deel van wat een toepassing vandaag levert dat wegvalt als aanbod blijvend verdwijnt en niemand iets doet. Hoe waarschijnlijk dat is, staat er los van en wordt er nooit mee vermenigvuldigd.",
            "The part of what a use delivers today that is lost if supply goes for good and nobody does anything. How likely that is, is judged apart and never multiplied with it.",
        ),
        "read-questions": ("Twee vragen", "Two questions"),
        "read-questions-text": (
            "Ramp: het aanbod stopt voor iedereen. Dwang: het wordt alleen ons geweigerd. De twee worden nooit opgeteld.",
            "Disaster: supply stops for everybody. Coercion: only we are refused. The two are never added up.",
        ),
        "read-countries": ("Drie landen", "Three countries"),
        "read-countries-text": (
            "Van elke leverancier: waar hij maakt (vestiging), vanwaar hij wordt geleid (hoofdkantoor) en wiens recht de uiteindelijke eigenaar kan dwingen (zeggenschap). Een brand is een vraag van vestiging, een bevel om te stoppen een van zeggenschap.",
            "Of every supplier: where it makes (site), where it is led from (headquarters), and whose law can compel the ultimate owner (control). A fire is a question of site, an order to stop one of control.",
        ),
        "read-time": ("Tijd", "Time"),
        "read-time-text": (
            "Na een week, een kwartaal, een jaar en drie jaar. Voorraden, geïnstalleerde machines en terugvalopties tellen mee; leveranciers die inspringen alleen in het hoofdstuk over scenario's.",
            "After a week, a quarter, a year and three years. Stocks, installed machines and fallbacks count; suppliers that step in do so in the chapter on scenarios only.",
        ),
        "read-bounds": ("Grenzen", "Bounds"),
        "read-bounds-text": (
            "Achter een getal staat tussen haakjes wat niet-genoemde leveranciers eraan kunnen veranderen. Een onbekende is een interval, geen nul.",
            "In brackets behind a figure stands what unlisted suppliers could change. An unknown is an interval, not a zero.",
        ),
        "read-classes": ("Oordelen", "Verdicts"),
        "read-classes-text": (
            "Risicovol strategisch: cruciaal voor een publiek belang, leveringsproblemen aannemelijk, vervanging beperkt. Onbeslist, niet beoordeeld en geen zijn drie verschillende antwoorden; geen van de eerste twee is veilig.",
            "Risky strategic: crucial for a public interest, supply problems likely, replacement limited. Undecided, not judged and none are three different answers; neither of the first two is safe.",
        ),
        "read-evidence": ("Bewijs", "Evidence"),
        "read-evidence-text": (
            "■ gelezen in een bron, ◧ uit algemene kennis, □ door ons ingeschat. Een letter en een cijfer, zoals C3, zijn de betrouwbaarheid van de bron (A tot F) en van het cijfer (1 tot 6) op de Admiralty-schaal.",
            "■ read in a source, ◧ recalled from general knowledge, □ judged by us. A letter and a digit, such as C3, are the reliability of the source (A to F) and the credibility of the figure (1 to 6) on the Admiralty scale.",
        ),
        "read-rounding": ("Afronding", "Rounding"),
        "read-rounding-text": (
            "Percentages zijn afgerond; <1 % en >99 % zeggen dat het niet niets en niet alles is. Het werkblad en de tabellen hebben zes cijfers achter de komma.",
            "Percentages are rounded; <1% and >99% say that it is not nothing and not all. The workbook and the tables have six digits after the point.",
        ),
        # half a page per dependency
        "each-heading": ("De afhankelijkheden een voor een", "The dependencies one by one"),
        "each-what": ("Wat", "What"),
        "each-what-text": (
            "{klass}. Vraag: {questions}. Band: {ties}.",
            "{klass}. Question: {questions}. Tie: {ties}.",
        ),
        "each-who": ("Wie", "Who"),
        "each-who-none": (
            "Geen genoemde leverancier daar.",
            "No listed supplier there.",
        ),
        "each-why": ("Waarom het ertoe doet", "Why it matters"),
        "each-why-text": ("{uses} van de toepassingen: {names}.", "{uses} of the uses: {names}."),
        "each-long": ("Hoe lang we het volhouden", "How long we last"),
        "each-long-text": (
            "Verlies van de zwaarst geraakte toepassing na een week {week}, na een kwartaal {quarter}, na een jaar {year}, na drie jaar {three}.",
            "Loss of the use hit hardest after a week {week}, after a quarter {quarter}, after a year {year}, after three years {three}.",
        ),
        "each-replace": ("Wat het kan vervangen", "What could replace it"),
        "each-replace-text": (
            "Vervanging duurt {time}; elders is {spare} van het aanbod vrij, nodig is {needed}.",
            "Replacement takes {time}; {spare} of supply is spare elsewhere, {needed} is needed.",
        ),
        "each-replace-time": (
            "Vervanging duurt {time}; hoeveel elders vrij is, is niet bekend.",
            "Replacement takes {time}; how much is spare elsewhere is not known.",
        ),
        "each-replace-unknown": (
            "Hoelang vervanging duurt is niet bekend, en dat is niet geruststellend.",
            "How long replacement takes is not known, which is no reassurance.",
        ),
        "each-sure": ("Hoe zeker", "How sure"),
        "each-sure-text": (
            "Verlies bij het oordeel {loss}. Rust op {figures} cijfers: {counts}.",
            "Loss at the verdict {loss}. Rests on {figures} figures: {counts}.",
        ),
        "each-sure-plain": ("Verlies bij het oordeel {loss}.", "Loss at the verdict {loss}."),
        "each-evidence": ("Bewijs", "Evidence"),
        "each-evidence-first": (
            "Bewijs: de {n} minst geloofwaardige van {of} cijfers",
            "Evidence: the {n} least credible of {of} figures",
        ),
        "each-verdict": ("Oordeel", "Verdict"),
        # other public interests
        "nav-interests": ("Andere publieke belangen", "Other public interests"),
        "interests-heading": (
            "Bij {n} van de {of} toepassingen kan één land dat weigert binnen drie jaar meer dan {threshold} wegnemen",
            "In {n} of {of} uses one country that refuses can take more than {threshold} within three years",
        ),
        "interests-lead": (
            "Per toepassing het publieke belang, en het land buiten eigen en vertrouwde kring dat het meest wegneemt: als eigenaren daar weigeren, en als de productie daar stopt.",
            "Of each use the public interest, and the country outside home and trusted that takes most: if owners there refuse, and if production there stops.",
        ),
        "col-interest": ("Belang", "Interest"),
        # context figures
        "nav-indicators": ("Indicatoren", "Indicators"),
        "context-heading": (
            "{n} kengetallen over eigen land en de Europese Unie geven de schaal",
            "{n} figures on home and the European Union give the scale",
        ),
        "context-heading-one": (
            "Eén kengetal over eigen land of de Europese Unie geeft de schaal",
            "One figure on home or the European Union gives the scale",
        ),
        "context-lead": (
            "Zoals de bron ze noemt, in het Engels; er is niet mee gerekend. Alle {of} staan in tables/indicators.csv.",
            "As the source names them; nothing was computed with them. All {of} are in tables/indicators.csv.",
        ),
        "context-layer": ("Laag", "Layer"),
        "context-name": ("Kengetal", "Figure"),
        "context-place": ("Waar", "Where"),
        "context-amount": ("Waarde", "Amount"),
        "context-year": ("Jaar", "Year"),
        "context-source": ("Bron", "Source"),
        # limits
        "limits-heading": ("Wat dit niet zegt", "What this does not say"),
        "limit-1": (
            "Wat er gebeurt als iemand ingrijpt: de nulmeting rekent zonder vervanging, de scenario's met vervanging als bovengrens.",
            "What happens if somebody acts: the nulmeting has no substitution, the scenarios have it as an upper bound.",
        ),
        "limit-2": (
            "Hoe waarschijnlijk een breuk is: een verlies is geen kans, en twee verliezen zijn geen som.",
            "How likely a cut is: a loss is no probability, and two losses are no sum.",
        ),
        "limit-3": (
            "Wat groei vraagt: niveau 1 is het gebruik van vandaag.",
            "What growth takes: level 1 is today's use.",
        ),
        "limit-4": (
            "Wat prijzen doen: het model kent leveringen, geen markten die duurder worden.",
            "What prices do: the model knows supplies, not markets that get dearer.",
        ),
        "limit-5": (
            "Wat een bron niet noemt: bijna alle voorraden, vervangingstijden en belangen van een levering zijn onze inschatting, en als zodanig gemerkt.",
            "What no source says: nearly all stocks, substitution times and essentialities are our judgement, and marked so.",
        ),
        # sources and glossary
        "nav-method": ("Methode en grenzen", "Method and limits"),
        "nav-sources": ("Bronnen", "Sources"),
        "nav-glossary": ("Begrippen", "Glossary"),
        "glossary-heading": (
            "Woorden zoals dit rapport ze gebruikt",
            "Words as this report uses them",
        ),
        # the file
        "footer": (
            "Model {model}, vingerafdruk {digest}. Elk getal staat in de tabellen van de meting.",
            "Model {model}, digest {digest}. Every number is in the tables of the measurement.",
        ),
    },
)
"""Every sentence, Dutch then English; what stands in braces is filled in."""

TERMS: Final = Phrases(
    "glossary",
    {
        "bounds": ("Grenzen", "Bounds"),
        "bounds/means": (
            "Laagste en hoogste van een getal, naar wie de niet-genoemde leveranciers kunnen zijn.",
            "Low and high of a figure, by who the unlisted suppliers could be.",
        ),
        "control": ("Zeggenschap", "Control"),
        "control/means": (
            "Het land waarvan het recht de uiteindelijke eigenaar kan dwingen.",
            "The country whose law can compel the ultimate owner.",
        ),
        "coercion": ("Dwang", "Coercion"),
        "coercion/means": (
            "Aanbod wordt ons geweigerd terwijl de wereld doorgaat.",
            "Supply is refused to us while the world goes on.",
        ),
        "disaster": ("Ramp", "Disaster"),
        "disaster/means": ("Aanbod stopt voor iedereen.", "Supply stops for everybody."),
        "dependency": ("Afhankelijkheid", "Dependency"),
        "dependency/means": (
            "Wat een toepassing verliest zonder het deel van één product dat uit één land komt of onder zijn zeggenschap valt.",
            "What a use loses without the part of one product that comes from one country or is under its control.",
        ),
        "essential": ("Essentieel, vitaal, waardevol", "Essential, vital, valuable"),
        "essential/means": (
            "Hoe zwaar het publieke belang van een toepassing weegt; vitaal het zwaarst.",
            "How much the public interest in a use weighs; vital most.",
        ),
        "exposure": ("Blootstelling, verlies", "Exposure, loss"),
        "exposure/means": (
            "Eén min het niveau na een blijvend verlies van aanbod; geen kans.",
            "One minus the level after a lasting loss of supply; no probability.",
        ),
        "fallback": ("Terugval", "Fallback"),
        "fallback/means": (
            "Een armere manier van werken zonder de levering.",
            "A poorer way of working without the supply.",
        ),
        "home": ("Eigen land", "Home"),
        "home/means": ("De landen die als eigen tellen.", "The countries counted as own."),
        "layer": ("Laag", "Layer"),
        "layer/means": (
            "Een verdieping van de keten, van grondstof tot toepassing.",
            "A storey of the stack, from raw material to use.",
        ),
        "product": ("Product", "Product"),
        "product/means": (
            "Wat leveranciers maken en anderen nodig hebben: een grondstof, een machine, een dienst.",
            "What suppliers make and others need: a mineral, a machine, a service.",
        ),
        "risky": ("Risicovol strategisch", "Risky strategic"),
        "risky/means": (
            "Cruciaal voor een publiek belang, leveringsproblemen aannemelijk, vervanging beperkt.",
            "Crucial for a public interest, supply problems likely, replacement limited.",
        ),
        "site": ("Vestiging", "Site"),
        "site/means": (
            "Het land waar een leverancier maakt.",
            "The country where a supplier makes.",
        ),
        "spare": ("Vrije capaciteit", "Spare capacity"),
        "spare/means": (
            "Wat leveranciers elders meer kunnen maken dan zij nu doen.",
            "What suppliers elsewhere could make beyond what they make now.",
        ),
        "trusted": ("Vertrouwde kring", "Trusted circle"),
        "trusted/means": (
            "Partners van wie geen weigering wordt beoordeeld; wie dat zijn is een politieke keuze.",
            "Partners from whom no refusal is judged; who they are is a political choice.",
        ),
        "undecided": ("Onbeslist", "Undecided"),
        "undecided/means": (
            "Wat ontbreekt zou het oordeel kunnen veranderen; dat is niet veilig.",
            "What is missing could change the verdict; that is not safe.",
        ),
        "unlisted": ("Niet-genoemd aanbod", "Unlisted supply"),
        "unlisted/means": (
            "Wat geen genoemde leverancier levert; van wie het is weten we niet.",
            "What no listed supplier supplies; whose it is we do not know.",
        ),
        "use": ("Toepassing", "Use"),
        "use/means": (
            "Waar de samenleving de keten voor nodig heeft, zoals zorg of verkiezingen.",
            "What society needs the stack for, such as care or elections.",
        ),
    },
)
"""Terms and what they mean, Dutch then English, in no order: each language has its own."""
