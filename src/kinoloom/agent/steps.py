"""An ask -> the tool call that does it. A kind of ask is one row of `CALLS`."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kinoloom.intent import (
    AddMedia,
    AddTitle,
    Ask,
    ChangeRatio,
    Delete,
    Export,
    MakeClip,
    Move,
    Redo,
    RemoveMusic,
    ReviseClip,
    SetMusic,
    SetVolume,
    ShowStatus,
    Split,
    Trim,
    Undo,
)


@dataclass(frozen=True)
class Call:
    """A tool and its arguments, as a model would write them."""

    tool: str
    arguments: dict[str, Any]


def step_for(ask: Ask) -> Call | None:
    """The call of an ask; None when words are the answer."""
    row = CALLS.get(type(ask))
    if row is None:
        return None
    tool, arguments = row(ask)
    return Call(tool, {name: value for name, value in arguments.items() if value is not None})


def _make(ask: MakeClip) -> tuple[str, dict[str, Any]]:
    return "make_clip", {
        "prompt": ask.prompt,
        "seconds": ask.seconds,
        "ratio": ask.ratio,
        "seed": ask.seed,
        "append": ask.adds or None,
    }


def _revise(ask: ReviseClip) -> tuple[str, dict[str, Any]]:
    seed = ask.seed
    if seed is None and ask.new_seed:
        seed = secrets.randbelow(10_000)
    return "revise_clip", {
        "change": ask.change,
        "clip": ask.which,
        "seconds": ask.seconds,
        "ratio": ask.ratio,
        "seed": seed,
    }


def _title(ask: AddTitle) -> tuple[str, dict[str, Any]]:
    return "change_title" if ask.replaces else "add_title", {
        "text": ask.text,
        "start_ms": ask.start_ms,
        "duration_ms": ask.duration_ms,
        "position": ask.position,
        "at_end": ask.at_end or None,
    }


def _music(ask: SetMusic) -> tuple[str, dict[str, Any]]:
    return "set_music", {"mood": " ".join(ask.mood_words), "volume_percent": ask.volume_percent}


def _volume(ask: SetVolume) -> tuple[str, dict[str, Any]]:
    return "set_volume", {
        "target": ask.target,
        "percent": ask.percent,
        "relative_db": ask.relative_db,
        "clip": ask.which,
    }


def _trim(ask: Trim) -> tuple[str, dict[str, Any]]:
    return "trim_clip", {
        "edge": ask.edge,
        "amount_ms": ask.amount_ms,
        "clip": ask.target,
        "start_ms": ask.start_ms,
        "end_ms": ask.end_ms,
    }


def _delete(ask: Delete) -> tuple[str, dict[str, Any]]:
    return "delete_item", {"kind": ask.target.kind, "number": ask.target.index}


def _move(ask: Move) -> tuple[str, dict[str, Any]]:
    return "move_item", {
        "kind": ask.target.kind,
        "number": ask.target.index,
        "to": ask.to,
        "to_ms": ask.to_ms,
    }


def _export(ask: Export) -> tuple[str, dict[str, Any]]:
    return "export_film", {
        "format": ask.format,
        "quality": ask.quality,
        "short_side_px": ask.short_side_px,
        "fps": ask.fps,
        "codec": ask.codec,
        "at_ms": ask.at_ms,
        "preview": ask.preview or None,
        "muted": ask.muted or None,
    }


CALLS: dict[type, Callable[[Any], tuple[str, dict[str, Any]]]] = {
    MakeClip: _make,
    ReviseClip: _revise,
    AddTitle: _title,
    SetMusic: _music,
    AddMedia: lambda ask: ("add_media", {"seconds": ask.seconds, "ratio": ask.ratio}),
    RemoveMusic: lambda _: ("remove_music", {}),
    SetVolume: _volume,
    Trim: _trim,
    Split: lambda ask: ("split_clip", {"at_ms": ask.at_ms}),
    Delete: _delete,
    Move: _move,
    ChangeRatio: lambda ask: ("change_ratio", {"ratio": ask.ratio}),
    Undo: lambda ask: ("undo", {"steps": ask.steps}),
    Redo: lambda _: ("redo", {}),
    Export: _export,
    ShowStatus: lambda _: ("show_timeline", {}),
}
