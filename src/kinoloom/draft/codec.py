"""Wire JSON <-> model: short keys, unknown keys kept, old versions upgraded on read."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from pydantic import ValidationError

from kinoloom.draft.check import check
from kinoloom.draft.errors import DraftInvalid, Problem
from kinoloom.draft.model import SCHEMA_VERSION, Draft

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

COLOUR_KEYS = (".bg", ".c", ".c2", ".oc", ".sc", ".bx", ".hi")

UPGRADES: dict[int, Upgrade] = {}
"""From a version to the next one. A change of meaning adds a row here and a golden to the tests."""


def encode(draft: Draft) -> dict[str, Any]:
    """The wire's JSON value. Defaults are left out, except what every reader looks for."""
    wire = draft.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    wire["v"] = draft.version
    wire["d"] = draft.duration_ms
    wire["m"] = draft.metadata.model_dump(mode="json", by_alias=True)
    wire.setdefault("t", [])
    for track in wire["t"]:
        track.setdefault("sg", [])
    for track, row in zip(draft.tracks, wire["t"], strict=True):
        for segment, cell in zip(track.segments, row["sg"], strict=True):
            cell["k"] = segment.kind
    return wire


def decode(wire: Mapping[str, Any]) -> Draft:
    """A checked draft from the wire's JSON value.

    Raises DraftInvalid with the path of each problem.
    """
    raw = dict(wire)
    raw.pop("d", None)
    version = raw.get("v", SCHEMA_VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DraftInvalid((Problem("v", "the schema version is a whole number from 1"),))
    if version > SCHEMA_VERSION:
        raise DraftInvalid(
            (Problem("v", f"version {version} is newer than this studio ({SCHEMA_VERSION})"),)
        )
    while version < SCHEMA_VERSION:
        raw = UPGRADES[version](raw)
        version += 1
    raw["v"] = SCHEMA_VERSION
    endless = tuple(_endless(raw))
    if endless:
        raise DraftInvalid(endless)
    try:
        return check(Draft.model_validate(raw))
    except ValidationError as error:
        raise DraftInvalid(tuple(_problem(detail) for detail in error.errors())) from None


def dumps(draft: Draft) -> str:
    """Canonical text: equal drafts give equal text, for hashing and storing."""
    return json.dumps(
        encode(draft), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def loads(text: str | bytes) -> Draft:
    """The draft in a JSON text. Raises DraftInvalid, also when it is not JSON."""
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise DraftInvalid((Problem("draft", f"is not JSON ({error})"),)) from None
    if not isinstance(value, dict):
        raise DraftInvalid((Problem("draft", "must be a JSON object"),))
    return decode(cast("dict[str, Any]", value))


def digest(draft: Draft) -> str:
    """A hash of the content: equal drafts, equal digests."""
    return hashlib.sha256(dumps(draft).encode()).hexdigest()


def json_schema() -> dict[str, Any]:
    """The published JSON Schema of a draft, with the wire's keys."""
    return Draft.model_json_schema(by_alias=True)


def _refuse_constant(name: str) -> None:
    """Python reads NaN and Infinity, which are not JSON and no place on a canvas."""
    raise ValueError(f"{name} is not a number")


def _endless(raw: dict[str, Any]) -> Iterator[Problem]:
    """Numbers without end anywhere, keys nobody knows included: 1e999 is JSON, and read as one.

    A list of what is left to do instead of calls: depth is the sender's choice.
    """
    left: list[tuple[str, object]] = [("", raw)]
    while left:
        path, value = left.pop()
        if isinstance(value, float) and not math.isfinite(value):
            yield Problem(path.lstrip("."), "is not a finite number")
        elif isinstance(value, dict):
            named = cast("dict[str, object]", value)
            left += [(f"{path}.{key}", item) for key, item in named.items()]
        elif isinstance(value, list | tuple):
            numbered = enumerate(cast("list[object]", value))
            left += [(f"{path}[{place}]", item) for place, item in numbered]


def _problem(detail: Mapping[str, Any]) -> Problem:
    path = ""
    for part in detail["loc"]:
        path += f"[{part}]" if isinstance(part, int) else f".{part}"
    told = str(detail["msg"]).removeprefix("Value error, ")
    if detail["type"] == "string_pattern_mismatch" and path.endswith(COLOUR_KEYS):
        told = "a colour is #rrggbb or #rrggbbaa"
    return Problem(path.lstrip(".") or "draft", told[:1].lower() + told[1:])
