"""docs/reference/draft.md: every key and value a draft can hold, and the test that draws it."""

from __future__ import annotations

import types
import typing
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from draft_values import Values, tables
from drawn_by import Claim, Over, claims
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from kinoloom.draft import model
from kinoloom.render.planning.drawing import DRAWN

TESTS = Path(__file__).parents[1] / "tests"
PLAIN = {"str": "text", "int": "whole number", "float": "number", "bool": "true/false"}
HEAD = """# The draft

A draft is JSON with short keys. Unknown keys are kept. Times are whole milliseconds. `d` beside `t`
is the film's length, written for readers and derived when read. Segments of one track do not
overlap; later tracks lie on top. What the renderer does not know it refuses with a sentence before
it draws the first frame.

This page is made by `make docs` from `src/kinoloom/draft/model.py` and the renderer's tables;
`kinoloom.draft.codec.json_schema()` gives the JSON Schema. `drawn by` is the test that fails when
the renderer does not do what the row says; it is read from the `@draws` of the tests, and a row
without one fails `tests/unit/test_docs.py`.
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


@dataclass(frozen=True)
class Coverage:
    """Tests by row, and what is wrong with what they say."""

    tests: Mapping[str, Sequence[str]]
    mistakes: Sequence[str]


def page(tests: Path = TESTS) -> str:
    """The whole page."""
    drawn = coverage(tests).tests
    keys = "".join(_section(value, drawn) for value in ORDER)
    values = "".join(_table(table, drawn) for table in tables())
    return f"{HEAD}{keys}\n# Values\n{values}"


def coverage(tests: Path = TESTS) -> Coverage:
    """What the tests below a folder draw. Mistakes are sentences: rows that nobody draws, tests
    that name a row that is none, and tests that cannot draw what they say."""
    found: dict[str, list[str]] = {row: [] for row in rows()}
    wrong: list[str] = []
    told = claims(tests)
    for claim in told:
        for said in claim.rows:
            try:
                covered = _covered(claim, said, found)
            except _Untrue as mistake:
                wrong.append(f"{claim.place} says it draws {said}, but {mistake}.")
                continue
            for row in covered:
                found[row].append(claim.test)
    twice = [name for name, count in Counter(claim.test for claim in told).items() if count > 1]
    wrong += [f"Two tests that draw are called {name}." for name in twice]
    wrong += [f"No test draws {row}." for row, names in found.items() if not names]
    return Coverage(found, wrong)


def rows() -> tuple[str, ...]:
    """The name of every row of the page."""
    keys = (f"{value.__name__}.{name}" for value in ORDER for name in value.model_fields)
    return (*keys, *(name for table in tables() for name in table.names()))


class _Untrue(ValueError):
    """A test says it draws what it cannot; the text says why."""


def _covered(claim: Claim, said: str, known: Collection[str]) -> Sequence[str]:
    """The rows that a claim draws."""
    key, is_value, value = said.partition("=")
    owner, _, name = key.partition(".")
    if not claim.runs:
        raise _Untrue("it may be skipped")
    if value == "*":
        return _whole_table(claim, key)
    if not is_value and owner == "PictureSegment":
        return _of_every_kind(claim, name)
    if said not in known:
        raise _Untrue("there is no such row")
    if value not in claim.words if is_value else not _uses(claim, owner, name):
        raise _Untrue("it never uses that")
    return (said,)


def _whole_table(claim: Claim, key: str) -> Sequence[str]:
    found = [table for table in tables() if table.row == key]
    run = [table for table in found if _runs_over(claim, table.table, table.part)]
    if not run:
        raise _Untrue("it is not parametrized over that table" if found else "there is none")
    return [f"{key}={value}" for table in run for value in table.cells if value not in table.apart]


def _of_every_kind(claim: Claim, name: str) -> Sequence[str]:
    if not all(name in kind.model_fields for kind in DRAWN):
        raise _Untrue("there is no such row")
    if not _runs_over(claim, DRAWN, None):
        raise _Untrue("it is not parametrized over DRAWN")
    return [f"{kind.__name__}.{name}" for kind in DRAWN]


def _runs_over(claim: Claim, table: object, part: str | None) -> bool:
    return any(over.part == part and _imported(over) is table for over in claim.over)


def _imported(over: Over) -> object:
    if not over.module.startswith("kinoloom."):
        return None
    return getattr(import_module(over.module), over.name, None)


def _uses(claim: Claim, owner: str, name: str) -> bool:
    """Whether a key, or its short name, occurs in the test at all."""
    value = next(value for value in ORDER if value.__name__ == owner)
    return bool({name, value.model_fields[name].alias} & claim.words)


def _section(value: type[BaseModel], drawn: Mapping[str, Sequence[str]]) -> str:
    summary = " ".join((value.__doc__ or "").split())
    shown = "".join(
        _row(name, field, drawn[f"{value.__name__}.{name}"])
        for name, field in value.model_fields.items()
    )
    return f"\n## {value.__name__}\n\n{summary}\n\n{_head(KEY_HEAD)}{shown}"


KEY_HEAD = ("key", "in code", "type", "default", "meaning", "drawn by")


def _table(table: Values, drawn: Mapping[str, Sequence[str]]) -> str:
    lead = f"{table.lead}\n\n" if table.lead else ""
    lines = (
        _line((f"`{value}`", *cells, _names(drawn[name])))
        for (value, cells), name in zip(table.cells.items(), table.names(), strict=True)
    )
    head = _head(("value", *table.head, "drawn by"))
    return f"\n## {table.title}\n\n{lead}{head}{''.join(lines)}"


def _head(names: Sequence[str]) -> str:
    return _line(names) + _line(["---"] * len(names))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _names(tests: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(tests))


def _row(name: str, field: FieldInfo, tests: Sequence[str]) -> str:
    default = "" if field.default is PydanticUndefined else _shown(field.default)
    if field.is_required():
        default = "required"
    words = "; ".join(part for part in (field.description or "", _limits(field)) if part)
    key = f"`{field.alias or name}`"
    return _line((key, f"`{name}`", _type(field.annotation), default, words, _names(tests)))


def _limits(field: FieldInfo) -> str:
    return ", ".join(_bounds(field))


def _bounds(field: FieldInfo) -> Iterator[str]:
    for sign, attribute in (("≥", "ge"), (">", "gt"), ("≤", "le")):
        for limit in field.metadata:
            value = getattr(limit, attribute, None)
            if value is not None:
                yield f"{sign} {value:g}"


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
