#!/usr/bin/env python3
"""Set up and run everything of this checkout: ``python3 dev.py COMMAND [ARGUMENTS]``.

nulmeting  the baseline measurement of the Netherlands; takes the options of `valuechain nulmeting`
run        any other command of `valuechain`: explain, sources, validate, export
test       all tests on all cores, against the built wheel; arguments go to pytest instead
check      format, lint, types, import contract and house tests; --fix mends what it can first
docs       the documentation, as pages in out/docs
release    all that a release must pass: check, every test (the slow ones too), docs
bench      the speed measurements; arguments go to pytest
lock       make requirements/*.lock anew; --upgrade takes newer releases

Needs Python 3.11 or newer with pip, and nothing else. What it makes is in .dev/ and out/, which
git does not see; without .dev/ it starts afresh.
"""

import contextlib
import hashlib
import importlib.util
import itertools
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

if sys.version_info < (3, 11):  # noqa: UP036 - a plain sentence in the place of a traceback
    sys.exit("valuechain needs Python 3.11 or newer: start dev.py with that.")

ROOT = Path(__file__).resolve().parent
LOCKS = ROOT / "requirements"
OUT = ROOT / "out"
CACHE = ROOT / ".dev" / "cache"
HOME = ROOT / ".dev" / f"py{sys.version_info[0]}.{sys.version_info[1]}"

# What the wheel is made of: a change here builds it anew.
SOURCES = (
    "LICENSE",
    "LICENSES",
    "README.md",
    "measures",
    "models",
    "notebooks",
    "pyproject.toml",
    "scenarios",
    "valuechain",
)

# Every lock, and how uv selects its requirements from pyproject.toml. Tests, types and docs hold
# to the releases of the runtime lock, so that they see what users get.
AS_RUNTIME = ("--constraints", "requirements/runtime.lock")
RELOCK = {
    "runtime": ("pyproject.toml",),
    "build": ("--group", "build"),
    "locking": ("--group", "locking"),
    "dev": ("pyproject.toml", "--extra", "test", "--group", "check", *AS_RUNTIME),
    "bench": ("pyproject.toml", "--extra", "test", "--extra", "bench", *AS_RUNTIME),
    "docs": ("pyproject.toml", "--group", "docs", *AS_RUNTIME),
}

# The tools of `check`, which the house tests run too, and how some of them mend what they find.
TOOLS = {
    "format": ("ruff", "format", "--check"),
    "lint": ("ruff", "check"),
    "types": ("mypy",),
    "imports": ("lint-imports", "--cache-dir", str(CACHE / "imports")),
}
FIXES = (("ruff", "check", "--fix"), ("ruff", "format"))


# What makes a browser fetch something from elsewhere: a link that a reader may follow does not.
FETCHED = {
    ".html": re.compile(
        r"<(?:audio|embed|iframe|img|input|link|object|script|source|track|video)\b[^>]*"
        r"""\s(?:data|href|poster|src|srcset)\s*=\s*["']?((?:https?:)?//[^\s"'>]+)""",
        re.IGNORECASE,
    ),
    ".css": re.compile(
        r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^\s"')]+)""",
        re.IGNORECASE,
    ),
}


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(f"[dev] {text}", flush=True)


def digest(paths: Sequence[Path], *words: str) -> str:
    """Digest of words and of files, folders included, by name and content."""
    found = hashlib.sha256("\0".join(words).encode())
    for top in paths:
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and "__pycache__" not in path.parts:
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                found.update(f"{path.relative_to(ROOT).as_posix()}\0{content}\n".encode())
    return found.hexdigest()


def env_key(name: str) -> str:
    """What an environment depends on: its lock and this Python."""
    return digest([LOCKS / f"{name}.lock"], sys.version, sys.base_prefix)


def wheel_key() -> str:
    """What the wheel depends on."""
    return digest([ROOT / name for name in SOURCES], env_key("build"))


def program(name: str, tool: str = "python") -> str:
    """Path of a program of an environment."""
    folder = HOME / name / ("Scripts" if os.name == "nt" else "bin")
    return str(folder / (f"{tool}.exe" if os.name == "nt" else tool))


