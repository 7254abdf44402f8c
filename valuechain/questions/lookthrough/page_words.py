"""Sentences of the page about what can be said by value, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

PAGE: Final = Phrases(
    "lookthrough-page",
    {
        "value": (
            "Naar waarde is weinig te zeggen: van de {inputs} inputs van toepassingen en producten vermeldt {stated} welk deel van de kosten hij is, dus van {blind} van de {uses} toepassingen is niet te zeggen in welk land verdiend wordt wat zij kosten.",
            "By value little can be said: of the {inputs} inputs of uses and products {stated} states which part of the cost it is, so of {blind} of the {uses} uses it cannot be said in which country their cost is earned.",
        ),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
