"""Real worker processes that are killed, frozen and asked to end in the middle of a job."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

import pytest
from tests.support.worker import kinds

from kinoloom.jobs.durable import DbosJobs
from kinoloom.jobs.executors import Executor, Sign, is_gone, this_process
from kinoloom.jobs.ports import JobStatus, Order
from kinoloom.jobs.reaper import Silence
from kinoloom.store.database import open_database

pytest_plugins = ["tests.support.postgres"]

BRISK = {"beat_s": 0.3, "look_s": 0.2, "silent_s": 2.0}
IN_TIME_S = 20
ROOT = Path(__file__).parents[2]

everywhere = pytest.mark.parametrize("house", ["sqlite", "postgres"], indirect=True)
postgres_when_slow = pytest.mark.parametrize(
    "house", ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)], indirect=True
)


class Agency:
    """Keeps worker processes at hand that have their imports behind them."""

    def __init__(self, at_hand: int) -> None:
        self._spare = [self._train() for _ in range(at_hand)]

    def send(self) -> subprocess.Popen[str]:
        self._spare.append(self._train())
        return self._spare.pop(0)

    def close(self) -> None:
        for worker in self._spare:
            dismiss(worker)

    @staticmethod
    def _train() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.support.worker"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


def kill(worker: subprocess.Popen[str]) -> None:
    worker.kill()
    worker.wait()


def dismiss(worker: subprocess.Popen[str]) -> None:
    kill(worker)
    for pipe in (worker.stdin, worker.stdout):
        cast("IO[str]", pipe).close()


@dataclass
class House:
    """A database, a diary, one process that only orders, and the workers of a test."""

    url: str
    system_url: str
    diary: Path
    jobs: DbosJobs
    agency: Agency
    workers: list[subprocess.Popen[str]] = field(default_factory=list[subprocess.Popen[str]])

    def hire(self, **settings: Any) -> subprocess.Popen[str]:
        """Have a worker serve; comes back when it does."""
        worker = self.agency.send()
        self.workers.append(worker)
        urls = {"url": self.url, "system_url": self.system_url, "diary": str(self.diary)}
        told, says = cast("IO[str]", worker.stdin), cast("IO[str]", worker.stdout)
        told.write(json.dumps({**urls, **settings}) + "\n")
        told.flush()
        assert says.readline() == "ready\n"
        return worker

    def order(self, name: str, *, kind: str = "film", lane: str | None = None, **how: Any) -> None:
        self.jobs.submit(Order(kind, name, {"name": name, "takes_s": 0.2, **how}, lane))

    def pages(self) -> list[list[str]]:
        """The diary: what, whose and where."""
        return [line.split() for line in self.diary.read_text().splitlines()]

    def until(self, is_so: Callable[[], bool], within_s: float = IN_TIME_S) -> None:
        deadline = time.monotonic() + within_s
        while not is_so():
            assert time.monotonic() < deadline, f"it never came to that: {self.pages()}"
            time.sleep(0.02)

    def until_begun(self, name: str, times: int = 1) -> None:
        self.until(lambda: sum(page[:2] == ["begin", name] for page in self.pages()) == times)

    def ended(self, name: str, within_s: float = IN_TIME_S) -> JobStatus:
        self.until(lambda: self.jobs.status(name).is_over, within_s)
        return self.jobs.status(name)


@pytest.fixture(scope="session")
def agency() -> Generator[Agency]:
    agency = Agency(at_hand=2)
    yield agency
    agency.close()


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path: Path, agency: Agency) -> Generator[House]:
    if request.param == "sqlite":
        url, system_url = f"sqlite:///{tmp_path}/k.db", f"sqlite:///{tmp_path}/jobs.db"
    else:
        url = system_url = request.getfixturevalue("new_database")("template1")
    engine = open_database(url)
    jobs = DbosJobs(engine, system_url, kinds(tmp_path / "diary"))
    jobs.launch()
    house = House(url, system_url, tmp_path / "diary", jobs, agency)
    yield house
    for worker in house.workers:
        dismiss(worker)
    jobs.close(0)
    engine.dispose()


@everywhere
def test_a_killed_workers_job_goes_on_after_a_restart(house: House) -> None:
    victim = house.hire()
    house.order("a", first_s=60)
    house.until_begun("a")
    house.until(lambda: house.jobs.status("a").share > 0)
    kill(victim)
    time.sleep(0.5)
    assert house.jobs.status("a").state == "running"

    next_one = house.hire()
    status = house.ended("a", within_s=3)
    assert (status.state, status.attempts) == ("completed", 2)
    assert status.result == {"name": "a", "pid": next_one.pid}
    assert [page[0] for page in house.pages()] == ["begin", "begin", "end"]


@postgres_when_slow
def test_of_two_workers_one_is_killed_for_good(house: House) -> None:
    workers = {worker.pid: worker for worker in (house.hire(), house.hire())}
    house.order("a", first_s=60)
    house.until_begun("a")
    victim = workers.pop(int(house.pages()[0][2]))
    began = time.monotonic()
    kill(victim)
    status = house.ended("a", within_s=15)
    assert time.monotonic() - began < 5, "the process is gone, and that can be seen at once"
    assert status.result == {"name": "a", "pid": next(iter(workers))}


def _freeze(house: House, pace: dict[str, float], within_s: float) -> None:
    workers = {worker.pid: worker for worker in (house.hire(pace=pace), house.hire(pace=pace))}
    house.order("a", first_s=1.5, deaf=True)
    house.until_begun("a")
    frozen = workers.pop(int(house.pages()[0][2]))
    other = next(iter(workers))
    os.kill(frozen.pid, signal.SIGSTOP)
    status = house.ended("a", within_s)
    assert status.result == {"name": "a", "pid": other}

    os.kill(frozen.pid, signal.SIGCONT)
    house.until(lambda: ["end", "a", str(frozen.pid)] in house.pages())
    time.sleep(0.5)
    assert house.jobs.status("a") == status
    # The one that was thought dead is at work again.
    kill(workers[other])
    house.order("b")
    assert house.ended("b").result == {"name": "b", "pid": frozen.pid}


@postgres_when_slow
def test_a_frozen_worker_is_taken_over_and_does_not_overwrite_the_end(house: House) -> None:
    _freeze(house, BRISK, within_s=8)


@pytest.mark.slow
@everywhere
def test_a_frozen_worker_at_the_usual_pace(house: House) -> None:
    _freeze(house, {}, within_s=15)


@postgres_when_slow
def test_a_lane_keeps_its_order_across_a_kill(house: House) -> None:
    victim = house.hire()
    names = [f"turn{9 - number}" for number in range(5)]
    for name in names:
        house.order(name, kind="talk", lane="project", first_s=60 if name == "turn8" else 0.1)
    house.order("free", kind="talk")
    house.until_begun("turn8")
    kill(victim)
    house.hire()
    house.ended(names[-1])
    house.ended("free")
    turns = [page[:2] for page in house.pages() if page[1] != "free"]
    expected = [[what, name] for name in names for what in ("begin", "end")]
    expected.insert(2, ["begin", "turn8"])
    assert turns == expected


@postgres_when_slow
def test_a_worker_that_is_asked_to_end_hands_over(house: House) -> None:
    asked, other = house.hire(grace_s=0.3), house.hire(grace_s=0.3)
    house.order("a", first_s=60)
    house.until_begun("a")
    if int(house.pages()[0][2]) == other.pid:
        asked, other = other, asked
    asked.terminate()
    assert asked.wait(5) == 0
    status = house.ended("a", within_s=3)
    assert status.result == {"name": "a", "pid": other.pid}
    assert status.attempts == 2


@pytest.mark.slow
@everywhere
def test_a_worker_that_is_asked_to_end_ends_its_job_first(house: House) -> None:
    worker = house.hire(grace_s=10)
    house.order("a", takes_s=1)
    house.until_begun("a")
    worker.terminate()
    assert worker.wait(10) == 0
    status = house.jobs.status("a")
    assert (status.state, status.attempts) == ("completed", 1)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells")
def test_who_is_gone() -> None:
    here = this_process()
    assert not is_gone(here, here)
    assert is_gone(Executor("before", here.host, here.pid), here), "an earlier life of this process"
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    born = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[19]
    lives = Executor(f"x-{born}", here.host, child.pid)
    assert not is_gone(lives, here)
    assert is_gone(Executor("x-1", here.host, child.pid), here), "its number was used again"
    child.communicate(b"\n")
    assert is_gone(lives, here)
    assert not is_gone(Executor(f"x-{born}", "elsewhere", child.pid), here)


def test_silence_is_measured_by_the_time_here() -> None:
    silence = Silence(0.4)
    old = Sign(Executor("x", "h", 1), heartbeat_at=5.0)
    assert not silence.is_long(old), "a clock that is wrong is not silence"
    for _ in range(5):
        time.sleep(0.1)
        silence.is_long(old)
    assert silence.is_long(old)
    assert not silence.is_long(Sign(old.executor, heartbeat_at=3.0)), "it wrote something new"
    for _ in range(3):
        time.sleep(0.1)
        silence.is_long(old)
    time.sleep(0.5)
    assert not silence.is_long(old), "who was away himself cannot tell"
