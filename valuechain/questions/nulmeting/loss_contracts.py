"""Tables of what is lost: by uses, products and layers, at each horizon and week by week."""

from valuechain.results.columns import (
    ATTRIBUTE,
    CAPPED,
    CASE,
    CASE_KEY,
    KIND,
    LAYER,
    LIMITS,
    LOSS,
    MODE,
    PRODUCT,
    REMOVED,
    USE,
    count,
    ids,
)
from valuechain.results.contract import Column, Table

EXPOSURE = Table(
    "exposure",
    "What each use loses when a country, group, firm or all unlisted supply is taken away",
    "Wat elke toepassing verliest als een land, groep, bedrijf of al het niet-genoemde wegvalt",
    (USE, *CASE, *LOSS, CAPPED),
    ("use", *CASE_KEY),
    (LIMITS,),
)
DEPENDENCIES = Table(
    "dependencies",
    "What each use loses when a country's part of one product is taken away",
    "Wat elke toepassing verliest als het deel van een land in een product wegvalt",
    (USE, PRODUCT, *CASE, *LOSS, CAPPED),
    ("use", "product", *CASE_KEY),
    (LIMITS,),
)
PRODUCTS = Table(
    "products",
    "What a buyer at home loses of each product",
    "Wat een afnemer in eigen land van elk product verliest",
    (PRODUCT, *CASE, *LOSS),
    ("product", *CASE_KEY),
    (LIMITS,),
)
LAYERS = Table(
    "layers",
    "Per layer the product that is hit worst and the number of products that are down",
    "Per laag het zwaarst getroffen product en het aantal producten dat uitvalt",
    (
        LAYER,
        *CASE,
        ids(
            "worst_product",
            "Product of the layer that loses most",
            "Product van de laag dat het meest verliest",
        ),
        *LOSS,
        count(
            "products_below_theta",
            "Products of the layer that are down",
            "Producten van de laag die uitvallen",
        ),
        count("products", "Products of the layer", "Producten van de laag"),
    ),
    ("layer", *CASE_KEY),
    (LIMITS,),
)
PATHS = Table(
    "paths",
    "Loss of each use week by week, for the countries and groups shown in the picture",
    "Verlies van elke toepassing week voor week, voor de getoonde landen en groepen",
    (
        USE,
        REMOVED,
        KIND,
        ATTRIBUTE,
        MODE,
        Column(
            "week",
            "integer",
            "weeks",
            "Week after the removal, from 1",
            "Week na het wegvallen, vanaf 1",
        ),
        *LOSS,
    ),
    ("use", "removed", "kind", "attribute", "mode", "week"),
    (LIMITS,),
)
