"""The supplier graph for other programs: GraphML, node-link JSON and CSV."""

import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Literal

import networkx as nx

from valuechain.errors import AnalysisError
from valuechain.results.cells import safe_text
from valuechain.results.dialect import PLAIN, Dialect
from valuechain.results.listing import FILE_BYTES, MANIFEST_BYTES, digest_of, read_bounded
from valuechain.schema import Alternative, Input, Model, Product, Text
from valuechain.stack.columns import Stack
from valuechain.stack.views import described, link_key, to_networkx
from valuechain.texts.languages import Lang
from valuechain.texts.names import NAMES

Format = Literal["graphml", "json", "csv"]
Level = Literal["product", "producer"]
_PACKAGE: Final = "datapackage.json"
_NAME: Final = "supplier-graph-"
_BEGINS: Final = {"graphml": b"<?xml", "json": b'{\n "directed": true'}
"""How a file of each format begins."""
FORMATS: Final[tuple[Format, ...]] = ("graphml", "json", "csv")
LEVELS: Final[tuple[Level, ...]] = ("product", "producer")


def _text(text: Text, lang: Lang) -> str:
    return (text.nl or text.en) if lang == "nl" else text.en


def producer_graph(model: Model, stack: Stack, *, lang: Lang = "nl") -> "nx.MultiDiGraph[str]":
    """Make the graph of producers and uses, with names for readers.

    Parameters
    ----------
    model : Model
        The model.
    stack : Stack
        The same model, compiled.
    lang : str
        Language of the labels.

    Returns
    -------
    networkx.MultiDiGraph
        :func:`valuechain.stack.views.to_networkx` without virtual buyers, with ``label``,
        ``layer`` and, for a use, ``public_interest``; the ``weight`` of a link is its share.
    """
    graph = to_networkx(stack)
    for _, _, held in graph.edges(data=True):
        held["weight"] = held["share"]
    for name, held in graph.nodes(data=True):
        product = model.products.get(held.get("product", ""))
        if product is None:
            use = model.uses[name]
            label = _text(model.title_of_use(name), lang)
            held |= {"label": label, "public_interest": use.public_interest}
        else:
            maker = _maker(model, product, name.partition("/")[2], lang=lang)
            held |= {"label": f"{maker}: {_text(product.title, lang)}", "layer": product.layer}
    return graph


def _maker(model: Model, product: Product, name: str, *, lang: Lang) -> str:
    """Name a producer by its name within its product."""
    for one in product.producers:
        if one.key == name:
            if one.firm is not None:
                return f"{model.firms[one.firm].name} ({one.site})"
            return name if one.title is None else _text(one.title, lang)
    return NAMES.say(lang, "remainder")


