"""What to check first, as a table."""

from dataclasses import asdict

import pandas as pd

from valuechain.questions.sources.study import measure
from valuechain.schema import Model

COLUMNS = ("rank", "keys", "source", "status", "reliability", "credibility", "note")


def unverified(model: Model) -> pd.DataFrame:
    """List the figures that no one read in their source, with what most rests on first.

    Parameters
    ----------
    model : Model
        A checked model.
    """
    rows = [{"rank": rank, **asdict(figure)} for rank, figure in measure(model)]
    return pd.DataFrame(rows, columns=list(COLUMNS))
