"""Pictures of a result: files by name that show themselves in a notebook."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Final

from valuechain.errors import AnalysisError

DRAW: Final[list[Callable[..., Mapping[str, str | bytes]]]] = []
"""Who draws the result of any question: questions stand above results, so they come and say so."""
REPORT: Final[list[Callable[..., tuple[Path, ...]]]] = []
"""What writes the report of a result, which stands above results too."""


class Pictures(Mapping[str, bytes]):
    """Pictures by name, each as SVG and perhaps as PNG; a notebook shows them below each other.

    Parameters
    ----------
    files : mapping of str to bytes
        Content by file name (``figures/elections.svg``).
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = {name.removeprefix("figures/"): content for name, content in files.items()}

    def __getitem__(self, name: str) -> bytes:
        return self._files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    @property
    def names(self) -> tuple[str, ...]:
        """What each picture is of, without the kind of file."""
        return tuple(dict.fromkeys(name.rpartition(".")[0] for name in self._files))

    def chosen(self, name: str | None, *, of: str) -> "Pictures":
        """Take those of one name, or all of them.

        Parameters
        ----------
        name : str or None
            What the picture is of; all if None.
        of : str
            The question that they answer, to say so where there is nothing.

        Raises
        ------
        AnalysisError
            ``VA512``: there is nothing to draw, or nothing of that name.
        """
        chosen = {key: self[key] for key in self if name in {None, key.rpartition(".")[0]}}
        if not chosen:
            there = f"Its pictures are {', '.join(self.names)}." if self.names else ""
            what = f"no picture {name!r}" if name is not None and len(self) else "no pictures"
            raise AnalysisError(
                "VA512",
                f"the result of {of} has {what}.",
                there or "Its tables are in result.tables().",
            )
        return Pictures(chosen)

    def save(self, folder: str | Path) -> tuple[Path, ...]:
        """Write the pictures as files in a folder, which is made if it is not there.

        Returns
        -------
        tuple of pathlib.Path
            The files.
        """
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        for name, content in self._files.items():
            (place / name).write_bytes(content)
        return tuple(place / name for name in self._files)

    def __repr__(self) -> str:
        return f"<pictures of {', '.join(self.names)}>"

    def _repr_png_(self) -> bytes | None:
        """The picture, where there is only one: for what shows no HTML."""
        found = [content for name, content in self._files.items() if name.endswith(".png")]
        return found[0] if len(found) == 1 else None

    def _repr_html_(self) -> str:
        shown = []
        for name, content in self._files.items():
            if name.endswith(".svg"):
                # As an image: what the picture is called inside cannot clash with the notebook.
                code, title = b64encode(content).decode(), escape(name.removesuffix(".svg"))
                shown.append(f'<p><img alt="{title}" src="data:image/svg+xml;base64,{code}"></p>')
        return "".join(shown)
