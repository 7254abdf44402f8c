"""Ensembles in a folder: found again, checked, mended, and not lost by a kill."""

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from valuechain.ensembles import store
from valuechain.ensembles.ensemble import CHUNK, run_ensemble
from valuechain.ensembles.executors import Cluster, Here, Processes, chosen_executor
from valuechain.ensembles.quantity import Quantity
from valuechain.ensembles.store import chunk_file, find_stored, fitting, remove, stored
from valuechain.errors import AnalysisError


@dataclass(frozen=True)
class Squares:
    """Squares of the numbers of the draws, slowly if asked; dies where a file says so."""

    digest: str = "squares"
    pause: float = 0.0
    deadly: str = ""

    @property
    def quantities(self):
        return (Quantity("other", "a"), Quantity("other", "b"))

    def ready(self):
        return self.measured

    def measured(self, draws):
        time.sleep(self.pause)
        if self.deadly and 60 in draws and Path(self.deadly).exists():
            Path(self.deadly).unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        numbers = np.array(draws, dtype=float)
        return np.stack([numbers**2, np.where(numbers % 2, np.inf, numbers)])


WANTED = Squares().measured(range(120))


def files(root):
    return sorted(path.name for path in next(root.iterdir()).iterdir())


def test_a_sample_is_found_again_and_continued(tmp_path):
    found = run_ensemble(Squares(), 70, root=tmp_path)
    assert np.array_equal(found.amounts, WANTED[:, :70])
    before = {path: path.stat().st_mtime_ns for path in next(tmp_path.iterdir()).glob("draws*")}
    longer = run_ensemble(Squares(), 120, root=tmp_path)
    assert np.array_equal(longer.amounts, WANTED)
    first = next(tmp_path.iterdir()) / chunk_file((0, CHUNK))
    assert first.stat().st_mtime_ns == before[first]
    one = find_stored(tmp_path, store.name_of(Squares())[:4])
    assert one.n_draws == 120
    assert one.quantities() == Squares().quantities
    assert set(one.states().values()) == {"good"}


def test_without_a_folder_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert np.array_equal(run_ensemble(Squares(), 120).amounts, WANTED)
    assert not list(tmp_path.iterdir())


def test_positions_by_words():
    found = run_ensemble(Squares(), 20)
    assert found.where(use="b") == [1]
    assert found.where(kind="class") == []


