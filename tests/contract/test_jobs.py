"""One suite for every implementation of the job queue."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from kinoloom.draft.errors import DraftInvalid
from kinoloom.errors import AskError, Cancelled, DraftError, MachineError
from kinoloom.jobs.durable import DbosJobs
from kinoloom.jobs.failures import rebuilt
from kinoloom.jobs.ports import JobFailed, Jobs, JobStatus, Json, Kind, NoSuchJob, Order, Stopping
from kinoloom.jobs.rows import JobRows
from kinoloom.jobs.threads import ThreadJobs
from kinoloom.jobs.waiting import wait
from kinoloom.store.database import open_database
from kinoloom.store.ports import NoSuchProject
from kinoloom.watch import Watch

pytest_plugins = ["tests.support.postgres"]

IN_TIME_S = 10
NewDatabase = Callable[[str], str]


class _Figures(AskError):
    def __init__(self, needed: int, available: int) -> None:
        self.needed, self.available = needed, available
        super().__init__(needed, available)

    def __str__(self) -> str:
        return f"It takes {self.needed} and there are {self.available}."


ERRORS: dict[str, Callable[[], Exception]] = {
    "gone": lambda: NoSuchProject("There is no project 7."),
    "figures": lambda: _Figures(5, 3),
    "ours": lambda: ValueError("/home/someone/secret"),
}


@dataclass
class Stage:
    """Where the work of a test plays: what began, what is going on, and the gates that hold it."""

    began: list[str] = field(default_factory=list[str])
    here: set[str] = field(default_factory=set[str])
    most: int = 0
    gates: dict[str, threading.Event] = field(default_factory=dict[str, threading.Event])
    lock: threading.Lock = field(default_factory=threading.Lock)
    call: Callable[[], None] = lambda: None

    def gate(self, name: str) -> threading.Event:
        with self.lock:
            return self.gates.setdefault(name, threading.Event())

    def pass_gate(self, arguments: Json, watch: Watch) -> Json:
        """Waits at the gate that the arguments name, if they do."""
        name = arguments["name"]
        with self.lock:
            self.began.append(name)
            self.here.add(name)
            self.most = max(self.most, len(self.here))
        try:
            while "gate" in arguments and not self.gate(arguments["gate"]).wait(0.01):
                watch.check()
        finally:
            with self.lock:
                self.here.discard(name)
        return {"said": name}

    def stubborn(self, arguments: Json, _watch: Watch) -> Json:
        """Does not hear when it is asked to stop."""
        return self.pass_gate(arguments, Watch())

    def stroll(self, arguments: Json, watch: Watch) -> Json:
        """Reports, then waits."""
        watch.report("paint", 0.0)
        time.sleep(0.05)
        watch.report("paint", 0.4)
        watch.report("paint", 0.5)
        assert self.gate("half").wait(IN_TIME_S)
        watch.report("encode", 0.0)
        watch.report("encode", 7.0)
        assert self.gate("whole").wait(IN_TIME_S)
        return {}

    def calling(self, _arguments: Json, _watch: Watch) -> Json:
        self.call()
        return {}

    def kinds(self) -> dict[str, Kind]:
        work = {
            "pass": (self.pass_gate, 2),
            "single": (self.pass_gate, 1),
            "stubborn": (self.stubborn, 2),
            "stroll": (self.stroll, 1),
            "call": (self.calling, 1),
            "fail": (_fail, 2),
        }
        return {name: Kind(name, does, count) for name, (does, count) in work.items()}


def _fail(arguments: Json, _watch: Watch) -> Json:
    raise ERRORS[arguments["how"]]()


@contextmanager
def _durable(url: str, system_url: str, stage: Stage) -> Generator[Jobs]:
    engine = open_database(url)
    kinds = stage.kinds()
    jobs = DbosJobs(engine, system_url, kinds, serves=kinds)
    try:
        jobs.launch()
        yield jobs
    finally:
        jobs.close(0)
        engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both databases as they are after a first start."""
    folder = tmp_path_factory.mktemp("template")
    with _durable(f"sqlite:///{folder}/k.db", f"sqlite:///{folder}/jobs.db", Stage()):
        pass
    return folder


@pytest.fixture(scope="session")
def postgres_template(new_database: NewDatabase) -> str:
    """A database as it is after a first start; its name."""
    url = new_database("template1")
    with _durable(url, url, Stage()):
        pass
    return make_url(url).database or ""


