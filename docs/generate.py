"""Writes the pages that are made from code, so that they cannot drift: `make docs`.

docs/draft.md comes of the model, docs/settings.md of the settings' own table.
"""

from __future__ import annotations

import types
import typing
from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from kinoloom import settings
from kinoloom.draft import model

PLAIN = {"str": "text", "int": "whole number", "float": "number", "bool": "true/false"}
PAGE = Path(__file__).with_name("draft.md")
SETTINGS_PAGE = Path(__file__).with_name("settings.md")
SETTINGS_HEAD = """# Settings

Environment variables, read once when a command starts. This page is made from
`src/kinoloom/settings.py` by `make docs`.

"""
HEAD = """# The draft

A draft is JSON with short keys. Unknown keys are kept. Times are whole milliseconds. `d` beside `t`
is the film's length, written for readers and derived when read. This page is made from
`src/kinoloom/draft/model.py` by `make docs`; `kinoloom.draft.codec.json_schema()` gives the JSON
Schema.

`tt` of a track is 0 for pictures, 1 for sound, 7 for words. Segments of one track do not overlap;
later tracks lie on top. Which keys the renderer draws yet, and which it refuses with a sentence,
is decided in `src/kinoloom/render/drawing.py`.
"""
ORDER = (
    model.Draft,
    model.Metadata,
    model.Track,
    model.VideoSegment,
    model.ImageSegment,
    model.ColourSegment,
    model.StickerSegment,
    model.TitleSegment,
    model.CaptionSegment,
    model.AudioSegment,
    model.Source,
    model.Placement,
    model.Adjustments,
    model.Effect,
    model.Keyframe,
    model.Transition,
    model.Sounding,
    model.Ducking,
    model.TextStyle,
    model.Cue,
    model.Word,
)


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_section(value) for value in ORDER)


def _section(value: type[BaseModel]) -> str:
    summary = " ".join((value.__doc__ or "").split())
    rows = "".join(_row(name, field) for name, field in value.model_fields.items())
    return (
        f"\n## {value.__name__}\n\n{summary}\n\n"
        f"| key | in code | type | default | meaning |\n| --- | --- | --- | --- | --- |\n{rows}"
    )


def _row(name: str, field: FieldInfo) -> str:
    default = "" if field.default is PydanticUndefined else _shown(field.default)
    if field.is_required():
        default = "required"
    meaning = field.description or ""
    limits = ", ".join(
        f"{sign} {value:g}"
        for sign, attribute in (("≥", "ge"), (">", "gt"), ("≤", "le"))
        for limit in field.metadata
        if (value := getattr(limit, attribute, None)) is not None
    )
    words = "; ".join(part for part in (meaning, limits) if part)
    kind = _type(field.annotation).replace("|", "\\|")
    return f"| `{field.alias or name}` | `{name}` | {kind} | {default} | {words} |\n"


def _shown(default: object) -> str:
    if isinstance(default, BaseModel):
        return ""
    return f"`{default}`" if default not in ("", (), None) else ""


def _type(annotation: object) -> str:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is None:
        return PLAIN.get(getattr(annotation, "__name__", ""), _name(annotation))
    if origin is typing.Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    kinds = [_type(part) for part in arguments if part not in (type(None), Ellipsis)]
    if origin in (typing.Union, types.UnionType):
        return " or ".join(kinds)
    if origin is tuple:
        count = "list" if Ellipsis in arguments else str(len(arguments))
        return f"{count} of {kinds[0]}"
    return f"object of {kinds[-1]}" if origin is dict else kinds[0]


def _name(annotation: object) -> str:
    return getattr(annotation, "__name__", str(annotation))


def settings_page() -> str:
    """Every setting, as its module tells it."""
    return SETTINGS_HEAD + (settings.__doc__ or "").split("\n\n", 1)[1]


if __name__ == "__main__":
    PAGE.write_text(page())
    SETTINGS_PAGE.write_text(settings_page())
