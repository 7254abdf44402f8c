"""Problems in files: their place, their stable code and what to do about them."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: line and column count from 1; line 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: its place, code, the key path it concerns, what is wrong, what to do."""

    place: Place
    code: str
    keys: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        keys = f" {self.keys}:" if self.keys else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.place}: {self.code}{keys} {self.message}{remedy}"


class FileProblems(ValueError):
    """All problems of the first phase of reading that found any."""

    def __init__(self, problems: "tuple[Problem, ...]") -> None:
        self.problems: Final = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class AnalysisError(Exception):
    """A question that cannot be answered: a code, what is wrong and what to do."""

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        self.code: Final = code
        self.message: Final = message
        self.remedy: Final = remedy
        super().__init__(f"{code} {message} {remedy}".rstrip())