@pytest.fixture
def stage() -> Generator[Stage]:
    stage = Stage()
    yield stage
    for gate in stage.gates.values():
        gate.set()


@pytest.fixture(params=["threads", "sqlite", "postgres"])
def jobs(request: pytest.FixtureRequest, tmp_path: Path, stage: Stage) -> Generator[Jobs]:
    """Each implementation in turn."""
    if request.param == "threads":
        threads = ThreadJobs(stage.kinds())
        yield threads
        threads.close(0)
        return
    if request.param == "sqlite":
        folder = tmp_path / "databases"
        shutil.copytree(request.getfixturevalue("sqlite_template"), folder)
        url, system_url = f"sqlite:///{folder}/k.db", f"sqlite:///{folder}/jobs.db"
    else:
        template = request.getfixturevalue("postgres_template")
        url = system_url = request.getfixturevalue("new_database")(template)
    with _durable(url, system_url, stage) as durable:
        yield durable


def order(
    name: str, *, kind: str = "pass", gate: str | None = None, lane: str | None = None
) -> Order:
    arguments = {"name": name, **({"gate": gate} if gate else {})}
    return Order(kind, name, arguments, lane)


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + IN_TIME_S
    while not is_so():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.01)


def ended(jobs: Jobs, job_id: str) -> JobStatus:
    until(lambda: jobs.status(job_id).is_over)
    return jobs.status(job_id)


def result(jobs: Jobs, job_id: str) -> Json:
    return wait(jobs, job_id, Watch(), lambda _status: None, poll_s=0.01)


def test_a_result_comes_back(jobs: Jobs) -> None:
    jobs.submit(order("a"))
    assert result(jobs, "a") == {"said": "a"}
    status = jobs.status("a")
    assert (status.kind, status.state, status.share, status.attempts) == ("pass", "completed", 1, 1)
    assert status.started_at is not None
    assert status.ended_at is not None
    assert status.created_at <= status.started_at <= status.ended_at


def test_the_same_id_twice_is_one_job(jobs: Jobs, stage: Stage) -> None:
    for name in ("first", "second"):
        jobs.submit(Order("pass", "a", {"name": name}))
    assert result(jobs, "a") == {"said": "first"}
    jobs.submit(Order("pass", "a", {"name": "third"}))
    jobs.submit(order("b"))
    result(jobs, "b")
    assert stage.began == ["first", "b"]


def test_progress_moves(jobs: Jobs, stage: Stage) -> None:
    jobs.submit(Order("stroll", "a", {}))
    until(lambda: jobs.status("a").share == 0.5)
    status = jobs.status("a")
    assert (status.state, status.part) == ("running", "paint")
    assert status.eta_s is not None
    assert 0.03 < status.eta_s < 2
    stage.gate("half").set()
    until(lambda: jobs.status("a").part == "encode" and jobs.status("a").share == 1)
    stage.gate("whole").set()
    assert ended(jobs, "a").eta_s is None


def test_who_waits_hears_of_it(jobs: Jobs, stage: Stage) -> None:
    heard: list[JobStatus] = []
    stage.gate("half").set()
    stage.gate("whole").set()
    jobs.submit(Order("stroll", "a", {}))
    assert wait(jobs, "a", Watch(), heard.append, poll_s=0.01) == {}
    assert heard[-1].state == "completed"
    assert all(one != other for one, other in pairwise(heard))


def test_a_failure_carries_class_and_sentence(jobs: Jobs) -> None:
    jobs.submit(Order("fail", "a", {"how": "gone"}))
    with pytest.raises(NoSuchProject, match=r"^There is no project 7\.$"):
        result(jobs, "a")
    status = jobs.status("a")
    assert (status.state, status.error) == ("failed", "NoSuchProject")
    assert status.message == "There is no project 7."


def test_a_failure_made_of_figures_keeps_its_sentence(jobs: Jobs) -> None:
    jobs.submit(Order("fail", "a", {"how": "figures"}))
    with pytest.raises(AskError, match=r"^It takes 5 and there are 3\.$"):
        result(jobs, "a")


def test_a_defect_hides_its_text(jobs: Jobs, caplog: pytest.LogCaptureFixture) -> None:
    jobs.submit(Order("fail", "a", {"how": "ours"}))
    with pytest.raises(JobFailed):
        result(jobs, "a")
    status = jobs.status("a")
    assert (status.state, status.error) == ("failed", "Defect")
    assert "secret" not in (status.message or "")
    assert "secret" in caplog.text


