"""Key paths: which part of a file is meant, written ``products.hbm.producers[1].site``."""

import re
from typing import Final

Keys = tuple[str | int, ...]
"""Keys and positions from the top of a file down."""

_PART: Final = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


def write_keys(keys: Keys) -> str:
    """Write the place of a key in a file as people do: ``products.gallium.producers[0]``.

    Examples
    --------
    >>> write_keys(("products", "hbm", "producers", 1, "site"))
    'products.hbm.producers[1].site'
    """
    parts = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return "".join(parts).removeprefix(".")


def read_keys(text: str) -> Keys:
    """Read the place of a key in a file, as people write it.

    Examples
    --------
    >>> read_keys("products.hbm.producers[1].site")
    ('products', 'hbm', 'producers', 1, 'site')
    """
    found = (part.groups() for part in _PART.finditer(text))
    return tuple(int(position) if position else name for position, name in found)
