"""Look-through: in which countries the cost of what we use is earned."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from valuechain.questions.question import STRATEGIC, Option, Question, attribute_option

if TYPE_CHECKING:
    from pathlib import Path

    from valuechain.results.result import Result
    from valuechain.schema import Model
    from valuechain.vocab.words import Attribute

QUESTION: Final = Question(
    name="lookthrough",
    package="lookthrough",
    headline=True,
    help="""Look through cost: what is bought where directly, and where it is earned in the end.

    Of the stack, with bounds where no cost share is stated; or of any input-output table:
    valuechain lookthrough --table FILE.csv
    """,
    options=(
        *STRATEGIC,
        attribute_option("site"),
        Option(
            name="table",
            form="path",
            metavar="FILE.csv",
            help="In the place of a model: an input-output table.",
        ),
        Option(
            name="groups",
            form="path",
            metavar="FILE.csv",
            help="Of a table: which group or country each sector belongs to "
            "[default: its `country`].",
        ),
        Option(
            name="customers",
            written=("--customer",),
            several=True,
            metavar="SECTOR",
            help="Of a table: only this sector or group; may be given more than once.",
        ),
        Option(
            name="coefficients",
            form="flag",
            help="The entries of the table are technical coefficients.",
        ),
        Option(
            name="rescale",
            form="flag",
            help="Of a table: where an output misses its sum by more than rounding, take the sum.",
        ),
    ),
)


def lookthrough(
    model: "Model | None" = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    attribute: "Attribute" = "site",
    theta: float | None = None,
    overlays: Sequence[str] = (),
) -> "Result":
    """Look through the cost of uses and products: in which countries is it bought, and earned.

    Parameters
    ----------
    model : Model, optional
        The shipped model if left out.
    home, trusted : str or iterable of str, optional
        Own countries and partners; the model's own if left out.
    uses : str or iterable of str, optional
        Uses asked about, with the products they buy; all of home, and all products, if left out.
    attribute : str
        Which country of a supplier counts.
    theta : float, optional
        Part of the cost from which a country counts as where it is earned, above 0 and at most 1;
        the model's theta if left out.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.

    Returns
    -------
    Result
        Tables ``lookthrough`` (per use and product) and ``lookthrough_countries``, with bounds:
        what no cost share speaks of may be earned by the customer or by any such input (R72).

    Raises
    ------
    AnalysisError
        VA601, VA602: home or trusted is unknown or empty; VA640: theta; VA641, VA642: a use that
        home does not have; VA655: in a circle of products all cost is bought from each other;
        VA718: an unknown attribute.
    """
    from valuechain.analysis.workbench import prepare
    from valuechain.questions.lookthrough.study import measure
    from valuechain.questions.lookthrough.tables import result

    bench = prepare(model, home=home, trusted=trusted)
    return result(measure(bench, uses=uses, attribute=attribute, theta=theta), overlays=overlays)


def lookthrough_table(
    path: "str | Path",
    *,
    groups: "str | Path | None" = None,
    customers: str | Iterable[str] | None = None,
    coefficients: bool = False,
    rescale: bool = False,
) -> "Result":
    """Look through an input-output table: face value, Leontief gross, value added, Ghosh.

    Parameters
    ----------
    path : str or pathlib.Path
        CSV file (`valuechain.exchange.flow_tables`).
    groups : str or pathlib.Path, optional
        CSV file with sector and group; the table's own ``country`` if left out, and else every
        sector for itself.
    customers : str or iterable of str, optional
        Sectors or groups asked about; all if left out.
    coefficients : bool
        The entries are technical coefficients: no output is needed, there is no sales side.
    rescale : bool
        Where an output misses what it adds up to by more than rounding, the sum is taken, and said;
        else the table is refused.

    Returns
    -------
    Result
        Tables ``bought``, ``sold`` (unless of coefficients) and ``sectors``; ``warnings`` say how
        the file was read, and what is odd in it.

    Raises
    ------
    FileProblems
        VC001, VC002, VA710 to VA714: what is wrong with the files, with line and column.
    AnalysisError
        VA651, VA652: the table cannot supply itself, or a sector without output trades; VA715: an
        unknown sector or group; VA654: a sector that makes nothing.
    """
    from valuechain.questions.lookthrough.foreign_table import look

    return look(
        path, groups=groups, customers=customers, coefficients=coefficients, rescale=rescale
    )
