"""A file of weights: how much each case counts."""

from pathlib import Path

from valuechain.errors import AnalysisError
from valuechain.files.model_tree import gather_alone


def read_weights(path: str | Path) -> dict[str, float]:
    """Read how much each case counts in a plan.

    Raises
    ------
    FileProblems
        The file cannot be read.
    AnalysisError
        VA734: it holds something else.
    """
    tree = gather_alone(Path(path)).tree
    held = tree.get("weights")
    wrong = not isinstance(held, dict) or any(
        isinstance(one, bool) or not isinstance(one, int | float) for one in held.values()
    )
    if not isinstance(held, dict) or wrong:
        raise AnalysisError(
            "VA734",
            f"{path} holds no weights.",
            "Write `schema: valuechain/1` and `weights: {name-of-a-case: 1.0}`.",
        )
    return {str(name): float(one) for name, one in held.items()}
