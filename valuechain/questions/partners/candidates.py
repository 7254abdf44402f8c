"""Whom a question about partners is about: candidates, coalitions, and who is trusted already."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.schema import Model
from valuechain.shocks.outsiders import Circle
from valuechain.shocks.perspective import countries_of
from valuechain.vocab.countries import COUNTRIES

LIKE_MINDED: Final = ("EU27", "EFTA", "G7", "D9+", "Semicon-Coalition", "Five-Eyes", "NATO")
"""Groups whose members are candidates if none are named: a political choice, not a finding."""
READY: Final = ("D9+", "Semicon-Coalition", "EU27+EFTA", "G7")
"""Coalitions that are looked at if none are named."""
ALL: Final = "like-minded"
"""Name of all candidates together."""
LARGEST: Final = 4
"""Most members of a best coalition."""
Start = Literal["circle", "home"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A country or coalition, and the circle that it joins."""

    name: str
    kind: Literal["country", "coalition"]
    members: Circle
    start: Start
    before: Circle

    @property
    def after(self) -> Circle:
        """Home and trusted countries once the candidate is trusted too."""
        return self.before | self.members

    @property
    def added(self) -> tuple[str, ...]:
        """Countries of the candidate that were not trusted yet."""
        return tuple(sorted(self.members - self.before))


@dataclass(frozen=True, slots=True)
class Company:
    """Everyone whom the question is about: home, the trusted, candidates and coalitions."""

    home: Circle
    circle: Circle
    candidates: tuple[str, ...]
    """All candidates, those trusted already included; home is not among them."""
    coalitions: tuple[tuple[str, Circle], ...]
    """Coalitions by name; all candidates together come last."""

    @property
    def friends(self) -> tuple[str, ...]:
        """Candidates and whom home trusts already: who can help to hold a layer."""
        return tuple(sorted(frozenset(self.candidates) | self.circle - self.home))

    @property
    def free(self) -> tuple[str, ...]:
        """Candidates that are not trusted yet."""
        return tuple(name for name in self.candidates if name not in self.circle)

    @property
    def partners(self) -> tuple[Candidate, ...]:
        """Every candidate that is not trusted yet, and every coalition from both circles."""
        starts: list[tuple[Start, Circle]] = [("circle", self.circle)]
        if self.home != self.circle:
            starts.append(("home", self.home))
        singles = [
            Candidate(name, "country", frozenset({name}), "circle", self.circle)
            for name in self.free
        ]
        return (
            *singles,
            *(
                Candidate(name, "coalition", members, start, before)
                for name, members in self.coalitions
                for start, before in starts
                if not (start == "circle" and name in self.free)  # asked as a country already
            ),
        )


def like_minded(model: Model) -> tuple[str, ...]:
    """Groups of a model whose members are candidates if none are named."""
    return tuple(name for name in LIKE_MINDED if name in model.groups)


def company(
    bench: Workbench,
    *,
    candidates: str | Iterable[str] | None,
    coalitions: str | Iterable[str] | None,
) -> Company:
    """Find out which countries the candidates and coalitions that were asked about are.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    candidates : str or iterable of str, optional
        Countries and groups; those of the like-minded groups of the model if left out.
    coalitions : str or iterable of str, optional
        Each a group, or countries and groups joined by ``+`` or commas; the ready ones that the
        model can name if left out.

    Raises
    ------
    AnalysisError
        VA601: an unknown name; VA690: an empty list; VA691: a coalition or candidate that is home
        itself; VA692: nobody but home is a candidate.
    """
    model, home = bench.model, bench.perspective.home
    if candidates is None:
        names = list(like_minded(model))
    else:
        given = [candidates] if isinstance(candidates, str) else list(candidates)
        names = [one for text in given for one in _split(text, model)]
        _refuse_home(names, home, what="candidate")
    asked = tuple(sorted(countries_of(model, names) - home))
    if not asked:
        raise AnalysisError(
            "VA692",
            "nobody but home is a candidate.",
            "Name candidates: countries, or groups of the model.",
        )
    found = [(ALL, frozenset(asked))]
    texts = _texts(model, coalitions)
    for text in reversed(texts):
        parts = _split(text, model)
        _refuse_home(parts, home, what="coalition")
        members = countries_of(model, parts)
        if members <= home and coalitions is None:
            continue  # a ready coalition within home asks nothing
        if members <= home:
            raise _only_home("coalition", text)
        found.insert(0, ("+".join(parts), members - home))
    return Company(
        home=home,
        circle=bench.perspective.circle,
        candidates=asked,
        coalitions=tuple(dict(found).items()),
    )


def _texts(model: Model, coalitions: str | Iterable[str] | None) -> list[str]:
    if coalitions is not None:
        return [coalitions] if isinstance(coalitions, str) else list(coalitions)
    return [one for one in READY if all(name in model.groups for name in _pieces(one))]


def _pieces(text: str) -> list[str]:
    """Names joined by plus signs; a plus sign at the end belongs to the name (``D9+``)."""
    found: list[str] = []
    for piece in text.split("+"):
        if piece:
            found.append(piece)
        elif found:
            found[-1] += "+"
    return found


def _split(text: str, model: Model) -> list[str]:
    """Names in a list joined by commas, blanks or plus signs."""
    found: list[str] = []
    for word in text.replace(",", " ").split():
        found += [word] if word in model.groups else _pieces(word)
    if not found:
        raise AnalysisError(
            "VA690",
            "a list of partners is empty.",
            "Name countries or groups of the model, joined by commas or plus signs.",
        )
    return found


def _refuse_home(names: Iterable[str], home: Circle, *, what: str) -> None:
    """Refuse home by its own name; a group that has it as a member means the others."""
    for name in names:
        if name in home and name in COUNTRIES:
            raise _only_home(what, name)


def _only_home(what: str, name: str) -> AnalysisError:
    return AnalysisError(
        "VA691",
        f"{what} {name}: home is no partner of its own.",
        "Leave home out; a group of which it is a member means the other members.",
    )