def ready(name: str, *, wheel: bool) -> bool:
    """Whether an environment is complete: a stamp is removed first and written last."""
    wanted = {".complete": env_key(name)} | ({".wheel": wheel_key()} if wheel else {})
    stamps = {HOME / name / stamp: key for stamp, key in wanted.items()}
    written = all(path.is_file() and path.read_text() == key for path, key in stamps.items())
    return written and Path(program(name)).exists()


def must(command: Sequence[str | Path], what: str) -> None:
    """Run a program that asks nothing; if it fails, show its output and stop here."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\n[dev] could not {what} (status {done.returncode}): see above")


def install(name: str, *arguments: str | Path) -> None:
    """Install into an environment with the pip of this Python and the user's settings for it."""
    pip: tuple[str, ...] = (program(name), "-m", "pip")
    if importlib.util.find_spec("pip"):
        pip = (sys.executable, "-m", "pip", "--python", program(name))
    quiet = ("install", "-q", "--disable-pip-version-check", "--no-input")
    must([*pip, *quiet, *arguments], f"install into the {name} environment")


def make_env(name: str) -> None:
    """Make an environment of exactly what its lock names, unless it is there already."""
    if ready(name, wheel=False):
        return
    has_pip = bool(importlib.util.find_spec("pip"))
    if not has_pip and not importlib.util.find_spec("ensurepip"):
        sys.exit("[dev] this Python has no pip: install it (Debian: python3-pip) and try again")
    say(f"setting up the {name} environment; once, this may take minutes")
    shutil.rmtree(HOME / name, ignore_errors=True)
    key = env_key(name)
    venv.create(HOME / name, with_pip=not has_pip, symlinks=os.name != "nt")
    # Compiling only what is used halves the wait; tests want it done, for it may warn.
    lazily = () if name == "dev" else ("--no-compile",)
    exactly = ("--require-hashes", "--no-deps", "--only-binary", ":all:")
    install(name, *exactly, *lazily, "-r", LOCKS / f"{name}.lock")
    (HOME / name / ".complete").write_text(key)


def install_wheel(name: str) -> None:
    """Build the wheel of this checkout and install it, unless it is there already."""
    if ready(name, wheel=True):
        return
    with held("build") as python, tempfile.TemporaryDirectory(dir=HOME) as dist:
        say("building and installing the wheel")
        key = wheel_key()
        must([python, "-m", "hatchling", "build", "-t", "wheel", "-d", dist], "build the wheel")
        (HOME / name / ".wheel").unlink(missing_ok=True)
        base = {"base": str(HOME / name), "platbase": str(HOME / name)}
        for old in Path(sysconfig.get_path("purelib", "venv", base)).glob("valuechain*"):
            shutil.rmtree(old)  # pip cannot uninstall what an interrupted run left
        install(name, "--no-deps", "--no-index", *Path(dist).glob("*.whl"))
        (HOME / name / ".wheel").write_text(key)


def lock_file(handle: IO[str], name: str, *, shared: bool) -> None:
    """Lock an environment for use or for change; the lock ends with the process that holds it."""
    if sys.platform == "win32":
        return  # no shared locks there: run one command at a time
    import fcntl

    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        say(f"waiting for another dev.py that uses the {name} environment")
        fcntl.flock(handle, kind)


@contextlib.contextmanager
def held(name: str, *, wheel: bool = False) -> Iterator[str]:
    """Python of a complete environment, with the wheel if asked; nothing changes it meanwhile."""
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / f"{name}.lock").open("w") as handle:
        lock_file(handle, name, shared=True)
        while not ready(name, wheel=wheel):
            lock_file(handle, name, shared=False)
            make_env(name)
            if wheel:
                install_wheel(name)
            lock_file(handle, name, shared=True)
        yield program(name)


def call(*command: str, cwd: Path | None = ROOT) -> int:
    """Run a program so that it imports the wheel, not the checkout, and give its exit status."""
    env = {
        name: text for name, text in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}
    }
    env |= {"PYTHONSAFEPATH": "1", "HYPOTHESIS_STORAGE_DIRECTORY": str(CACHE / "hypothesis")}
    return subprocess.call(command, cwd=cwd, env=env)


def given(arguments: Sequence[str], option: str) -> str | None:
    """Text of an option among arguments that are passed on."""
    for word, following in itertools.pairwise([*arguments, ""]):
        if word == option:
            return following
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None


