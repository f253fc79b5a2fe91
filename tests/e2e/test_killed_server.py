"""`kill -9` of a server at every point of a turn with two clips and an export, and its restart:
events once each, clips once, credits once, and the same render id finishes."""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.media import pictures
from tests.support.served import Caller, Json, Served

pytest_plugins = ["tests.support.postgres"]

PRICE = 3


def sentence(number: int) -> str:
    """What is said. Other words each time: what was painted once would not be painted again."""
    return (
        f"a desert with {number + 2} camels at dusk, 1 second. "
        f"Add another clip of a city with {number + 2} cars at night, 2 seconds"
    )


EXPECTED = ["call", "answer", "call", "answer", "text"]
# Every write of the turn, by what it is: before it is committed and after.
POINTS = [
    f"{when}:{name}:{number}"
    for name, numbers in (
        ("pin", (1,)),
        ("hold", (1, 2)),
        ("job", (1, 2, 3, 4)),
        ("append", (1, 3, 8)),
        ("settle", (1, 2, 3, 4, 5)),
        ("end", (1,)),
    )
    for number in numbers
    for when in ("before", "after")
]
QUICK = ["after:hold:1", "before:settle:2", "after:end:1"]


Setting = dict[str, str]


@pytest.fixture(params=["sqlite", "postgres"])
def setting(request: pytest.FixtureRequest, new_database: Callable[..., str]) -> Setting:
    """The setting that chooses the database, each in turn."""
    return {} if request.param == "sqlite" else {"KINOLOOM_DATABASE": new_database("template1")}


def begun(served: Served, number: int) -> Caller:
    """A new user who says the sentence and does not wait."""
    user = Caller(served, f"victim-{number}-{time.time_ns()}")
    user.sign_up()

    def speak() -> None:
        try:
            for _ in user.listen(user.run_body(sentence(number))):
                pass
        except (OSError, AssertionError, ValueError):
            # The connection dies with the server; that is the point.
            return

    threading.Thread(target=speak, daemon=True).start()
    return user


def finished(user: Caller) -> list[str]:
    """Wait until the turn is over, by saying it again while it is open; the sorts of its events."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        state = user.state()
        tracks = (state["draft"] or {}).get("t") or [{"sg": []}]
        balance = user.get("/api/credits/balance/simple").data
        if len(tracks[0]["sg"]) == 2 and balance["frozen"] == 0:
            return [e.sort for e in user.say("status") if e.id]
        time.sleep(0.1)
    raise AssertionError("the turn was not finished")


def check(user: Caller, render_id: str) -> None:
    """Nothing twice, nothing missing."""
    assert finished(user)[-1] == "text"
    state = user.state()
    clips = state["draft"]["t"][0]["sg"]
    assert [clip["d"] for clip in clips] == [1000, 2000]
    assert len({clip["id"] for clip in clips}) == 2
    balance = user.get("/api/credits/balance/simple").data
    assert balance == {"available": 100 - PRICE, "frozen": 0, "total": 100 - PRICE}
    user.export(render_id, state["draft"])
    assert user.exported(render_id)["status"] == "completed"


def log_of(home: Path, setting: Setting, user: Caller, said: str) -> list[Json]:
    """The events of a session's first turn, as the database has them."""
    from sqlalchemy import select

    from kinoloom.store.database import open_database
    from kinoloom.store.tables import events, messages, turns

    url = setting.get("KINOLOOM_DATABASE") or f"sqlite:///{home / 'kinoloom.db'}"
    engine = open_database(url)
    first = select(turns.c.id).where(turns.c.project_id == user.session_id, turns.c.number == 1)
    with engine.connect() as connection:
        turn = connection.execute(first).scalar_one()
        rows = connection.execute(
            select(events.c.seq, events.c.body)
            .where(events.c.turn_id == turn)
            .order_by(events.c.seq)
        ).all()
        query = select(messages.c.text).where(messages.c.project_id == user.session_id)
        counted = Counter(connection.execute(query).scalars())
    engine.dispose()
    assert counted[said] == 1, "the conversation has the sentence once"
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    return [json.loads(row.body) for row in rows]


def check_log(home: Path, setting: Setting, user: Caller, number: int) -> None:
    """Each event once, and every answer belongs to its call."""
    told: list[str] = []
    calls: list[str] = []
    for event in log_of(home, setting, user, sentence(number)):
        for part in event.get("content", {}).get("parts", []):
            if "functionCall" in part:
                told.append("call")
                calls.append(part["functionCall"]["id"])
            elif "functionResponse" in part:
                told.append("answer")
                assert part["functionResponse"]["id"] == calls[-1]
                assert part["functionResponse"]["response"]["status"] == "ok"
            else:
                told.append("text")
    assert told == EXPECTED


def test_killed_at_a_few_points_of_the_turn(tmp_path: Path) -> None:
    kill_at(QUICK, tmp_path, {})


@pytest.mark.slow
def test_killed_at_every_point_of_the_turn(tmp_path: Path, setting: Setting) -> None:
    kill_at(POINTS, tmp_path, setting)


def kill_at(points: list[str], folder: Path, setting: Setting) -> None:
    """One server after the other dies at a point; each time another takes its turn to the end."""
    served = Served(folder / "home", setting)
    for number, point in enumerate(points):
        served.begin(DIE_AT=point)
        user = begun(served, number)
        served.wait_dead()
        served.begin()
        try:
            check(user, f"render_{number}")
            check_log(served.home, setting, user, number)
        except BaseException:
            print(point, served.log.read_text()[-4000:])
            raise
        finally:
            served.kill()


@pytest.mark.slow
def test_killed_at_random_moments(tmp_path: Path, setting: Setting) -> None:
    random_kills(25, tmp_path, setting)


@pytest.mark.slow
def test_killed_at_a_few_random_moments(tmp_path: Path) -> None:
    random_kills(2, tmp_path, {})


def random_kills(times: int, folder: Path, setting: Setting) -> None:
    """A turn that is killed somewhere, and a render that is killed somewhere, over and over."""
    dice = random.Random(1)
    served = Served(folder / "home", {**setting, "QUICK_FRAME_S": "0.05"})
    for number in range(times):
        served.begin()
        user = begun(served, number)
        time.sleep(dice.uniform(0.1, 6.0))
        served.kill(whole_group=number % 2 == 0)
        served.begin()
        try:
            order_while_killed(served, user, number, dice)
            check_log(served.home, setting, user, number)
        finally:
            served.kill()


def order_while_killed(served: Served, user: Caller, number: int, dice: random.Random) -> None:
    """Finish the turn, order a film, kill the server while it renders: the id finishes."""
    # A turn that was not written before the kill was never promised: it is said again, and a turn
    # that was is joined.
    render_id = f"render_{number}"
    if user.state()["draft"] is None:
        user.say(sentence(number))
    finished(user)
    user.export(render_id)
    time.sleep(dice.uniform(0.0, 1.0))
    served.kill()
    served.begin()
    check(user, render_id)
    url = user.exported(render_id)["output"]["url"]
    film = served.home / "film.mp4"
    film.write_bytes(served.ask("GET", url).body)
    assert len(pictures(film)) == 72