def test_cancelled_in_the_queue_it_never_runs(jobs: Jobs, stage: Stage) -> None:
    jobs.submit(order("a", kind="single", gate="a"))
    jobs.submit(order("b", kind="single"))
    jobs.submit(order("c", kind="single"))
    jobs.cancel("b")
    assert jobs.status("b").state == "cancelled"
    stage.gate("a").set()
    result(jobs, "c")
    assert stage.began == ["a", "c"]
    with pytest.raises(Cancelled):
        result(jobs, "b")


def test_cancelled_in_the_middle_it_stops(jobs: Jobs, stage: Stage) -> None:
    jobs.submit(order("a", gate="never"))
    until(lambda: "a" in stage.here)
    jobs.cancel("a")
    assert ended(jobs, "a").state == "cancelled"
    jobs.cancel("a")
    assert jobs.status("a").state == "cancelled"


def test_cancelling_what_is_over_changes_nothing(jobs: Jobs) -> None:
    jobs.submit(order("a"))
    result(jobs, "a")
    before = jobs.status("a")
    jobs.cancel("a")
    assert jobs.status("a") == before


def test_who_stops_waiting_stops_the_job(jobs: Jobs, stage: Stage) -> None:
    watch = Watch()
    jobs.submit(order("a", gate="never"))
    threading.Timer(0.2, watch.cancel).start()
    with pytest.raises(Cancelled):
        wait(jobs, "a", watch, lambda _status: None)
    assert jobs.status("a").state == "cancelled"
    assert not stage.here


def test_a_lane_keeps_its_order_and_others_go_on(jobs: Jobs, stage: Stage) -> None:
    for number in range(4):
        jobs.submit(order(f"lane{9 - number}", gate="lane", lane="lane"))
    jobs.submit(order("other", lane="other"))
    jobs.submit(order("free"))
    result(jobs, "other")
    result(jobs, "free")
    assert [name for name in stage.began if name.startswith("lane")] == ["lane9"]
    jobs.cancel("lane8")
    stage.gate("lane").set()
    result(jobs, "lane6")
    assert [name for name in stage.began if name.startswith("lane")] == ["lane9", "lane7", "lane6"]


def test_a_lane_goes_on_after_a_failure_and_across_kinds(jobs: Jobs) -> None:
    jobs.submit(Order("fail", "a", {"how": "gone"}, "lane"))
    jobs.submit(order("b", kind="single", lane="lane"))
    assert result(jobs, "b") == {"said": "b"}
    first, second = jobs.status("a"), jobs.status("b")
    assert first.ended_at is not None
    assert second.started_at is not None
    assert first.ended_at <= second.started_at


def test_so_many_run_side_by_side(jobs: Jobs, stage: Stage) -> None:
    for number in range(6):
        jobs.submit(order(f"j{number}", gate="all"))
    until(lambda: len(stage.here) == 2)
    time.sleep(0.3)
    stage.gate("all").set()
    for number in range(6):
        result(jobs, f"j{number}")
    assert stage.most == 2
    assert set(stage.began[:2]) == {"j0", "j1"}


def test_a_job_may_order_another(jobs: Jobs, stage: Stage) -> None:
    stage.call = lambda: jobs.submit(order("child"))
    jobs.submit(Order("call", "parent", {}))
    result(jobs, "parent")
    assert result(jobs, "child") == {"said": "child"}


def test_nobody_ordered_it(jobs: Jobs) -> None:
    with pytest.raises(NoSuchJob):
        jobs.status("nobody")
    with pytest.raises(NoSuchJob):
        jobs.cancel("nobody")
    with pytest.raises(LookupError):
        jobs.submit(Order("unheard of", "a", {}))


def test_what_runs_may_end_while_it_closes(jobs: Jobs, stage: Stage) -> None:
    jobs.submit(order("a", kind="single", gate="a"))
    jobs.submit(order("b", kind="single"))
    until(lambda: "a" in stage.here)
    threading.Timer(0.3, stage.gate("a").set).start()
    jobs.close(5)
    assert jobs.status("a").state == "completed"
    assert jobs.status("b").state == "queued"
    with pytest.raises(Stopping):
        jobs.submit(order("c"))


def test_it_closes_in_time(jobs: Jobs, stage: Stage) -> None:
    jobs.submit(order("a", gate="never"))
    jobs.submit(order("b", kind="stubborn", gate="late"))
    until(lambda: stage.here == {"a", "b"})
    began = time.monotonic()
    jobs.close(0.2)
    assert time.monotonic() - began < 2
    until(lambda: stage.here == {"b"})
    stage.gate("late").set()
    # It ended before anybody took over, and that counts.
    if not isinstance(jobs, ThreadJobs):
        assert ended(jobs, "b").state == "completed"