def nulmeting(arguments: Sequence[str]) -> int:
    """Make the baseline measurement and say where it is."""
    home = given(arguments, "--home") or "NLD"
    out = os.path.relpath(OUT / f"nulmeting-{home}")
    options = {"--home": home, "--trusted": "EU27", "--lang": "nl", "--out": out}
    added = [f"{option}={text}" for option, text in options.items() if not given(arguments, option)]
    with held("runtime", wheel=True):
        status = call(program("runtime", "valuechain"), "nulmeting", *arguments, *added, cwd=None)
    if not status and not {"-h", "--help"} & set(arguments):
        say(f"the nulmeting is in {given(arguments, '--out') or out}: open nulmeting.html there")
    return status


def run(arguments: Sequence[str]) -> int:
    """Run a command of the installed program."""
    with held("runtime", wheel=True):
        return call(program("runtime", "valuechain"), *arguments, cwd=None)


def test(arguments: Sequence[str]) -> int:
    """Run the tests against the wheel; all of them, on all cores, if nothing else is asked."""
    with held("dev", wheel=True) as python:
        return call(python, "-m", "pytest", *(arguments or ("-n", "auto", "-q")))


def bench(arguments: Sequence[str]) -> int:
    """Run the speed measurements, beside those of others, and show what they print."""
    with held("bench", wheel=True) as python:
        return call(python, "-m", "pytest", "tests/bench", "-s", *arguments)


def check(arguments: Sequence[str]) -> int:
    """Run every tool and the house tests, and name those that failed."""
    failed = []
    with held("dev", wheel=True) as python:
        if "--fix" in arguments:
            for tool, *words in FIXES:
                call(program("dev", tool), *words)
        for name, (tool, *words) in TOOLS.items():
            say(name)
            failed += [name] if call(program("dev", tool), *words) else []
        say("house tests")
        failed += (
            ["house"]
            if call(python, "-m", "pytest", "tests/house", "-q", "-m", "not tools")
            else []
        )
    say(f"failed: {', '.join(failed)}" if failed else "all is well")
    return int(bool(failed))


def fetches(site: Path) -> list[str]:
    """Everything that pages or style sheets of a folder fetch from elsewhere."""
    return [
        f"{path.relative_to(site).as_posix()}: {address}"
        for path in sorted(site.rglob("*"))
        if path.suffix in FETCHED
        for address in FETCHED[path.suffix].findall(path.read_text(encoding="utf-8"))
    ]


def docs(arguments: Sequence[str]) -> int:
    """Build the documentation, without warnings and without anything from elsewhere."""
    with held("docs", wheel=True) as python:
        # All pages, for a build that was cut short leaves no index to search.
        words = ["-a", "-W", "--keep-going", "-q", "-d", str(CACHE / "docs"), *arguments]
        status = call(python, "-m", "sphinx", *words, "docs", str(OUT / "docs"))
    for one in (found := fetches(OUT / "docs")):
        say(f"the documentation fetches from elsewhere: {one}")
    status = status or int(bool(found))
    if not status:
        say(f"the documentation is in {os.path.relpath(OUT / 'docs')}: open index.html there")
    return status


def release(arguments: Sequence[str]) -> int:
    """Run all that a release must pass, to the end, and name what failed."""
    failed = []
    if check(()):
        failed.append("check")
    if test(("-n", "auto", "-q", "--nightly", *arguments)):
        failed.append("tests")
    if docs(()):
        failed.append("docs")
    say(f"not to be released, failed: {', '.join(failed)}" if failed else "fit to be released")
    return int(bool(failed))


def lock(arguments: Sequence[str]) -> int:
    """Make every lock anew: hashed, without addresses, for all our Pythons and platforms."""
    plain = ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "-q"]
    with held("locking"):
        for name, selection in RELOCK.items():
            out = LOCKS / f"{name}.lock"
            words = ["--universal", "--python-version", "3.11", "--generate-hashes", *plain]
            words += ["--output-file", str(out), *arguments, *selection]
            if status := call(program("locking", "uv"), "pip", "compile", *words):
                return status
            say(f"{out.relative_to(ROOT)} is up to date")
    return 0


COMMANDS = {
    task.__name__: task for task in (nulmeting, run, test, check, docs, release, bench, lock)
}


def main(arguments: Sequence[str]) -> int:
    """Run one command."""
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__)
        return 0 if arguments and arguments[0] in {"-h", "--help", "help"} else 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