def product_graph(model: Model, *, lang: Lang = "nl") -> "nx.MultiDiGraph[str]":
    """Make the graph of products and uses: one link for every product that can fill an input.

    Parameters
    ----------
    model : Model
        The model.
    lang : str
        Language of the labels.

    Returns
    -------
    networkx.MultiDiGraph
        Products with how many producers they have and which country has the largest share by
        site, headquarters and owner; links with kind, essentiality, weeks (most plausible) and
        on what the input rests. Their ``weight`` is the part of the customer that is lost where
        the input is wholly missing, by the model's importance rule: 1 for a critical one.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key, product in model.products.items():
        held: dict[str, Any] = {"label": _text(product.title, lang), "kind": "product"}
        held |= {"layer": product.layer, "market": product.market}
        held |= {"n_producers": len(product.producers), "remainder_share": product.remainder.share}
        graph.add_node(key, **held, **_largest(model, product))
    for key, use in model.uses.items():
        label = _text(model.title_of_use(key), lang)
        held = {"label": label, "kind": "use", "site": use.country}
        graph.add_node(key, **held, public_interest=use.public_interest)
    known = model.parameters
    effects = {
        "critical": 1.0,
        "important": known.important_effect.value,
        "minor": known.minor_effect.value,
    }
    needed = {key: one.inputs for key, one in model.products.items()}
    needed |= {key: one.inputs for key, one in model.uses.items()}
    for key, inputs in needed.items():
        for number, entry in enumerate(inputs):
            for row in _links(key, number, entry):
                row["weight"] = effects[entry.essentiality]
                name = link_key(row)
                graph.add_edge(row.pop("supplier"), row.pop("customer"), key=name, **row)
    return graph


def _largest(model: Model, product: Product) -> dict[str, Any]:
    """Country with the largest share by each attribute, and that share."""
    totals: dict[str, dict[str, float]] = {"site": {}, "headquarters": {}, "owner": {}}
    for producer in product.producers:
        firm = model.firms[producer.firm] if producer.firm else producer
        places = {
            "site": producer.site,
            "headquarters": firm.headquarters or "",
            "owner": firm.owner or "",
        }
        for attribute, place in places.items():
            held = totals[attribute]
            held[place] = held.get(place, 0.0) + producer.share.mode
    found: dict[str, Any] = {}
    for attribute, shares in totals.items():
        known = {place: share for place, share in shares.items() if place}
        if known:
            place = max(sorted(known), key=known.__getitem__)
            found |= {f"largest_{attribute}": place, f"largest_{attribute}_share": known[place]}
    return found


def _links(customer: str, number: int, entry: Input) -> Iterable[dict[str, Any]]:
    for option, named in enumerate(entry.any_of or entry.options):
        one = Alternative(product=named) if isinstance(named, str) else named
        kind, buffer = one.kind or entry.kind, one.buffer or entry.buffer
        lifetime = (one.lifetime or entry.lifetime) if kind == "capital" else None
        row = {
            "supplier": one.product,
            "customer": customer,
            "input": number,
            "option": option,
            "capacity": one.capacity if option else 1.0,
            "kind": kind,
            "essentiality": entry.essentiality,
            "buffer_weeks": buffer.mode if buffer else 0.0,
            "lifetime_weeks": lifetime.mode if lifetime else "",
            "substitution_weeks": entry.substitution.mode if entry.substitution else "",
            "evidence_source": entry.source or "",
            "status": entry.status or "",
            "credibility": entry.credibility or "",
        }
        if entry.fallback is not None:
            row["fallback_level"] = entry.fallback.level.mode
            row["fallback_after_weeks"] = entry.fallback.after
        yield described(row)


def graph_files(
    graph: "nx.MultiDiGraph[str]", *, form: Format, level: Level, dialect: Dialect = PLAIN
) -> Mapping[str, bytes]:
    """Write a supplier graph as the files of one format, for other programs.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        What to write; attributes have one type each and are never None.
    form : str
        ``graphml`` (Gephi, Cytoscape, yEd, igraph), ``json`` (node-link, as networkx reads it)
        or ``csv`` (Excel, Gephi): UTF-8, empty where there is nothing, with their
        description as a data package. A text that a spreadsheet would run as a formula starts
        with an apostrophe there.
    level : str
        What the graph shows; names the first CSV file.
    dialect : Dialect
        How the CSV tables are written.

    Returns
    -------
    dict
        Content by file name; one with an empty name for ``graphml`` and ``json``.
    """
    if form == "graphml":
        named = graph.copy()
        for _, _, key, held in named.edges(keys=True, data=True):
            held["link"] = key  # igraph does not read the ids of links
        stream = io.BytesIO()
        nx.write_graphml_xml(named, stream, infer_numeric_types=True)
        return {"": stream.getvalue() + b"\n"}
    things = [{"id": name, **held} for name, held in graph.nodes(data=True)]
    links = [
        {"source": supplier, "target": customer, "key": key, **held}
        for supplier, customer, key, held in graph.edges(keys=True, data=True)
    ]
    if form == "json":
        whole = {
            "directed": True,
            "multigraph": True,
            "graph": dict(graph.graph),
            "nodes": things,
            "edges": links,
        }
        return {"": (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()}
    tables = {f"{level}s": things, "links": links}
    written = {name: _csv(rows, dialect) for name, rows in tables.items()}
    package = _package(level, tables, facts=graph.graph, dialect=dialect, written=written)
    return {**{f"{name}.csv": content for name, content in written.items()}, _PACKAGE: package}


def _package(
    level: Level,
    tables: Mapping[str, list[dict[str, Any]]],
    *,
    facts: Mapping[str, Any],
    dialect: Dialect,
    written: Mapping[str, bytes],
) -> bytes:
    """Describe the two tables as a Frictionless data package; links refer to what they link."""
    first, second = tables
    keys: dict[str, dict[str, Any]] = {
        first: {"primaryKey": ["id"]},
        second: {
            "primaryKey": ["key"],
            "foreignKeys": [
                {"fields": [end], "reference": {"resource": first, "fields": ["id"]}}
                for end in ("source", "target")
            ],
        },
    }
    resources = [
        {
            "profile": "tabular-data-resource",
            "name": name,
            "path": f"{name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "hash": f"sha256:{digest_of(written[name])}",
            "bytes": len(written[name]),
            **dialect.described(),
            "schema": {"fields": _fields(rows, dialect), "missingValues": [""], **keys[name]},
        }
        for name, rows in tables.items()
    ]
    whole = {
        "profile": "tabular-data-package",
        "name": f"{_NAME}{level}",
        **facts,
        "resources": resources,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _fields(rows: list[dict[str, Any]], dialect: Dialect) -> list[dict[str, str]]:
    kinds = {str: "string", bool: "boolean", int: "integer", float: "number"}
    found: dict[str, set[str]] = {}
    for row in rows:
        for name, cell in row.items():
            found.setdefault(name, set()).add(kinds[type(cell)])
    kind_of = {name: min(types) if len(types) == 1 else "number" for name, types in found.items()}
    marks = dialect.described_number()
    return [
        {"name": name, "type": kind, **(marks if kind == "number" else {})}
        for name, kind in kind_of.items()
    ]


def _csv(rows: list[dict[str, Any]], dialect: Dialect) -> bytes:
    columns = list(dict.fromkeys(name for row in rows for name in row))

    def written(cell: object) -> object:
        if isinstance(cell, str):
            return safe_text(cell)
        return dialect.number(str(cell)) if isinstance(cell, float) else cell

    cells = ([written(row.get(name, "")) for name in columns] for row in rows)
    return dialect.encoded([columns, *cells])


def refuse_others(out: Path, files: Mapping[str, bytes], *, form: Format) -> None:
    """Refuse to write over a file that no earlier export made.

    Parameters
    ----------
    out : pathlib.Path
        A file, or a folder, as for :func:`write_whole`.
    files : mapping of str to bytes
        What is to be written.
    form : str
        Its format.

    Raises
    ------
    AnalysisError
        VA501: a file is there that is no graph of this format, or that is not, or no longer, what
        the description beside it says.
    """
    for name in files:
        path = out / name if name else out
        if path.is_dir() or not (path.exists() or path.is_symlink()):
            continue
        if not (_as_described(out, name) if name else _begins(path, _BEGINS[form])):
            raise AnalysisError(
                "VA501",
                f"{path} is there already, and no export wrote it as it is now.",
                "Name another file or folder, or move that file away first.",
            )


def _begins(path: Path, start: bytes) -> bool:
    """Whether a file begins as an export of its format does, or is empty."""
    try:
        content = read_bounded(path.resolve(), FILE_BYTES)
    except OSError:
        return False
    return content.startswith(start) or not content


def _as_described(folder: Path, name: str) -> bool:
    """Whether a file is what the description of an earlier export says."""
    try:
        told = json.loads(read_bounded(folder / _PACKAGE, MANIFEST_BYTES))
        if not str(told["name"]).startswith(_NAME):
            return False
        stated = {f"{one['name']}.csv": one["hash"] for one in told["resources"]}
        if name == _PACKAGE:
            return True
        content = read_bounded(folder / name, FILE_BYTES)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
    return bool(stated.get(name) == f"sha256:{digest_of(content)}")
