"""Economic systemic risk index: what part of a firm-level economy hangs on one firm, or on several.

References
----------
Diem, Borsos, Reisch, Kertész & Thurner (2022), Sci. Rep. 12:7719, doi 10.1038/s41598-022-11522-z,
Methods. Essential and other inputs by sector: Pichler et al. (2022), doi
10.1016/j.jedc.2022.104527.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats, Ints
from valuechain.kernels.cascade import Cascade
from valuechain.kernels.firms import EPS, FirmCascade, FirmNetwork


class NamedColumns(Protocol):
    """A table by the names of its columns: a data frame, or a mapping of names to sequences."""

    def __getitem__(self, name: str, /) -> ArrayLike:
        """Give one column."""

    def __contains__(self, name: object, /) -> bool:
        """Tell whether there is such a column."""


@dataclass(frozen=True, slots=True)
class FirmTable:
    """A network of firms with names: what each makes and what they sell each other."""

    firms: tuple[str, ...]
    network: FirmNetwork

    def rows(self, names: Sequence[str]) -> Ints:
        """Find the rows of some firms by their names.

        Raises
        ------
        AnalysisError
            VA660: a firm is not in the table.
        """
        return _rows(names, self.firms, "firm")


@dataclass(frozen=True, slots=True)
class Esri:
    """ESRI of every scenario: part of all sales between firms that is lost, 0..1."""

    scenarios: tuple[str, ...]
    esri: Floats
    """By whichever direction hits a firm hardest (scenarios,), 0..1."""
    downstream: Floats
    """By lost supplies alone (scenarios,), 0..1."""
    upstream: Floats
    """By lost customers alone (scenarios,), 0..1."""
    iterations: NDArray[np.int64]
    """Updates until nothing changed by more than eps (scenarios,)."""


def _refuse(message: str, remedy: str) -> AnalysisError:
    return AnalysisError("VA660", f"firm network: {message}.", remedy)


def _rows(names: Sequence[str], known: Sequence[str], what: str) -> Ints:
    index = {name: row for row, name in enumerate(known)}
    if len(index) != len(known):
        raise _refuse(f"two rows name the same {what}", "Name each once.")
    unknown = [name for name in names if name not in index]
    if unknown:
        message = f"unknown {what} {unknown[0]!r} ({len(unknown)} in all)"
        raise _refuse(message, f"Every {what} needs a row of its own.")
    return np.array([index[name] for name in names], dtype=np.int32)


def _names(table: NamedColumns, name: str) -> list[str]:
    if name not in table:
        raise _refuse(f"there is no column {name!r}", "Name the columns as the docstring does.")
    return [str(entry) for entry in np.asarray(table[name]).tolist()]


def _numbers(table: NamedColumns, name: str) -> Floats:
    if name not in table:
        raise _refuse(f"there is no column {name!r}", "Name the columns as the docstring does.")
    return np.asarray(table[name], dtype=np.float64)


def read_firms(
    firms: NamedColumns, links: NamedColumns, *, essentiality: ArrayLike, sectors: Sequence[str]
) -> FirmTable:
    """Make a network of two tables: of firms, and of who sells what to whom.

    Parameters
    ----------
    firms : table
        Columns ``firm`` and ``sector``; with a column ``revenue`` (money), customers outside the
        network go on buying their part.
    links : table
        Columns ``supplier``, ``customer`` and ``value`` (money a year, at least 0). Repeated
        links add up; a firm may sell to itself.
    essentiality : array, shape (sectors, sectors), 0, 1 or 2
        e[k, l]: how much an input from sector k matters to a firm of sector l; 2 essential, 1
        not essential, 0 negligible.
    sectors : sequence of str
        Names of its rows and columns.

    Returns
    -------
    FirmTable
        Ready for :func:`esri` and :func:`esri_of`.

    Raises
    ------
    AnalysisError
        VA660: a column is missing, a name unknown or twice, a figure impossible.
    """
    names = tuple(_names(firms, "firm"))
    matrix = np.asarray(essentiality)
    if matrix.shape != (len(sectors), len(sectors)) or not np.isin(matrix, (0, 1, 2)).all():
        raise _refuse("the essentiality matrix is not sectors by sectors of 0, 1, 2", "Fill it.")
    network = FirmNetwork(
        firm_sector=_rows(_names(firms, "sector"), [str(name) for name in sectors], "sector"),
        link_supplier=_rows(_names(links, "supplier"), names, "firm"),
        link_customer=_rows(_names(links, "customer"), names, "firm"),
        link_sales=_numbers(links, "value"),
        essentiality=matrix.astype(np.int8),
        revenue=_numbers(firms, "revenue") if "revenue" in firms else None,
    )
    if len(network.firm_sector) != len(names):
        raise _refuse("columns of firms differ in length", "Give one entry per firm.")
    return FirmTable(names, network)


def _measure(table: FirmTable, found: FirmCascade) -> Floats:
    """ESRI, downstream and upstream of a batch, shape (3, batch)."""
    sold = table.network.sold()
    shares = sold / sold.sum()
    return np.array([shares @ (1.0 - part) for part in (found.level, found.down, found.up)])


def _failures(n_firms: int, rows: Ints, *, width: int) -> Iterator[Floats]:
    """Remaining capacities when one firm fails, in batches of at most so many firms."""
    for first in range(0, len(rows), width):
        failing = rows[first : first + width]
        capacity = np.ones((n_firms, len(failing)))
        capacity[failing, np.arange(len(failing))] = 0.0
        yield capacity


def esri(
    table: FirmTable,
    firms: Sequence[str] | None = None,
    *,
    replaceable: bool = True,
    eps: float = EPS,
) -> Esri:
    """ESRI of firms: what is lost of all sales between firms if one of them fails.

    Parameters
    ----------
    table : FirmTable
        The firms.
    firms : sequence of str, optional
        Which firms fail, one at a time; all of them if left out.
    replaceable : bool
        Whether a lost supplier is replaced as far as its sector has others (market share sigma).
    eps : float
        Stop when no level changes by more; the papers take 0.01.

    Returns
    -------
    Esri
        One scenario per firm, named by it.

    Raises
    ------
    AnalysisError
        VA660, VA661: a firm is unknown or the network makes no sense.
    ConvergenceError
        VA604: a cascade did not settle; there is no number then.

    Notes
    -----
    ``ESRI_k = sum_i s_out_i / sum s_out * (1 - h_i)``, h the smaller of the downstream and the
    upstream level. It is wrong where

    * a sector is no market: firms of one sector are taken to make the same thing;
    * figures on links are sparse: a firm whose sales are partly unknown looks small and its
      customers look dependent on those that are known;
    * stocks, machines, prices or time matter: there are none, it is where the cascade ends;
    * eps is large: the error it leaves grows with circles, up to 0.32 at the papers' 0.01 on a
      dense looped network. A small step is no proof of being there: where a whole market dies
      out step by step under replaceability, a step of eps leaves about its square root.

    Firms that sell nothing inside the network count for nothing, whatever they lose. Scenarios
    run in batches of bounded memory.

    Examples
    --------
    >>> firms = {"firm": ["mine", "mill", "shop"], "sector": ["ore", "steel", "retail"]}
    >>> links = {"supplier": ["mine", "mill"], "customer": ["mill", "shop"], "value": [1.0, 3.0]}
    >>> table = read_firms(
    ...     firms, links, essentiality=np.full((3, 3), 2), sectors=["ore", "steel", "retail"]
    ... )
    >>> esri(table).esri.tolist()
    [1.0, 1.0, 1.0]
    >>> esri(table).downstream.tolist()
    [1.0, 0.75, 0.0]
    """
    names = tuple(table.firms if firms is None else firms)
    rows = table.rows(names)
    cascade = Cascade(table.network)
    parts, iterations = [np.empty((3, 0))], [np.empty(0, dtype=np.int64)]
    width = cascade.columns_within()
    for capacity in _failures(table.network.n_firms, rows, width=width):
        found = cascade.spread(capacity, replaceable=replaceable, eps=eps)
        parts.append(_measure(table, found))
        iterations.append(found.iterations)
    return _named(names, np.concatenate(parts, axis=1), np.concatenate(iterations))


def esri_of(
    table: FirmTable,
    scenarios: Mapping[str, Mapping[str, float]],
    *,
    replaceable: bool = True,
    eps: float = EPS,
) -> tuple[Esri, FirmCascade]:
    """ESRI of joint and partial failures, and what is left of every firm.

    Parameters
    ----------
    table : FirmTable
        The firms.
    scenarios : mapping of str to mapping of str to float
        By scenario, by firm: the own capacity that is left, 0..1. Firms not named keep all.
    replaceable, eps
        As in :func:`esri`.

    Returns
    -------
    Esri
        One row per scenario.
    FirmCascade
        Levels of all firms, in the order of the table, shape (firms, scenarios).

    Raises
    ------
    AnalysisError
        VA660, VA661: a firm is unknown, a capacity is not between 0 and 1.
    ConvergenceError
        VA604: a cascade did not settle, or a capacity is not a number.
    """
    capacity = np.ones((table.network.n_firms, len(scenarios)))
    for column, left in enumerate(scenarios.values()):
        capacity[table.rows(list(left)), column] = list(left.values())
    found = Cascade(table.network).spread(capacity, replaceable=replaceable, eps=eps)
    return _named(tuple(scenarios), _measure(table, found), found.iterations), found


def _named(names: tuple[str, ...], parts: Floats, iterations: NDArray[np.int64]) -> Esri:
    return Esri(names, parts[0], parts[1], parts[2], iterations)
