"""Look-through by value in an input-output table: bought directly, bought in all, value added.

References
----------
Leontief (1936), Rev. Econ. Stat. 18:105. Ghosh (1958), Economica 25:58. Miller & Blair (2009),
Input-Output Analysis, ch. 2 (A, L) and 12 (B, G), ISBN 9780521739023.
Baldwin, Freeman & Theodorakopoulos (2023), Brookings Papers on Economic Activity, Fall: face
value against look-through exposure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csc_array, diags_array, eye_array, issparse
from scipy.sparse.linalg import SuperLU, splu

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats
from valuechain.stack.columns import Flags
from valuechain.vocab.tolerances import EXACT

Matrix = Floats | csc_array


def _refuse(code: str, message: str, remedy: str) -> AnalysisError:
    return AnalysisError(code, f"input-output table: {message}.", remedy)


def _square(matrix: Matrix, names: Sequence[str], what: str) -> csc_array:
    """A square matrix of finite numbers, none negative."""
    found = csc_array(matrix, dtype=np.float64)
    if found.shape != (len(names), len(names)):
        message = f"{what} have shape {found.shape}, there are {len(names)} sectors"
        raise _refuse("VA650", message, "Rows and columns are the same sectors, in one order.")
    if len(set(names)) != len(names):
        raise _refuse("VA650", "two sectors share a name", "Name country and sector together.")
    if not np.isfinite(found.data).all() or (found.data < 0).any():
        remedy = "Every entry is a number of at least 0; book negative entries as final demand."
        raise _refuse("VA650", f"{what} hold something negative or not a number", remedy)
    return found


def _numbers(entries: Floats | Sequence[float], names: Sequence[str], what: str) -> Floats:
    found = np.asarray(entries, dtype=np.float64)
    if found.shape != (len(names),) or not np.isfinite(found).all():
        message = f"{what} are not {len(names)} finite numbers"
        raise _refuse("VA650", message, "Give one number per sector.")
    return found


def _factor(matrix: csc_array) -> SuperLU:
    """Factors of I - M, with proof that the economy can supply itself.

    For M >= 0 the spectral radius is below 1 exactly if (I - M)y = 1 has a solution of at least 1
    everywhere (Hawkins & Simon 1949): the certificate needs no eigenvalue.
    """
    message = "it needs at least as much as it makes (spectral radius 1 or more)"
    remedy = "No finite output serves any demand: look for coefficients that sum to 1 or more."
    system = csc_array(eye_array(matrix.shape[0]) - matrix)
    ones = np.ones(matrix.shape[0])
    try:
        factors = splu(system)
    except RuntimeError as singular:
        raise _refuse("VA651", message, remedy) from singular
    needed = factors.solve(ones)
    off = np.abs(system @ needed - ones)
    if not np.isfinite(needed).all() or needed.min() < 1 - EXACT or off.max() > EXACT:
        raise _refuse("VA651", message, remedy)
    return factors


@dataclass(frozen=True, slots=True)
class CoefficientTable:
    """An input-output table [supplier, customer] that is known to be able to supply itself.

    Notes
    -----
    A = Z / x by columns; B = Z / x by rows; L = inverse of I - A; G = inverse of I - B. ``added``
    is what a sector adds per unit of output, v = 1 - column sum of A: value added, and all else
    that is not bought from a sector of the table (imports, where they are not in it).
    ``idle`` sectors have no output: they buy and sell nothing, so nothing can be said of them.
    """

    names: tuple[str, ...]
    coefficients: csc_array
    """A, (sectors, sectors), part of the customer's output, at least 0."""
    output: Floats | None
    """x, (sectors), money; None where only A is known."""
    idle: Flags
    """Sectors without output."""
    _upstream: SuperLU = field(repr=False, compare=False)

    @property
    def added(self) -> Floats:
        """Value added per unit of output, v; 0 for idle sectors."""
        added = 1.0 - np.asarray(self.coefficients.sum(axis=0), dtype=np.float64)
        return np.where(self.idle, 0.0, added)

    def outputs_for(self, final: Floats | Sequence[float]) -> Floats:
        """Output of every sector that serves a final demand: x = Lf."""
        demand = _numbers(final, self.names, "final demands")
        return _factor(self.coefficients).solve(demand)

    def upstream(self, rows: Floats) -> Floats:
        """Sums over suppliers of row weights times L, for every customer: r'L, without L."""
        return np.asarray(self._upstream.solve(np.asarray(rows, dtype=np.float64)))


