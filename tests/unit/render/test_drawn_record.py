"""Keys that are not drawn by nature: what they name, keep and guard instead."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from tests.support import media
from tests.support.draws import draws
from tests.support.gallery import Gallery, apart, film, ink

from kinoloom.draft import codec
from kinoloom.draft.check import problems
from kinoloom.draft.errors import DraftInvalid
from kinoloom.draft.model import (
    SCHEMA_VERSION,
    Adjustments,
    AudioSegment,
    CaptionSegment,
    ColourSegment,
    Draft,
    ImageSegment,
    Metadata,
    PictureSegment,
    Source,
    StickerSegment,
    TitleSegment,
    Track,
    TrackType,
    VideoSegment,
)
from kinoloom.draft.summary import timeline
from kinoloom.errors import KinoloomError
from kinoloom.render.files.output import Output
from kinoloom.render.identity import film_key
from kinoloom.render.planning.drawing import DRAWN
from kinoloom.render.planning.plan import plan
from kinoloom.render.sources import remembered
from kinoloom.studio.naming import file_name

SECOND = {"s": 0, "d": 1000}


def kept(draft: Draft) -> Draft:
    """The draft as text and back."""
    return codec.loads(codec.dumps(draft))


def key(gallery: Gallery, draft: Draft) -> str:
    """The name of the film's file: what is equal in it has the same bits."""
    return film_key(plan(draft, Output(), remembered(gallery.path)))


@pytest.fixture(scope="module")
def tone(gallery: Gallery) -> str:
    """A sound, which is no picture."""
    return gallery.add(media.tone(gallery.folder / "tone.wav", seconds=1))


class TestSegments:
    @draws("PictureSegment.kind", "Segment.kind=video", "Segment.kind=image", "Segment.kind=colour")
    @draws("Segment.kind=sticker", "Segment.kind=title", "Segment.kind=captions")
    @draws("Track.type", "Track.type=0", "Track.type=7")
    @pytest.mark.parametrize("kind", DRAWN)
    def test_a_kind_is_what_it_says_on_the_wire(
        self, gallery: Gallery, kind: type[PictureSegment]
    ) -> None:
        own: dict[str, dict[str, Any]] = {
            "video": {"tt": 0, "src": {"a": gallery.colours}},
            "image": {"tt": 0, "src": {"a": gallery.quarters}},
            "sticker": {"tt": 0, "src": {"a": gallery.quarters}, "w": 0.5},
            "colour": {"tt": 0, "c": "#ffffff"},
            "title": {"tt": 7, "x": "Hello"},
            "captions": {"tt": 7, "cu": [{"x": "Hello", **SECOND}]},
        }
        name = str(kind.model_fields["kind"].default)
        track_type = own[name].pop("tt")
        cell = {"k": name, "id": "a", **SECOND, **own[name]}
        canvas = {"width": 160, "height": 90, "fps": 10}
        wire = {"m": canvas, "t": [{"id": "t", "tt": track_type, "sg": [cell]}]}
        draft = codec.loads(json.dumps(wire))
        assert type(draft.tracks[0].segments[0]) is kind
        assert draft.tracks[0].type == track_type
        assert ink(gallery.draw(draft, 5)).sum() > 40
        wire["t"][0]["tt"] = 7 - track_type  # type: ignore[index]
        with pytest.raises(DraftInvalid, match="cannot lie here"):
            codec.loads(json.dumps(wire))

    @draws("PictureSegment.id", "PictureSegment.label", "PictureSegment.metadata")
    @pytest.mark.parametrize("kind", DRAWN)
    def test_names_and_notes_are_kept_and_change_no_bit(
        self, gallery: Gallery, kind: type[PictureSegment]
    ) -> None:
        plain = film(gallery.picture(kind))
        told = {"id": "beach", "label": "The beach", "metadata": {"take": [3, None]}}
        named = film(gallery.picture(kind, **told))
        assert kept(named) == named
        (segment,) = kept(named).tracks[0].segments
        assert (segment.label, segment.metadata) == ("The beach", {"take": [3, None]})
        assert key(gallery, named) == key(gallery, plain)
        assert apart(gallery.draw(named, 5), gallery.draw(plain, 5)) == 0
        assert "The beach" in timeline(named)

    @pytest.mark.parametrize(
        "kind", [VideoSegment, ImageSegment, StickerSegment, TitleSegment, CaptionSegment]
    )
    @pytest.mark.parametrize(("label", "name"), [("The beach", "The beach"), ("", "0.0.b")])
    def test_errors_name_a_segment_by_its_label_or_its_id(
        self, gallery: Gallery, tone: str, kind: type[PictureSegment], label: str, name: str
    ) -> None:
        wrong: dict[str, Any] = {"source": Source(asset=tone)}
        if kind in (TitleSegment, CaptionSegment):
            wrong = {"adjustments": Adjustments(brightness=0.1)}
        segment = gallery.picture(kind, id="b", label=label, **wrong)
        with pytest.raises(KinoloomError, match=rf"^t\[0\]\.sg\[0\]: {name}"):
            gallery.draw(film(segment))

    @draws("AudioSegment.id", "AudioSegment.label", "AudioSegment.metadata")
    def test_a_sounds_names_and_notes_are_kept(self, gallery: Gallery) -> None:
        base: dict[str, Any] = {"start_ms": 0, "duration_ms": 1000}
        source = Source(asset=gallery.counter)
        plain = film(AudioSegment(id="a", source=source, **base))
        notes = {"composed": "waltz"}
        named = film(AudioSegment(id="b", source=source, label="Song", metadata=notes, **base))
        assert kept(named) == named
        assert "Song (0-1s" in timeline(named)
        assert kept(named).tracks[0].segments[0].metadata == notes
        assert key(gallery, named) == key(gallery, plain)