class TestDurable:
    """What only a queue in a database can promise."""

    @pytest.fixture(params=["sqlite", "postgres"])
    def urls(self, request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
        if request.param == "sqlite":
            shutil.copytree(request.getfixturevalue("sqlite_template"), tmp_path / "d")
            return f"sqlite:///{tmp_path}/d/k.db", f"sqlite:///{tmp_path}/d/jobs.db"
        template = request.getfixturevalue("postgres_template")
        url = request.getfixturevalue("new_database")(template)
        return url, url

    def test_the_next_process_goes_on(self, urls: tuple[str, str], stage: Stage) -> None:
        with _durable(*urls, stage) as jobs:
            jobs.submit(order("a", gate="a", lane="lane"))
            jobs.submit(order("b", lane="lane"))
            until(lambda: "a" in stage.here)
            jobs.close(0)
            assert jobs.status("a").state == "running"
        until(lambda: not stage.here)
        stage.gate("a").set()
        with _durable(*urls, stage) as jobs:
            result(jobs, "b")
            assert jobs.status("a").attempts == 2
        assert stage.began == ["a", "a", "b"]

    def test_an_order_that_was_never_queued_is_found(
        self, urls: tuple[str, str], stage: Stage
    ) -> None:
        engine = open_database(urls[0])
        rows = JobRows(engine)
        rows.add(order("a"))
        with _durable(*urls, stage) as jobs:
            assert result(jobs, "a") == {"said": "a"}
            rows.add(order("b"))
            assert result(jobs, "b") == {"said": "b"}
        engine.dispose()

    def test_a_run_that_could_not_write_its_end_is_done_again(
        self, urls: tuple[str, str], stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = JobRows.complete
        tries: list[str] = []

        def broken(self: JobRows, job_id: str, attempt: int, result: str) -> bool:
            tries.append(job_id)
            if len(tries) == 1:
                raise MachineError("The disk is full.")
            return whole(self, job_id, attempt, result)

        monkeypatch.setattr(JobRows, "complete", broken)
        with _durable(*urls, stage) as jobs:
            jobs.submit(order("a"))
            assert result(jobs, "a") == {"said": "a"}
            assert jobs.status("a").attempts == 2

    def test_a_command_reads_and_cancels_without_the_queue(
        self, urls: tuple[str, str], stage: Stage
    ) -> None:
        engine = open_database(urls[0])
        rows = JobRows(engine)
        with _durable(*urls, stage) as jobs:
            jobs.submit(order("a", gate="never"))
            until(lambda: rows.status("a").state == "running")
            rows.cancel("a")
            assert ended(jobs, "a").state == "cancelled"
        engine.dispose()

    def test_only_one_is_launched(self, urls: tuple[str, str], stage: Stage) -> None:
        engine = open_database(urls[0])
        with _durable(*urls, stage) as jobs:
            with pytest.raises(RuntimeError):
                DbosJobs(engine, urls[1], stage.kinds()).launch()
            jobs.submit(order("a"))
            assert result(jobs, "a") == {"said": "a"}
        engine.dispose()

    def test_what_kept_stopping_the_worker_is_given_up(
        self, urls: tuple[str, str], stage: Stage
    ) -> None:
        engine = open_database(urls[0])
        JobRows(engine).add(order("a"))
        with engine.begin() as connection:
            connection.execute(text("UPDATE jobs SET attempts = 60"))
        engine.dispose()
        with _durable(*urls, stage) as jobs, pytest.raises(MachineError, match="kept stopping"):
            result(jobs, "a")
        assert not stage.began


def test_an_error_whose_class_takes_no_sentence_is_the_next_of_kin() -> None:
    assert type(rebuilt("NobodyKnowsThis", "No.")) is JobFailed
    assert type(rebuilt("DraftError", "No.")) is DraftError
    assert type(rebuilt(DraftInvalid.__name__, "No.")) is DraftError


def test_a_database_out_of_reach_is_the_operators(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/k.db")
    for url in ("postgresql://nobody:x@127.0.0.1:1/x", f"sqlite:///{tmp_path}/k.db/jobs.db"):
        with pytest.raises(MachineError, match="job queue's database"):
            DbosJobs(engine, url, Stage().kinds()).launch()
    engine.dispose()
