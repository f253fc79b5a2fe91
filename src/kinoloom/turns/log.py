"""The `Turns` port in SQL."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, insert, select, update

from kinoloom.accounts import ledger
from kinoloom.draft.assets import assets_of
from kinoloom.store.database import insert_once, writing
from kinoloom.store.files import hold_in
from kinoloom.store.ports import Change, Message
from kinoloom.store.projects import apply_in, load_in, say_in
from kinoloom.store.tables import calls, events, made, projects, turns
from kinoloom.turns.ports import Json, LoggedEvent, NoSuchTurn, Turn, TurnState


class SqlTurns:
    """Turns, their events and their steps' answers in the studio's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, project_id: str, text: str, *, streaming: bool = False) -> tuple[Turn, bool]:
        """A new turn, or the open one of the same words; whether it is new."""
        with writing(self._engine) as connection:
            # Two posts of the same words at once are one turn: the second waits here.
            _lock_project(connection, project_id)
            known = _open(connection, project_id, text)
            if known is not None:
                return known, False
            last = select(func.max(turns.c.number)).where(turns.c.project_id == project_id)
            number = connection.execute(last).scalar() or 0
            row: dict[str, Any] = {
                "id": f"e-{uuid.uuid4()}",
                "project_id": project_id,
                "number": number + 1,
                "text": text,
                "streaming": streaming,
                "state": "open",
                "cancelled": False,
                "created_at": time.time(),
            }
            connection.execute(insert(turns).values(row))
            return _loaded(connection, row["id"]), True

    def open_turn(self, project_id: str, text: str) -> Turn | None:
        """The open turn of these words, which saying them again would join."""
        with self._engine.connect() as connection:
            return _open(connection, project_id, text)

    def load(self, turn_id: str) -> Turn:
        """A turn. Raises NoSuchTurn."""
        with self._engine.connect() as connection:
            return _loaded(connection, turn_id)

    def open_turns(self) -> Sequence[Turn]:
        """Turns that are not over, oldest first."""
        query = _turns().where(turns.c.state == "open").order_by(turns.c.created_at)
        with self._engine.connect() as connection:
            return [_turn(row) for row in connection.execute(query)]

    def cancel(self, turn_id: str) -> None:
        """Ask a turn to stop. Raises NoSuchTurn."""
        with writing(self._engine) as connection:
            _loaded(connection, turn_id)
            connection.execute(update(turns).where(turns.c.id == turn_id).values(cancelled=True))

    def pin(self, turn_id: str, context: Json) -> Json:
        """What the turn may refer to: the first that was pinned."""
        free = (turns.c.id == turn_id) & turns.c.context.is_(None)
        with writing(self._engine) as connection:
            connection.execute(update(turns).where(free).values(context=json.dumps(context)))
            kept = select(turns.c.context).where(turns.c.id == turn_id)
            return json.loads(connection.execute(kept).scalar_one())

    def append(self, turn_id: str, key: str, body: str) -> None:
        """Add an event at the end of the log; one whose key is there, or of a turn that is over,
        is not written."""
        with writing(self._engine) as connection:
            turn = _locked(connection, turn_id)
            known = select(events.c.seq).where(events.c.turn_id == turn_id, events.c.key == key)
            if turn.is_over or connection.execute(known).first():
                return
            last = select(func.max(events.c.seq)).where(events.c.turn_id == turn_id)
            row: dict[str, Any] = {
                "turn_id": turn_id,
                "seq": (connection.execute(last).scalar() or 0) + 1,
                "key": key,
                "body": body,
                "created_at": time.time(),
            }
            connection.execute(insert(events).values(row))

    def events(self, turn_id: str, after: int = 0) -> Sequence[LoggedEvent]:
        """The events behind `after`, in order."""
        query = (
            select(events.c.seq, events.c.body)
            .where(events.c.turn_id == turn_id, events.c.seq > after)
            .order_by(events.c.seq)
        )
        with self._engine.connect() as connection:
            return [LoggedEvent(row.seq, row.body) for row in connection.execute(query)]

    def progress(self, turn_ids: Sequence[str]) -> Mapping[str, tuple[int, bool]]:
        """For each turn the last event's number, and whether the turn is over."""
        query = (
            select(turns.c.id, turns.c.state, func.max(events.c.seq).label("last"))
            .outerjoin(events, events.c.turn_id == turns.c.id)
            .where(turns.c.id.in_(turn_ids))
            .group_by(turns.c.id, turns.c.state)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return {row.id: (row.last or 0, row.state != "open") for row in rows}

    def answer(self, turn_id: str, key: str) -> Json | None:
        """What a step of the turn gave, if it came to its end."""
        with self._engine.connect() as connection:
            return _answered(connection, turn_id, key)

    def settle(
        self, turn_id: str, key: str, answer: Json, changes: Sequence[Change] = (), *, paid: bool
    ) -> Json:
        """End a step: its changes, its cost and its answer, together; the first answer's."""
        with writing(self._engine) as connection:
            turn = _locked(connection, turn_id)
            # Someone who took this turn over was faster: what we did is theirs already.
            known = _answered(connection, turn_id, key)
            if known is not None:
                return known
            row = {"turn_id": turn_id, "key": key, "answer": json.dumps(answer)}
            connection.execute(insert(calls).values(**row, created_at=time.time()))
            if changes:
                before = load_in(connection, turn.project_id).draft
                after = apply_in(connection, turn.project_id, changes).draft
                _own(connection, turn, assets_of(after) - assets_of(before))
            if turn.user_id is not None:
                close = ledger.settle_in if paid else ledger.release_in
                close(connection, turn.user_id, f"{turn_id}/{key}")
            return answer

    def end(self, turn_id: str, state: TurnState, said: str) -> None:
        """End a turn: what was said joins the conversation, what was held and not spent is free."""
        with writing(self._engine) as connection:
            turn = _locked(connection, turn_id)
            if turn.is_over:
                return
            values = {"state": state, "ended_at": time.time()}
            connection.execute(update(turns).where(turns.c.id == turn_id).values(values))
            failed = state != "done"
            say_in(connection, turn.project_id, Message("user", turn.text, failed=failed))
            say_in(connection, turn.project_id, Message("model", said, failed=failed))
            if turn.user_id is not None:
                ledger.release_open_in(connection, turn.user_id, f"{turn_id}/")


def _own(connection: Connection, turn: Turn, assets: frozenset[str]) -> None:
    for asset_id in sorted(assets):
        row = {"asset_id": asset_id, "project_id": turn.project_id, "created_at": time.time()}
        insert_once(connection, made, row)
    if turn.user_id is not None:
        hold_in(connection, turn.user_id, assets)


def _turns() -> Select[Any]:
    return select(turns, projects.c.user_id).join(projects, projects.c.id == turns.c.project_id)


def _turn(row: Row[Any]) -> Turn:
    return Turn(
        id=row.id,
        project_id=row.project_id,
        user_id=row.user_id,
        number=row.number,
        text=row.text,
        streaming=row.streaming,
        state=row.state,
        cancelled=row.cancelled,
        created_at=row.created_at,
    )


def _open(connection: Connection, project_id: str, text: str) -> Turn | None:
    same = (turns.c.project_id == project_id) & (turns.c.text == text)
    query = _turns().where(same & (turns.c.state == "open")).order_by(turns.c.number).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else _turn(row)


def _loaded(connection: Connection, turn_id: str) -> Turn:
    row = connection.execute(_turns().where(turns.c.id == turn_id)).one_or_none()
    if row is None:
        raise NoSuchTurn("There is no such turn.")
    return _turn(row)


def _locked(connection: Connection, turn_id: str) -> Turn:
    lock = select(turns.c.id).where(turns.c.id == turn_id).with_for_update()
    connection.execute(lock)
    return _loaded(connection, turn_id)


def _lock_project(connection: Connection, project_id: str) -> None:
    lock = select(projects.c.id).where(projects.c.id == project_id).with_for_update()
    connection.execute(lock)


def _answered(connection: Connection, turn_id: str, key: str) -> Json | None:
    query = select(calls.c.answer).where(calls.c.turn_id == turn_id, calls.c.key == key)
    found = connection.execute(query).scalar_one_or_none()
    return None if found is None else json.loads(found)