class TestTracks:
    @draws("Track.id", "Track.name")
    def test_a_tracks_id_is_its_own_and_its_name_is_kept(self, gallery: Gallery) -> None:
        draft = film(gallery.image(), ColourSegment(id="", start_ms=0, duration_ms=1000))
        named = draft.model_copy(
            update={"tracks": tuple(t.model_copy(update={"name": "B-roll"}) for t in draft.tracks)}
        )
        assert [track.name for track in kept(named).tracks] == ["B-roll", "B-roll"]
        assert key(gallery, named) == key(gallery, draft)
        twice = draft.model_copy(
            update={"tracks": tuple(t.model_copy(update={"id": "same"}) for t in draft.tracks)}
        )
        assert [problem.where for problem in problems(twice)] == ["t[1]"]

    def test_an_empty_track_is_nothing(self, gallery: Gallery) -> None:
        draft = film(gallery.image())
        more = (*draft.tracks, Track(id="empty", type=TrackType.VIDEO))
        assert key(gallery, draft.model_copy(update={"tracks": more})) == key(gallery, draft)


class TestDraft:
    @draws("Draft.version")
    def test_the_version_is_written_and_a_newer_one_refused(self, gallery: Gallery) -> None:
        wire = codec.encode(film(gallery.image()))
        assert wire["v"] == SCHEMA_VERSION == codec.decode(wire).version
        with pytest.raises(DraftInvalid, match="newer than this studio"):
            codec.decode({**wire, "v": SCHEMA_VERSION + 1})

    @draws("Metadata.title")
    def test_the_title_names_the_file(self, gallery: Gallery) -> None:
        titled = film(gallery.image(), title="Urban Dreams: part 2")
        assert kept(titled).metadata.title == "Urban Dreams: part 2"
        assert file_name(titled.metadata.title, "mp4") == "urban-dreams-part-2.mp4"
        assert key(gallery, titled) == key(gallery, film(gallery.image()))

    @draws("Metadata.language")
    def test_the_language_is_kept(self, gallery: Gallery) -> None:
        draft = film(gallery.image(), language="th")
        assert kept(draft).metadata.language == "th"
        assert Metadata().language == "en"
        assert codec.encode(draft)["m"]["lang"] == "th"
        assert key(gallery, draft) == key(gallery, film(gallery.image()))


def test_frames_are_the_same_however_a_draft_was_read(gallery: Gallery) -> None:
    draft = film(gallery.image(), gallery.picture(next(iter(DRAWN))))
    assert np.array_equal(gallery.draw(kept(draft), 3), gallery.draw(draft, 3))
