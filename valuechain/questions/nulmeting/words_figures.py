"""Sentences of the figures of a nulmeting by layer and of the ten, in Dutch and English."""

from typing import Final

from valuechain.texts.phrases import Phrases

FIGURES: Final = Phrases(
    "nulmeting-figures",
    {
        # layer by country
        "layers-heading": (
            "In {n} van de {of} lagen kan één land {when} {least} of meer van een product wegnemen",
            "In {n} of the {of} layers one country can take away {least} or more of a product {when}",
        ),
        "layers-heading-all": (
            "In elke laag kan één land {when} {least} of meer van een product wegnemen",
            "In every layer one country can take away {least} or more of a product {when}",
        ),
        "layers-heading-none": (
            "In geen van de {of} lagen neemt één land {when} {least} of meer van een product weg, voor zover bekend",
            "In none of the {of} layers does one country take away {least} or more of a product {when}, as far as is known",
        ),
        "layers-caption": (
            "Per laag en land het product dat het meeste verliest, in procenten, {when}; de {n} landen buiten huis en vertrouwde landen die het meeste kosten. Een punt is minder dan {least} voor zover bekend, niet veilig: leveranciers die niet genoemd zijn, kunnen overal staan.",
            "Per layer and country the product that loses most, in percent, {when}; the {n} countries outside home and the trusted ones that cost most. A dot is less than {least} as far as is known, not safe: suppliers that are not listed can be anywhere.",
        ),
        "layers-alt": (
            "Raster van lagen en landen. Per laag het land dat het meeste kost: {facts}.",
            "Grid of layers and countries. Per layer the country that costs most: {facts}.",
        ),
        "layers-fact": ("{layer}: {country} {loss}", "{layer}: {country} {loss}"),
        "layers-fact-none": ("{layer}: geen {least} of meer", "{layer}: none {least} or more"),
        # the ten with what could change them
        "ten-heading": (
            "Bij {n} van de {of} ligt ook de onderkant van de marge boven {threshold}",
            "For {n} of the {of} even the low end of the margin is above {threshold}",
        ),
        "ten-heading-all": (
            "Bij alle {of} ligt ook de onderkant van de marge boven {threshold}",
            "For all {of} even the low end of the margin is above {threshold}",
        ),
        "ten-heading-none": (
            "Bij geen van de {of} ligt ook de onderkant van de marge boven {threshold}",
            "For none of the {of} is the low end of the margin above {threshold} too",
        ),
        "ten-title": (
            "Verlies waarop is geoordeeld, met wat het kan veranderen",
            "Loss that was judged, with what could change it",
        ),
        "ten-caption": (
            "Het verlies {when}, of in het kritieke venster van een toepassing die er een heeft. Streepjeslijn: de drempel van {threshold}. Wat niet-genoemde leveranciers kunnen veranderen en wat de bandbreedte van de cijfers kan veranderen, worden nooit samengevoegd.",
            "The loss {when}, or in the critical window of a use that has one. Dashed line: the threshold of {threshold}. What unlisted suppliers could change and what the ranges of the figures could change are never merged.",
        ),
        "ten-name": ("{what}: {use}", "{what}: {use}"),
        "ten-fact": ("{name} {loss} ({low} tot {high})", "{name} {loss} ({low} to {high})"),
        "dot-stated": ("volgens de cijfers", "as stated"),
        "dot-interval": ("bandbreedte van de cijfers (5-95 %)", "ranges of the figures (5-95 %)"),
        "dot-bounds": ("niet-genoemde leveranciers", "unlisted suppliers"),
        "dot-axis": ("verlies", "loss"),
        # evidence by layer
        "evidence-heading": (
            "Per laag: van {best} is {high} van de cijfers in een bron gelezen, van {worst} {low}",
            "By layer: of {best} {high} of the figures were read in a source, of {worst} {low}",
        ),
        "evidence-heading-one": (
            "Van {best} is {high} van de cijfers in een bron gelezen",
            "Of {best} {high} of the figures were read in a source",
        ),
        "evidence-title": (
            "Cijfers per laag, naar hoe we ze kennen",
            "Figures by layer, by how we know them",
        ),
        "evidence-caption": (
            "Getallen in de balken zijn aantallen cijfers van het model over producten van de laag en over toepassingen; rechts alle samen. Cijfers over bedrijven en landen horen bij geen laag.",
            "Numbers in the bars count the figures of the model about products of the layer and about uses; at the right all of them. Figures about firms and countries belong to no layer.",
        ),
        "evidence-fact": (
            "{name}: {read} gelezen, {recall} uit algemene kennis, {judgement} ingeschat",
            "{name}: {read} read, {recall} recalled, {judgement} judged",
        ),
        "evidence-uses": ("Publieke toepassingen", "Public uses"),
    },
)


def count_ending(n: int, of: int) -> str:
    """End of the key of a heading that counts: all, none, or some.

    Examples
    --------
    >>> count_ending(3, 3), count_ending(0, 3), count_ending(2, 3)
    ('-all', '-none', '')
    """
    return "-all" if n == of else "-none" if not n else ""
