"""Sentences of the page about what can be said by value, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

PAGE: Final = Phrases(
    "lookthrough-page",
    {
        "value": (
            "Naar waarde is weinig te zeggen: van {stated} van de {inputs} inputs van toepassingen en producten is bekend welk deel van de kosten zij zijn{blind}.",
            "By value little can be said: for {stated} of the {inputs} inputs of uses and products it is known which part of the cost they are{blind}.",
        ),
        "blind": (
            ", dus van {blind} van de {uses} toepassingen is niet te zeggen in welk land verdiend wordt wat zij kosten",
            ", so for {blind} of {uses} uses it cannot be said in which country their cost is earned",
        ),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
