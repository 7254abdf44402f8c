"""A compiled stack as others like to see it: pandas tables, and a networkx graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import networkx as nx
import numpy as np
import pandas as pd

from valuechain.kernels.arrays import Floats, Ints
from valuechain.stack.columns import BUYER, Stack
from valuechain.vocab.words import ESSENTIALITIES, KINDS

PRODUCER_KINDS: Final = (
    "firm",
    "firm-group",
    "country-aggregate",
    "remainder",
    "use",
    "buyer",
)
"""Words for the kinds of row in the producer table, in the order of their codes."""


@dataclass(frozen=True, slots=True)
class Frames:
    """A stack as tables that name every producer, product and place by its id."""

    producers: pd.DataFrame
    products: pd.DataFrame
    places: pd.DataFrame
    slots: pd.DataFrame
    alternatives: pd.DataFrame
    links: pd.DataFrame


def _named(ids: Sequence[str], positions: Ints) -> np.ndarray[Any, np.dtype[np.object_]]:
    """Ids at positions; empty where there is none."""
    names = np.array([*ids, ""], dtype=object)
    return names[np.where(positions < 0, len(ids), positions)]


def _known(amounts: Floats, known: Any) -> Any:
    """Numbers of which some are absent."""
    return pd.array(np.where(known, amounts, 0.0), dtype="Float64").copy()


def _partly(amounts: Floats, known: Any) -> Any:
    column = _known(amounts, known)
    column[~known] = pd.NA
    return column


def to_frames(stack: Stack) -> Frames:
    """Show a stack as pandas tables, with ids for positions and units in the column names.

    Parameters
    ----------
    stack : Stack
        A compiled stack.

    Returns
    -------
    Frames
        ``producers``: producer, kind, product, firm, site, headquarters, owner, share.
        ``products``: product, remainder_excludes (countries, by spaces), at_most_each,
        spare_capacity.
        ``places``: place, members (countries, by spaces).
        ``slots``: customer, input (which of its inputs, from 0), essentiality, fallback_level,
        fallback_after_weeks, substitution_weeks.
        ``alternatives``: customer, input, option (from 0, today's), product, capacity, kind,
        buffer_weeks, lifetime_weeks, demand (part of the demand for the product), stated
        (whether its suppliers are stated; if not they are the market at large).
        ``links``: customer, input, option, supplier, share.
        A text is empty, and a number missing, where there is none.

    Notes
    -----
    :func:`valuechain.stack.from_tables.stack_from_tables` makes the same stack of them again.
    """
    slot, option = stack.alternative_slot, stack.link_alternative
    customers = _named(stack.producer_ids, stack.slot_customer)
    place_in_slot = (np.arange(len(slot)) - stack.alternative_start[slot]).astype(np.int32)
    producers = pd.DataFrame(
        {
            "producer": np.array(stack.producer_ids, dtype=object),
            "kind": np.array(PRODUCER_KINDS, dtype=object)[stack.producer_kind],
            "product": _named(stack.product_ids, stack.producer_product),
            "firm": _named(stack.firm_ids, stack.producer_firm),
            "site": _named(stack.place_ids, stack.producer_site),
            "headquarters": _named(stack.place_ids, stack.producer_headquarters),
            "owner": _named(stack.place_ids, stack.producer_owner),
            "share": stack.producer_share,
        }
    )
    products = pd.DataFrame(
        {
            "product": np.array(stack.product_ids, dtype=object),
            "remainder_excludes": [" ".join(sorted(found)) for found in stack.product_excludes],
            "at_most_each": _partly(stack.product_at_most, np.isfinite(stack.product_at_most)),
            "spare_capacity": stack.product_spare,
        }
    )
    places = pd.DataFrame(
        {
            "place": np.array(stack.place_ids, dtype=object),
            "members": [" ".join(sorted(members)) for members in stack.place_members],
        }
    )
    slots = pd.DataFrame(
        {
            "customer": customers,
            "input": stack.slot_input,
            "essentiality": np.array(ESSENTIALITIES, dtype=object)[stack.slot_essentiality],
            "fallback_level": stack.slot_fallback,
            "fallback_after_weeks": _partly(
                stack.slot_fallback_after, np.isfinite(stack.slot_fallback_after)
            ),
            "substitution_weeks": _partly(stack.slot_substitution, stack.slot_substitution_known),
        }
    )
    alternatives = pd.DataFrame(
        {
            "customer": customers[slot],
            "input": stack.slot_input[slot],
            "option": place_in_slot,
            "product": _named(stack.product_ids, stack.alternative_product),
            "capacity": stack.alternative_capacity,
            "kind": np.array(KINDS, dtype=object)[stack.alternative_kind],
            "buffer_weeks": stack.alternative_buffer,
            "lifetime_weeks": stack.alternative_lifetime,
            "demand": stack.alternative_demand,
            "stated": stack.alternative_sourced.astype(np.int32),
        }
    )
    links = pd.DataFrame(
        {
            "customer": customers[slot[option]],
            "input": stack.slot_input[slot[option]],
            "option": place_in_slot[option],
            "supplier": _named(stack.producer_ids, stack.link_supplier),
            "share": stack.link_share,
        }
    )
    return Frames(producers, products, places, slots, alternatives, links)


def described(row: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a record does not have: empty texts and missing numbers.

    Examples
    --------
    >>> described({"id": "asml/NLD", "firm": "", "share": 0.9})
    {'id': 'asml/NLD', 'share': 0.9}
    """
    return {key: held for key, held in row.items() if held is not pd.NA and held != ""}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table as plain Python, without what each does not have."""
    columns = [frame[name].tolist() for name in frame.columns]
    return [
        described(dict(zip(frame.columns, row, strict=True))) for row in zip(*columns, strict=True)
    ]


def to_networkx(stack: Stack, *, buyers: bool = False) -> "nx.MultiDiGraph[str]":
    """Show a stack as a networkx graph, supplier -> customer.

    Parameters
    ----------
    stack : Stack
        A compiled stack.
    buyers : bool
        Whether the virtual buyers at home belong to it.

    Returns
    -------
    networkx.MultiDiGraph
        Producers and uses with the columns of ``producers``; links with the columns of ``links``,
        ``slots`` and ``alternatives`` that say how much, how fast and how needed. What a row does
        not have is left out, so that every attribute has one type. Each link has a key of its own.

    Notes
    -----
    A view for drawing and exploring. Answers come from the columns: per-vertex loops over a graph
    like this are hundreds of times slower.
    """
    frames = to_frames(stack)
    links = _whole_links(frames)
    producers = frames.producers
    if not buyers:
        kept = set(producers.loc[stack.producer_kind != BUYER, "producer"])
        producers = producers[producers["producer"].isin(kept)]
        links = links[links["customer"].isin(kept)]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((row.pop("producer"), row) for row in records(producers))
    for row in records(links):
        key = link_key(row)
        graph.add_edge(row.pop("supplier"), row.pop("customer"), key=key, **row)
    return graph


def link_key(row: dict[str, Any]) -> str:
    """Name of a link, unlike that of any other: supplier, customer, input and option."""
    return f"{row['supplier']} > {row['customer']} [{row['input']}.{row['option']}]"


def _whole_links(frames: Frames) -> pd.DataFrame:
    """Links with what their slots and alternatives say."""
    of_option = ["customer", "input", "option"]
    found = frames.links.merge(frames.alternatives, on=of_option, validate="many_to_one")
    found = found.merge(frames.slots, on=of_option[:2], validate="many_to_one")
    found["lifetime_weeks"] = found["lifetime_weeks"].astype("Float64")
    found.loc[found["kind"] != "capital", "lifetime_weeks"] = pd.NA
    no_fallback = found["fallback_after_weeks"].isna()
    found["fallback_level"] = found["fallback_level"].astype("Float64")
    found.loc[no_fallback, "fallback_level"] = pd.NA
    return found
