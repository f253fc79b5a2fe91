"""The wire form: short keys, unknown keys kept, problems named by their path."""

from __future__ import annotations

import json

import pytest
from tests.support.drafts import ASSET, film, scored

from kinoloom.draft import codec
from kinoloom.draft.edits import add_title
from kinoloom.draft.errors import DraftInvalid
from kinoloom.draft.model import (
    AudioSegment,
    CaptionSegment,
    ColourSegment,
    Cue,
    Draft,
    Effect,
    ImageSegment,
    Keyframe,
    Source,
    StickerSegment,
    TextStyle,
    TitleSegment,
    Track,
    TrackType,
    Transition,
    VideoSegment,
    Word,
)

SOURCE = Source(asset=ASSET, length_ms=60_000)

EVERYTHING = Draft(
    tracks=(
        Track(
            id="v",
            type=TrackType.VIDEO,
            segments=(
                VideoSegment(
                    id="a",
                    start_ms=0,
                    duration_ms=2000,
                    source=SOURCE,
                    keyframes={"scale": (Keyframe(at_ms=0, value=1), Keyframe(at_ms=900, value=2))},
                    effects=(Effect(kind="chroma_key", arguments={"colour": "#00ff00"}),),
                ),
                ImageSegment(
                    id="b",
                    start_ms=2000,
                    duration_ms=2000,
                    source=SOURCE,
                    transition=Transition(kind="crossfade", duration_ms=500),
                ),
                ColourSegment(id="c", start_ms=4000, duration_ms=500),
                StickerSegment(id="d", start_ms=5000, duration_ms=500, source=SOURCE),
            ),
        ),
        Track(
            id="m",
            type=TrackType.AUDIO,
            volume=80,
            segments=(AudioSegment(id="e", start_ms=0, duration_ms=4000, source=SOURCE),),
        ),
        Track(
            id="t",
            type=TrackType.TEXT,
            segments=(
                TitleSegment(id="f", start_ms=0, duration_ms=900, text="Hi", style=TextStyle()),
                CaptionSegment(
                    id="g",
                    start_ms=1000,
                    duration_ms=2000,
                    cues=(
                        Cue(
                            text="two words",
                            start_ms=0,
                            duration_ms=900,
                            words=(Word(text="two", start_ms=0, duration_ms=400),),
                        ),
                    ),
                ),
            ),
        ),
    )
)


def test_the_seeds_keys() -> None:
    wire = codec.encode(add_title(scored(film(5000)), "Urban Dreams"))
    assert {"t", "d", "m", "v"} <= wire.keys()
    assert [track["tt"] for track in wire["t"]] == [0, 1, 7]
    assert wire["t"][0]["sg"][0]["d"] == 5000
    assert wire["m"]["width"] == 1920


def test_every_kind_of_segment_comes_back() -> None:
    assert codec.decode(codec.encode(EVERYTHING)) == EVERYTHING
    assert codec.loads(codec.dumps(EVERYTHING)) == EVERYTHING


def test_unknown_keys_stay_at_every_level() -> None:
    wire = codec.encode(EVERYTHING)
    wire["x1"] = {"deep": [1]}
    wire["t"][0]["x2"] = "track"
    wire["t"][0]["sg"][0]["x3"] = None
    wire["t"][0]["sg"][0]["src"]["x4"] = 4
    assert codec.encode(codec.decode(wire)) == wire


def test_a_draft_without_version_or_duration_is_taken() -> None:
    wire = codec.encode(film(2000))
    del wire["v"], wire["d"]
    assert codec.decode(wire) == film(2000)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("v",), 99, "v"),
        (("v",), "1", "v"),
        (("m", "fps"), "fast", "m.fps"),
        (("m", "width"), 1921, "m"),
        (("t", 0, "tt"), 3, "t[0].tt"),
        (("t", 0, "sg", 0, "d"), 0, "t[0].sg[0]"),
        (("t", 0, "sg", 0, "k"), "hologram", "t[0].sg[0]"),
        (("t", 0, "sg", 0, "src"), {"a": "../../etc/passwd"}, "t[0].sg[0]"),
        (("t", 0, "sg", 1, "s"), 1000, "t[0].sg[1]"),
        (("t", 0, "sg", 1, "id"), "clip_1", "t[0].sg[1]"),
        (("t", 0, "sg", 0, "src", "in"), 4000, "t[0].sg[0].src"),
    ],
)
def test_problems_are_named_by_path(path: tuple[str | int, ...], value: object, where: str) -> None:
    wire = json.loads(json.dumps(codec.encode(film(5000, 4000))))
    spot = wire
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    with pytest.raises(DraftInvalid) as caught:
        codec.decode(wire)
    assert any(problem.where.startswith(where) for problem in caught.value.problems)


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '"x"', "[" * 100_000])
def test_what_is_no_draft_is_refused(text: str) -> None:
    with pytest.raises(DraftInvalid):
        codec.loads(text)


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ('"pl":{"x":1e999}', "pl.x"),
        ('"pl":{"x":"inf"}', "pl.x"),
        ('"pl":{"x":"nan"}', "pl.x"),
        ('"kf":{"x":[{"at":0,"v":-1e999}]}', "kf.x[0].v"),
        ('"fx":[{"k":"blur_region","a":{"x":1e999}}]', "fx[0].a.x"),
        ('"newer":{"list":[0,1e999]}', "newer.list[1]"),
    ],
)
def test_a_number_without_end_is_refused_at_the_door(key: str, where: str) -> None:
    """Once stored, it could never be read again."""
    cell = f'{{"id":"c","s":0,"d":900,"k":"colour",{key}}}'
    with pytest.raises(DraftInvalid) as caught:
        codec.loads(f'{{"t":[{{"id":"v","tt":0,"sg":[{cell}]}}]}}')
    (problem,) = caught.value.problems
    assert problem.where.startswith("t[0].sg[0]")
    assert problem.where.endswith(where)


def test_depth_is_no_way_past_the_door() -> None:
    deep: dict[str, object] = {"x": float("inf")}
    for _ in range(5000):
        deep = {"in": deep}
    with pytest.raises(DraftInvalid):
        codec.decode({"newer": deep})


def test_the_schema_is_published_with_the_wires_keys() -> None:
    schema = codec.json_schema()
    assert {"v", "m", "t"} <= schema["properties"].keys()
    json.dumps(schema)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"m": {"fps": "30/0"}}', "'30/0' is not a frame rate"),
        ('{"m": {"bg": "red"}}', "#rrggbb"),
        ('{"t": [{"id": "a", "tt": 0, "zz": NaN}]}', "NaN is not a number"),
    ],
)
def test_a_mistake_is_said_to_a_person(text: str, words: str) -> None:
    with pytest.raises(DraftInvalid, match=words):
        codec.loads(text)
