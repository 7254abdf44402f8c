"""What bad luck does to what is written: kills, full disks, interrupts, two at once, odd names."""

import errno
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.unit.results_sample import sample
from valuechain.cli import main
from valuechain.cli._gate import shown
from valuechain.errors import AnalysisError
from valuechain.results import folder as folders
from valuechain.results import whole_files
from valuechain.results.result import Result

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"
NEW = {
    "scenario": ["scenario", "new", "--model", str(TINY)],
    "model": ["model", "new"],
    "measures": ["measures", "new", "--model", str(TINY)],
    "country": ["country", "new", "FRA", "--model", str(TINY)],
    "briefing": ["briefing", "new"],
    "texts": ["texts"],
}


@pytest.fixture(scope="module")
def base():
    """A small result, with its headline alone: what matters here is how it is written."""
    whole = sample()
    kept = tuple(one for one in whole.contracts if one.name in {"exposure", "sources"})
    return replace(whole, contracts=kept)


def names(folder):
    """Names of all that is in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


def bytes_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def killed(body: str, out: Path) -> int:
    """Run Python that writes a small result to a folder and may kill itself on the way."""
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from valuechain.results import folder as f\n"
        "die = lambda *a: os.kill(os.getpid(), signal.SIGKILL)\n"
        "files = {'summary.txt': b'new', 'manifest.json': b'{}'}\n"
        f"{body}\n"
        f"f.replace_folder(Path({str(out)!r}), files)\n"
    )
    root = str(Path(__file__).parents[2])
    known = {**os.environ, "PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])}
    return subprocess.run([sys.executable, "-c", program], env=known, check=False).returncode


KILLS = {
    "while writing": "write = f._write\nf._write = lambda p, c: (write(p, c), die())",
    "before the swap": "f._swap = die",
    "after the swap": "swap = f._swap\nf._swap = lambda *a: (swap(*a), die())",
    "in the swap": "ex = f.exchange\nf.exchange = lambda *a: (ex(*a), die())",
}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere folders change places in two steps")
@pytest.mark.parametrize("moment", KILLS)
def test_a_kill_at_any_moment_leaves_one_whole_result(base, tmp_path, moment):
    out = tmp_path / "out"
    base.write(out, documents={"summary.txt": "old"})
    earlier = bytes_of(out)
    assert killed(KILLS[moment], out) == -signal.SIGKILL
    found = bytes_of(out)
    done = moment in {"after the swap", "in the swap"}
    assert found == earlier or done
    if done:
        assert {path.name for path in found} == {"summary.txt", "manifest.json"}
    left = [name for name in names(tmp_path) if name != "out"]
    assert [name[:12] for name in left] == [".valuechain-"]


def test_what_a_killed_process_left_is_cleared_and_what_another_writes_is_not(
    base, tmp_path, monkeypatch
):
    out = tmp_path / "out"
    with folders._beside(out) as busy:
        (busy / "half").write_text("half")
        dead = Path(f"{busy}dead")
        dead.mkdir()
        (dead / "half").write_text("half")
        base.write(out)
        assert dead.exists(), "it may be a process that has not locked it yet"
        monkeypatch.setattr(time, "time", lambda: busy.stat().st_mtime + 100)
        base.write(out)
        assert not dead.exists()
        assert (busy / "half").exists()
    assert names(tmp_path) == ["out"]


def test_two_at_once_leave_one_whole_result(base, tmp_path, monkeypatch):
    out = tmp_path / "out"
    swap = folders._swap

    def overtaken(fresh, place, folder):
        monkeypatch.setattr(folders, "_swap", swap)
        base.write(out, documents={"summary.txt": "the other"})
        swap(fresh, place, folder)

    for earlier in (False, True):
        monkeypatch.setattr(folders, "_swap", overtaken)
        base.write(out, documents={"summary.txt": f"one {earlier}"})
        assert (out / "summary.txt").read_text() == f"one {earlier}"
        Result.read(out)
        assert names(tmp_path) == ["out"]


def test_a_strangers_file_that_comes_at_the_last_moment_stays(base, tmp_path, monkeypatch):
    for in_steps in (False, True):
        out = tmp_path / f"out{in_steps}"
        base.write(out)
        if in_steps:
            monkeypatch.setattr(folders, "exchange", lambda *_: False)
        permissions = folders._permissions

        def late(place, out=out, permissions=permissions):
            (out / "notes.txt").write_text("mine")
            return permissions(place)

        with monkeypatch.context() as patch:
            patch.setattr(folders, "_permissions", late)
            with pytest.raises(AnalysisError, match=r"VA501.*notes\.txt"):
                base.write(out)
        assert (out / "notes.txt").read_text() == "mine"
        (out / "notes.txt").unlink()
        Result.read(out)


@pytest.fixture
def small_disk():
    """Let no file grow beyond some 3 kB, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda most=3000: resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_earlier_result(base, tmp_path, small_disk):
    out = tmp_path / "out"
    base.write(out)
    earlier = bytes_of(out)
    small_disk()
    with pytest.raises(AnalysisError, match=r"VA502.*unchanged"):
        base.write(out)
    assert bytes_of(out) == earlier
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("name", NEW)
def test_a_file_to_start_from_is_whole_or_not_there(tmp_path, name, small_disk, monkeypatch):
    path = tmp_path / "x.yaml"
    small_disk(100)
    answer = CliRunner().invoke(main, [*NEW[name], str(path)])
    assert answer.exit_code == 2
    assert answer.stderr.startswith(f"VA502 {path} cannot be written: File too large.")
    assert names(tmp_path) == []
    small_disk(resource.RLIM_INFINITY)
    with monkeypatch.context() as patch:
        patch.setattr(whole_files, "_name", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        assert CliRunner().invoke(main, [*NEW[name], str(path)]).exit_code == 1
    assert names(tmp_path) == []
    assert CliRunner().invoke(main, [*NEW[name], str(path)]).exit_code == 0
    whole = path.read_bytes()
    assert CliRunner().invoke(main, [*NEW[name], str(path)]).exit_code == 2
    assert path.read_bytes() == whole
    assert names(tmp_path) == ["x.yaml"]


def test_a_name_that_is_taken_meanwhile_is_not_written_over(tmp_path, monkeypatch):
    path = tmp_path / "x.yaml"

    def no_links(*_):
        raise OSError(errno.EPERM, "no hard links here")

    for taken in (False, True):
        monkeypatch.setattr(Path, "hardlink_to", no_links)
        if taken:
            path.write_text("mine")
            with pytest.raises(FileExistsError):
                whole_files._name(tmp_path / "beside", path)
            assert path.read_text() == "mine"
        else:
            assert CliRunner().invoke(main, [*NEW["model"], str(path)]).exit_code == 0
            path.unlink()


# ---- exports


def export(*words):
    return CliRunner().invoke(main, ["export", str(TINY), *map(str, words)])


def test_an_export_replaces_only_what_an_export_wrote(tmp_path):
    csv = ("--format", "csv", "--out", tmp_path)
    (tmp_path / "links.csv").write_text("mine")
    answer = export(*csv)
    assert (answer.exit_code, "VA501" in answer.stderr) == (2, True)
    assert names(tmp_path) == ["links.csv"]
    (tmp_path / "links.csv").unlink()
    assert export(*csv).exit_code == 0
    assert export(*csv, "--csv", "excel-nl").exit_code == 0
    (tmp_path / "links.csv").write_text("edited")
    assert export(*csv).exit_code == 2
    assert (tmp_path / "links.csv").read_text() == "edited"


def test_an_export_does_not_take_the_description_of_a_result(base, tmp_path):
    base.write(tmp_path)
    earlier = bytes_of(tmp_path)
    assert export("--format", "csv", "--out", tmp_path).exit_code == 2
    assert bytes_of(tmp_path) == earlier


@pytest.mark.parametrize("form", ["json", "graphml"])
def test_an_export_does_not_write_over_another_file(tmp_path, form):
    path = tmp_path / "notes"
    path.write_text("mine")
    assert export("--format", form, "--out", path).exit_code == 2
    assert path.read_text() == "mine"
    path.write_text("")
    assert export("--format", form, "--out", path).exit_code == 0
    assert export("--format", form, "--out", path, "--level", "producer").exit_code == 0


def test_a_full_disk_leaves_an_earlier_export(tmp_path, small_disk):
    export("--format", "csv", "--out", tmp_path)
    earlier = bytes_of(tmp_path)
    small_disk(500)
    answer = export("--format", "csv", "--out", tmp_path, "--lang", "en")
    assert answer.exit_code == 2
    assert answer.stderr.startswith(f"VA502 {tmp_path} cannot be written: File too large.")
    assert bytes_of(tmp_path) == earlier


# ---- names on the screen


def test_names_do_not_steer_a_terminal(tmp_path):
    odd = "b\x1b[31mad\u202e\x9b"
    path = tmp_path / odd
    path.mkdir()
    (path / "x").write_text("")
    commands = (
        ["survival", "--model", str(TINY), "--out", str(path)],
        ["export", str(TINY), "--format", "csv", "--out", str(path / "out")],
        ["validate", str(path / "none.yaml")],
        ["scenario", "new", str(path / "s.yaml"), "--model", str(TINY)],
        ["scenario", "new", str(path / "s.yaml"), "--model", str(TINY)],
        ["scenario", "check", str(path / "none.yaml"), "--model", str(TINY), "--json"],
        ["survival", "--model", str(TINY), f"--{odd}"],
        [odd],
    )
    for words in commands:
        answer = CliRunner().invoke(main, words, color=True)
        assert not set(answer.output) & set(odd[1] + odd[-2:]), words
    whole = json.dumps({"path": odd}, ensure_ascii=False)
    assert json.loads(shown(whole)) == {"path": odd}


# ---- where the answer goes


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).parents[2])
    known = {**os.environ, "PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])}
    known["RUN"] = f"{sys.executable} -m valuechain"
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=known, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("end", ["| true", ">&-"])
def test_a_closed_end_is_no_fault(tmp_path, end):
    done = shell(f"$RUN list --model {TINY} {end}", tmp_path)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_a_screen_that_is_full_is_said(tmp_path):
    done = shell(f"$RUN list --model {TINY} > /dev/full", tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip() == "No space left on device"


def test_exports_are_sound_when_written_whole(tmp_path, monkeypatch):
    def broken(_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(whole_files.os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output error") as caught:
        whole_files.write_whole(tmp_path / "g", {"": b"x"})
    assert caught.value.filename == str(tmp_path / "g")
    assert names(tmp_path) == []


def test_commands_print_through_the_gate():
    folder = Path(main.callback.__code__.co_filename).parent
    past = [
        path.name
        for path in folder.glob("*.py")
        if path.name != "_gate.py" and re.search(r"\bclick\.echo|\bprint\(", path.read_text())
    ]
    assert past == []
