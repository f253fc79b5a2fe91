"""What a server's events say: ADK's, and the flat form of the hosted servers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast

from kinoloom.client.errors import Account, ServerBroken, refusal
from kinoloom.client.sse import Frame

Kind = Literal["text", "partial", "call", "answer", "progress", "heartbeat"]


@dataclass(frozen=True)
class Progress:
    """How far long work is. `percent` is 0..100."""

    job: str = ""
    part: str = ""
    percent: float | None = None
    eta_s: float | None = None


@dataclass(frozen=True)
class Heard:
    """One thing the studio said or did.

    "text" is a whole sentence or more; "partial" a piece of one that comes whole later. "call" and
    "answer" name a tool and are not for the user's eyes.
    """

    kind: Kind
    text: str = ""
    name: str = ""
    progress: Progress | None = None


@dataclass(frozen=True)
class Event:
    """A frame, understood. `turn_id` is "" in the flat form."""

    heard: tuple[Heard, ...]
    id: str = ""
    turn_id: str = ""


def event_of(frame: Frame, account: Account) -> Event:
    """What the frame says. Raises the error that an error event stands for."""
    heard: list[Heard] = []
    turn_id = ""
    for value in _values(frame.data):
        _check(value, account)
        turn_id = _str(value.get("invocationId")) or turn_id
        heard += _flat(value) if "type" in value else _adk(value)
    # Nothing in it for anyone: still a sign that the server lives.
    return Event(tuple(heard) or (Heard("heartbeat"),), frame.id, turn_id)


def _values(data: str) -> Iterator[dict[str, Any]]:
    """The frame's JSON objects; several when a server leaves out the blank lines between events."""
    try:
        yield from _objects(json.loads(data))
    except (ValueError, RecursionError):
        for line in data.splitlines():
            try:
                yield from _objects(json.loads(line))
            except (ValueError, RecursionError):
                # "[DONE]" and the like mean nothing to us.
                continue


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield cast("dict[str, Any]", value)


def _check(value: dict[str, Any], account: Account) -> None:
    code = value.get("code")
    if isinstance(code, int) and code not in (0, 200) and not isinstance(code, bool):
        raise refusal(code, "", account)
    if value.get("type") == "error" or value.get("errorCode") or value.get("error"):
        raise ServerBroken("The studio stopped with an error of its own; say it again.")


def _adk(value: dict[str, Any]) -> Iterator[Heard]:
    content = _dict(value.get("content"))
    is_partial = value.get("partial") is True
    for part in _dicts(content.get("parts")):
        call, answer = part.get("functionCall"), part.get("functionResponse")
        if isinstance(call, dict):
            yield Heard("call", name=_str(_dict(call).get("name")))
        elif isinstance(answer, dict):
            yield Heard("answer", name=_str(_dict(answer).get("name")))
        elif content.get("role") != "user" and not part.get("thought") and _str(part.get("text")):
            yield Heard("partial" if is_partial else "text", _str(part.get("text")))
    progress = _dict(_dict(_dict(value.get("actions")).get("stateDelta")).get("progress"))
    if progress:
        yield _progress(progress)


def _flat(value: dict[str, Any]) -> Iterator[Heard]:
    match value["type"]:
        case "text" if _str(value.get("content")):
            is_partial = value.get("partial") is True
            yield Heard("partial" if is_partial else "text", _str(value["content"]))
        case "tool_call":
            yield Heard("call", name=_str(value.get("name")))
        case "tool_result":
            yield Heard("answer", name=_str(value.get("name")))
        case "progress":
            yield _progress(value)
        case _:
            yield Heard("heartbeat")


def _progress(value: dict[str, Any]) -> Heard:
    told = Progress(
        _str(value.get("job")),
        _str(value.get("part")),
        _number(value.get("percent")),
        _number(value.get("eta_s")),
    )
    return Heard("progress", progress=told)


def _str(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _dict(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _dicts(value: object) -> list[dict[str, Any]]:
    rows = cast("list[object]", value) if isinstance(value, list) else []
    return [_dict(row) for row in rows]
