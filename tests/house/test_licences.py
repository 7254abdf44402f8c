"""Whoever installs valuechain gets no copyleft with it."""

import re
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement

from tests.house.checkout import hold

ALLOWED = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "HPND",
    "ISC", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib",
    "Apache-2.0 WITH LLVM-exception",  # the exception asks less of who passes on what is compiled
}  # fmt: skip
# Older metadata has a classifier or loose words in the place of an identifier.
SPOKEN = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD",
    "bsd license": "BSD",
    "mit license": "MIT",
    "psf": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
}


def key(project: str) -> str:
    """Name of a project as registries compare it."""
    return re.sub(r"[-_.]+", "-", project).lower()


def required(project: str) -> Iterator[str]:
    """Projects that a project requires here, extras left out."""
    for line in metadata.requires(project) or []:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield key(requirement.name)


def closure(project: str) -> set[str]:
    """Everything that comes along with a project."""
    found: set[str] = set()
    waiting = set(required(project))
    while waiting:
        found |= waiting
        waiting = {name for one in waiting for name in required(one)} - found
    return found


def licences(about: metadata.PackageMetadata) -> set[str]:
    """Licence identifiers of a project, from the most exact thing its metadata say."""
    if expression := about.get("License-Expression"):
        return set(re.split(r"\s+(?:AND|OR)\s+", expression))
    classifiers = [c for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    spoken = [c.split(" :: ")[-1] for c in classifiers if c != "License :: OSI Approved"]
    spoken = spoken or [about.get("License") or "none given"]
    return {SPOKEN.get(word.strip().lower(), word.strip()[:40]) for word in spoken}


def test_copyleft_is_seen() -> None:
    about = metadata.metadata("valuechain")
    assert licences(about) == {"EUPL-1.2", "LicenseRef-figures-by-source"}
    assert licences(about) - ALLOWED


def test_required_libraries_are_free_of_copyleft() -> None:
    names = closure("valuechain")
    assert {"numpy", "pydantic", "pydantic-core"} <= names
    found = {name: licences(metadata.metadata(name)) for name in sorted(names)}
    hold(
        {name: words - ALLOWED for name, words in found.items()},
        "no copyleft among what we require",
    )