def broken(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 255
    path.write_bytes(bytes(content))


def exchanged(path):
    path.write_bytes((path.parent / chunk_file((0, CHUNK))).read_bytes())


@pytest.mark.parametrize(
    ("harm", "state"),
    [(broken, "corrupt"), (flipped, "corrupt"), (exchanged, "foreign"), (Path.unlink, "missing")],
)
def test_a_harmed_chunk_is_seen_and_computed_again(tmp_path, harm, state):
    run_ensemble(Squares(), 120, root=tmp_path)
    one = next(stored(tmp_path))
    harm(one.folder / chunk_file((50, 100)))
    assert one.states()[50, 100] == state
    assert np.array_equal(run_ensemble(Squares(), 120, root=tmp_path).amounts, WANTED)
    assert set(one.states().values()) == {"good"}


def test_another_measure_or_other_code_is_another_ensemble(tmp_path, monkeypatch):
    run_ensemble(Squares(), 20, root=tmp_path)
    assert fitting(tmp_path, Squares()) is not None
    assert fitting(tmp_path, Squares("others")) is None
    monkeypatch.setattr(store, "code_digest", lambda: "newer")
    assert fitting(tmp_path, Squares()) is None


def test_a_chunk_of_a_full_disk_is_not_there_at_all(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    run_ensemble(Squares(), 50, root=tmp_path)
    before = files(tmp_path)
    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(AnalysisError, match="VA722 the disk is full") as caught:
        run_ensemble(Squares(), 120, root=tmp_path)
    assert caught.value.code == "VA722"
    monkeypatch.undo()
    assert files(tmp_path) == before
    assert np.array_equal(run_ensemble(Squares(), 120, root=tmp_path).amounts, WANTED)


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(AnalysisError, match="VA722"):
        run_ensemble(Squares(), 20, root=tmp_path / "file")


def test_a_damaged_manifest_is_no_ensemble(tmp_path):
    run_ensemble(Squares(), 20, root=tmp_path)
    path = next(tmp_path.iterdir()) / store.MANIFEST
    path.write_text(path.read_text(encoding="utf-8").replace('"draws": 20', '"draws": 40'))
    assert list(stored(tmp_path)) == []
    assert np.array_equal(run_ensemble(Squares(), 20, root=tmp_path).amounts, WANTED[:, :20])
    assert len(list(stored(tmp_path))) == 1


def test_an_ensemble_can_be_removed(tmp_path):
    run_ensemble(Squares(), 20, root=tmp_path)
    remove(find_stored(tmp_path, ""))
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(AnalysisError, match="VA721 there is no ensemble"):
        find_stored(tmp_path, "x")


def test_too_few_draws_are_refused():
    with pytest.raises(AnalysisError, match="VA725"):
        run_ensemble(Squares(), 19)


def test_processes_give_the_same_and_survive_a_worker_that_is_killed(tmp_path):
    deadly = tmp_path / "deadly"
    deadly.write_text("", encoding="utf-8")
    measure = Squares(deadly=str(deadly))
    found = run_ensemble(measure, 120, root=tmp_path / "store", executor=Processes(2))
    assert not deadly.exists()
    assert np.array_equal(found.amounts, WANTED)


def test_workers_that_only_die_are_given_up():
    with pytest.raises(AnalysisError, match="VA723"):
        list(Processes(1).run(Dying(), [(0, 50)]))


@dataclass(frozen=True)
class Dying(Squares):
    """Kills its worker every time."""

    def measured(self, _):
        os.kill(os.getpid(), signal.SIGKILL)


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.unit.ensembles.test_ensemble import Squares
from valuechain.ensembles.ensemble import run_ensemble
run_ensemble(Squares(pause=0.5), 120, root=Path({folder!r}))
"""


def test_a_run_that_is_killed_goes_on_where_it_stopped(tmp_path):
    code = KILLED.format(root=str(Path.cwd()), folder=str(tmp_path))
    running = subprocess.Popen([sys.executable, "-c", code])
    try:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob(f"*/{chunk_file((0, CHUNK))}")):
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        running.kill()
        running.wait()
    one = next(stored(tmp_path))
    kept = one.folder / chunk_file((0, CHUNK))
    before = kept.stat().st_mtime_ns
    found = run_ensemble(Squares(pause=0.0), 120, root=tmp_path)
    assert np.array_equal(found.amounts, WANTED)
    assert kept.stat().st_mtime_ns == before
    assert not list(one.folder.glob(".draws*")) or set(one.states().values()) == {"good"}


KILLED_BETWEEN = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.unit.ensembles.test_ensemble import Squares
from valuechain.ensembles.ensemble import run_ensemble
from valuechain.ensembles.executors import Processes
from valuechain.ensembles.store import Stored
write = Stored.write_chunk
def once(*asked):
    write(*asked)
    os.kill(os.getpid(), signal.SIGKILL)
Stored.write_chunk = once
run_ensemble(Squares(), 120, root=Path({folder!r}), executor=Processes(2))
"""


def test_a_run_with_workers_that_is_killed_leaves_one_chunk_and_no_worker(tmp_path):
    code = KILLED_BETWEEN.format(root=str(Path.cwd()), folder=str(tmp_path))
    # The pipe of a run is closed when nobody has it any more, its workers neither.
    told = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, timeout=30
    )
    assert told.returncode == -signal.SIGKILL, told.stderr
    one = next(stored(tmp_path))
    assert sorted(one.states().values()) == ["good", "missing", "missing"]
    kept = next(one.folder.glob("draws*"))
    before = kept.stat().st_mtime_ns
    assert np.array_equal(run_ensemble(Squares(), 120, root=tmp_path).amounts, WANTED)
    assert kept.stat().st_mtime_ns == before
    assert set(one.states().values()) == {"good"}


def test_a_file_that_the_system_cuts_off_is_said_and_the_others_stay(tmp_path):
    run_ensemble(Squares(), 120, root=tmp_path)
    one = next(stored(tmp_path))
    lost = one.folder / chunk_file((50, 100))
    most = lost.stat().st_size // 2
    lost.unlink()
    before = files(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, limits[1]))
    try:
        with pytest.raises(AnalysisError, match=r"VA722 .*cannot be written") as caught:
            run_ensemble(Squares(), 120, root=tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert caught.value.code == "VA722"
    assert files(tmp_path) == before
    assert np.array_equal(run_ensemble(Squares(), 120, root=tmp_path).amounts, WANTED)


def test_a_cluster_of_ones_own_gives_the_same():
    pytest.importorskip("distributed", reason="the extra hpc is not installed")
    found = run_ensemble(Squares(), 120, executor=Cluster(workers=1))
    assert np.array_equal(found.amounts, WANTED)


def test_executors_by_what_is_asked():
    assert chosen_executor() == Here()
    assert chosen_executor(3) == Processes(3)
    assert chosen_executor(3, "local") == Cluster(None, workers=3)
    assert chosen_executor(1, "tcp://a:1") == Cluster("tcp://a:1", workers=1)
