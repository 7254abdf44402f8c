"""Where does our AI hang by a thread: the AI value chain as a weighted supplier graph.

Examples
--------
The first question of an analyst::

    import valuechain as vc

    model = vc.load()
    base = vc.nulmeting(model, home="NLD")
    base.exposure
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from valuechain.results.baseline import Baseline
    from valuechain.results.routes import Route
    from valuechain.schema import Model
    from valuechain.vocab.words import Mode, Rule

__version__ = "0.1.0"
__all__ = ["explain", "load", "nulmeting"]


def load(path: "str | Path | None" = None, overlays: "Sequence[str | Path]" = ()) -> "Model":
    """Read and check a model; the shipped model of the AI stack if no file is named.

    Parameters
    ----------
    path : str or pathlib.Path, optional
        Root file of a model.
    overlays : sequence of str or pathlib.Path, optional
        Files laid over it, such as an analyst's own survey.

    Returns
    -------
    Model
        The checked model.

    Raises
    ------
    FileProblems
        Everything that is wrong with the files, each with its place and code.
    """
    from valuechain.files import load as read
    from valuechain.files import shipped_model

    return read(path or shipped_model(), overlays).model


def nulmeting(
    model: "Model | None" = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    rules: "Sequence[Rule]" = ("default", "strict", "lenient"),
) -> "Baseline":
    """Measure on whom home depends: which uses, how fast, how deep, and on what evidence.

    Parameters
    ----------
    model : Model, optional
        From :func:`load`; the shipped model if left out.
    home, trusted : str or iterable of str, optional
        Countries (ISO 3166-1 alpha-3) or groups of the model; the model's own if left out.
    rules : sequence of str, optional
        Importance rules; ``default`` must be among them.

    Returns
    -------
    Baseline
        Tables as pandas frames (``base.exposure``, ``base.verdicts`` and so on), without
        substitution.

    Raises
    ------
    AnalysisError
        VA601 to VA604, VA608, VA609: an unknown country or group, an empty home, no convergence,
        a horizon at which nothing is measured, or rules without the default.
    """
    from valuechain.studies.nulmeting import nulmeting as measure

    return measure(model or load(), home=home, trusted=trusted, rules=rules)


def explain(
    subject: str,
    without: str,
    *,
    model: "Model | None" = None,
    product: str | None = None,
    mode: "Mode" = "withheld",
    weeks: int = 52,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
) -> "Route":
    """Follow a loss back: which inputs bind, from whom they miss, on what figures that rests.

    Parameters
    ----------
    subject : str
        A use (``elections``) or a product as a buyer at home sees it (``gallium``).
    without : str
        ``attribute:name``, such as ``owner:USA``, ``site:CHN``, ``any:EU27`` or ``firm:asml``.
    model : Model, optional
        The shipped model if left out.
    product : str, optional
        Only their part of this product.
    mode : str
        ``lost``: stops for everybody; ``withheld``: is refused to us.
    weeks : int
        Week looked at, from 1; 0 is the limit.
    home, trusted
        As in :func:`nulmeting`.

    Raises
    ------
    AnalysisError
        VA601 to VA606: a name, attribute or question that cannot be answered.
    """
    from valuechain.studies.explaining import explain as follow

    return follow(
        model or load(),
        subject,
        without=without,
        product=product,
        mode=mode,
        weeks=weeks,
        home=home,
        trusted=trusted,
    )