def from_flows(
    flows: Matrix, output: Floats | Sequence[float], *, names: Sequence[str] | None = None
) -> CoefficientTable:
    """Make a table from what sectors sell each other and what they make in all.

    Parameters
    ----------
    flows : array or sparse array, shape (sectors, sectors), money
        Z: sales from row to column.
    output : array, shape (sectors,), money
        x: total output.
    names : sequence of str, optional
        Names of the sectors; their numbers from 1 if left out.

    Returns
    -------
    CoefficientTable
        A sector with neither output nor purchases nor sales is marked idle.

    Raises
    ------
    AnalysisError
        VA650: wrong shape, negative or not finite; VA651: singular or not productive; VA652: a
        sector without output that buys or sells.

    Examples
    --------
    >>> miller_blair = from_flows(np.array([[150, 500], [200, 100]]), [1000, 2000])
    >>> miller_blair.coefficients.toarray().tolist()
    [[0.15, 0.25], [0.2, 0.05]]
    """
    size = np.shape(output)[0] if np.ndim(output) else 0
    named = tuple(names) if names is not None else tuple(str(i + 1) for i in range(size))
    sales, made = _square(flows, named, "flows"), _numbers(output, named, "outputs")
    if (made < 0).any():
        wrong = named[int(made.argmin())]
        raise _refuse("VA650", f"the output of {wrong!r} is negative", "Output is 0 or more.")
    idle = made == 0
    busy = np.asarray(sales.sum(axis=0)) + np.asarray(sales.sum(axis=1)) > 0
    if (idle & busy).any():
        wrong = named[int(np.flatnonzero(idle & busy)[0])]
        remedy = "Add its output, or take its purchases and sales out."
        raise _refuse("VA652", f"{wrong!r} buys or sells and has no output", remedy)
    per_unit = np.divide(1.0, made, out=np.zeros_like(made), where=~idle)
    shares = csc_array(sales @ diags_array(per_unit))
    return CoefficientTable(named, shares, made, idle, _factor(csc_array(shares.T)))


def from_coefficients(
    coefficients: Matrix, *, names: Sequence[str] | None = None
) -> CoefficientTable:
    """Make a table from technical coefficients alone; it has no sales side.

    Raises
    ------
    AnalysisError
        VA650: wrong shape, negative or not finite; VA651: singular or not productive.
    """
    size = coefficients.shape[0] if issparse(coefficients) else len(coefficients)
    named = tuple(names) if names is not None else tuple(str(i + 1) for i in range(size))
    shares = _square(coefficients, named, "coefficients")
    return CoefficientTable(
        named, shares, None, np.zeros(size, dtype=np.bool_), _factor(csc_array(shares.T))
    )


def leontief(table: CoefficientTable) -> Floats:
    """Output of each sector (row) needed in all for one unit of final demand of another (column).

    The whole inverse is dense; `look_through` never makes it.
    """
    return _factor(table.coefficients).solve(np.eye(len(table.names)))


def sales_shares(table: CoefficientTable) -> csc_array:
    """Part of each sector's output (row) that goes to each sector (column): B.

    Raises
    ------
    AnalysisError
        VA653: outputs are not known.
    """
    if table.output is None:
        remedy = "Make the table from flows and outputs."
        raise _refuse("VA653", "the sales side needs outputs", remedy)
    per_unit = np.divide(1.0, table.output, out=np.zeros_like(table.output), where=~table.idle)
    return csc_array(
        diags_array(per_unit) @ table.coefficients @ diags_array(table.output), dtype=np.float64
    )


def ghosh(table: CoefficientTable) -> Floats:
    """Output of each sector (column) that rests on one unit of primary input of another (row): G.

    Raises
    ------
    AnalysisError
        VA653: outputs are not known.
    """
    return _factor(sales_shares(table)).solve(np.eye(len(table.names)))


@dataclass(frozen=True, slots=True)
class LookThrough:
    """What customers buy from groups of sectors: each table is (groups, customers).

    ``face`` is bought directly per unit of output; ``gross`` sums L, in which a thing that passes
    several hands counts each time (a sector's own unit of output included); ``added`` is the part
    of the customer's price that was earned in the group, and sums to 1 over all groups.
    """

    groups: tuple[str, ...]
    customers: tuple[str, ...]
    face: Floats
    gross: Floats
    added: Floats


def _grouping(
    table: CoefficientTable, labels: Sequence[str] | None, asked: Sequence[str] | None
) -> tuple[tuple[str, ...], Floats, list[int]]:
    """Groups, who is in them as (sectors, groups), and the sectors asked about."""
    label_of = table.names if labels is None else tuple(labels)
    if len(label_of) != len(table.names):
        raise _refuse("VA650", "not one group per sector", "Give one label per sector.")
    groups = tuple(sorted(set(label_of)))
    place = {group: i for i, group in enumerate(groups)}
    member = np.zeros((len(label_of), len(groups)))
    member[np.arange(len(label_of)), [place[label] for label in label_of]] = 1.0
    rows = {name: i for i, name in enumerate(table.names)}
    if asked is None:
        return groups, member, np.flatnonzero(~table.idle).tolist()
    unknown = [name for name in asked if name not in rows or table.idle[rows[name]]]
    if unknown:
        remedy = "Ask about sectors of the table that make something."
        raise _refuse("VA654", f"{unknown[0]!r} is no sector with output", remedy)
    return groups, member, [rows[name] for name in asked]


def look_through(
    table: CoefficientTable,
    labels: Sequence[str] | None = None,
    *,
    customers: Sequence[str] | None = None,
) -> LookThrough:
    """What sectors buy, directly and through others, from groups of sectors.

    Parameters
    ----------
    table : CoefficientTable
        The table.
    labels : sequence of str, optional
        Group of every sector, such as its country; every sector for itself if left out.
    customers : sequence of str, optional
        Sectors asked about; all that have output if left out.

    Returns
    -------
    LookThrough
        For group g and customer j: sum over g of a_ij, of L_ij, and of v_i L_ij.

    Raises
    ------
    AnalysisError
        VA650: not one label per sector; VA654: a customer that is unknown or has no output.

    Examples
    --------
    >>> table = from_coefficients(np.array([[0.15, 0.25], [0.20, 0.05]]), names=["home", "abroad"])
    >>> found = look_through(table, customers=["home"])
    >>> found.groups, found.face.round(4).tolist(), found.added.sum(axis=0).round(12).tolist()
    (('abroad', 'home'), [[0.2], [0.15]], [1.0])
    """
    groups, member, columns = _grouping(table, labels, customers)
    direct = np.asarray((table.coefficients.T @ member)[columns].T)
    gross = table.upstream(member)[columns].T
    added = table.upstream(member * table.added[:, None])[columns].T
    names = tuple(table.names[i] for i in columns)
    return LookThrough(groups, names, direct, gross, added)


@dataclass(frozen=True, slots=True)
class SalesThrough:
    """Whose sales rest on which groups of sectors: each table is (suppliers, groups).

    ``face`` is sold directly, as part of output; ``final`` the part that in the end leaves the
    table through the group (its sales to final demand), and sums to 1 over all groups.
    """

    groups: tuple[str, ...]
    suppliers: tuple[str, ...]
    face: Floats
    final: Floats


def sales_through(
    table: CoefficientTable,
    labels: Sequence[str] | None = None,
    *,
    suppliers: Sequence[str] | None = None,
) -> SalesThrough:
    """Where sectors sell, directly and through others: the Ghosh side.

    Notes
    -----
    With f = 1 - row sum of B what a sector sells to final demand, the part is the sum over the
    group of G_ij f_j. Ghosh's model is read as an account of today's sales, not as a forecast of
    what follows when supply stops (Oosterhaven 1988).

    Raises
    ------
    AnalysisError
        VA650: not one label per sector; VA651: sales that do not end; VA653: outputs are not
        known; VA654: a supplier that is unknown or has no output.
    """
    groups, member, rows = _grouping(table, labels, suppliers)
    sales = sales_shares(table)
    left = 1.0 - np.asarray(sales.sum(axis=1), dtype=np.float64)
    left = np.where(table.idle, 0.0, left)
    final = np.asarray(_factor(sales).solve(member * left[:, None]))
    names = tuple(table.names[i] for i in rows)
    return SalesThrough(groups, names, np.asarray(sales @ member)[rows], final[rows])
