"""Conversations with the rule-based agent, on an engine that paints in no time."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from google.adk.events import Event
from google.genai import types
from tests.support.studio import quick_studio

from kinoloom.agent.desk import Desk
from kinoloom.agent.outlet import FolderOutlet
from kinoloom.agent.turn import say
from kinoloom.draft.model import Draft, TitleSegment, VideoSegment
from kinoloom.draft.summary import timeline
from kinoloom.media.probe import probe
from kinoloom.render.files.output import FORMATS
from kinoloom.watch import Watch


class Talk:
    """A project and what is said in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.studio = quick_studio(folder)
        self.project_id = self.studio.projects.create("", "en", Draft()).id
        self.events: list[Event] = []
        self.desk = Desk(self.studio, self.project_id, Watch(), FolderOutlet(folder))

    def say(self, sentence: str) -> str:
        async def turn() -> str:
            self.events = [event async for event in say(self.desk, sentence)]
            return self.events[-1].content.parts[0].text or ""  # type: ignore[union-attr, index]

        self.desk = Desk(self.studio, self.project_id, Watch(), FolderOutlet(self.folder))
        return asyncio.run(turn())

    @property
    def draft(self) -> Draft:
        return self.studio.projects.load(self.project_id).draft

    @property
    def clips(self) -> list[VideoSegment]:
        return [s for t in self.draft.tracks for s in t.segments if isinstance(s, VideoSegment)]

    @property
    def titles(self) -> list[TitleSegment]:
        return [s for t in self.draft.tracks for s in t.segments if isinstance(s, TitleSegment)]


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def test_a_film_from_one_sentence_to_an_undo(talk: Talk) -> None:
    said = talk.say("make a 2 second vertical clip of a fox in the desert")
    assert talk.clips[0].duration_ms == 2000
    assert (talk.draft.canvas.width_px, talk.draft.canvas.height_px) == (1080, 1920)
    assert "Timeline" in said
    talk.say('add the title "Desert Fox"')
    assert [title.text for title in talk.titles] == ["Desert Fox"]
    talk.say("add lo-fi music at 30%")
    assert "30%" in timeline(talk.draft)
    talk.say("trim the first half second")
    assert talk.draft.duration_ms == 1500
    before = talk.draft
    talk.say("undo")
    assert talk.draft.duration_ms == 2000
    talk.say("redo")
    assert talk.draft == before


def test_chinese_from_start_to_end(talk: Talk) -> None:
    said = talk.say("做一个2秒的竖屏视频：黄昏的沙漠里有一只狐狸")
    assert talk.clips[0].duration_ms == 2000
    assert talk.draft.canvas.height_px == 1920
    assert "时间线" in said or "Timeline" in said
    talk.say("加标题《沙漠之狐》")
    assert [title.text for title in talk.titles] == ["沙漠之狐"]
    talk.say("剪掉前半秒")
    assert talk.draft.duration_ms == 1500
    talk.say("撤销")
    assert talk.draft.duration_ms == 2000


def test_a_clip_made_again_keeps_its_plan_and_seed(talk: Talk) -> None:
    talk.say("a 1 second clip of a camel in the desert, seed 11")
    first = talk.clips[0]
    talk.say("make it night")
    again = talk.clips[0]
    assert again.source.asset != first.source.asset
    plan = talk.studio.generated.plan_of(again.source.asset)
    assert plan is not None
    assert plan.request.seed == 11
    assert len(plan.spec["changes"]) == 1


def test_several_asks_in_one_sentence_are_done_in_order(talk: Talk) -> None:
    talk.say('make a 1 second clip of a city in rain, add the title "Urban Dreams" and export it')
    names = [call.name for call in _calls(talk.events)]
    assert names == ["make_clip", "add_title", "export_film"]
    assert list(talk.folder.glob("*.mp4"))


def test_a_film_leaves_as_the_file_that_was_named(talk: Talk) -> None:
    talk.say("a 1 second square clip of a city")
    said = talk.say("export as gif in 144p at 10 fps")
    (made,) = talk.folder.glob("*.gif")
    assert made.read_bytes()[:6] == b"GIF89a"
    assert "animation is ready" in said
    assert "144x144" in said
    said = talk.say("export the frame at 0.5 seconds in 144p")
    assert "The frame is ready" in said
    assert list(talk.folder.glob("*.png"))
    talk.say("add calm music")
    said = talk.say("export without sound in 144p")
    (film,) = talk.folder.glob("*.mp4")
    assert "ready, without sound" in said
    assert not probe(film).has_sound
    talk.say("export an mp4 in 144p")
    assert sorted(probe(film).has_sound for film in talk.folder.glob("*.mp4")) == [False, True]
    said = talk.say("export as avi")
    assert "webm" in said
    assert talk.desk.failure is not None


@pytest.mark.parametrize(
    "question", ["what formats can I export?", "do you support prores?", "能导出哪些格式？"]
)
def test_the_formats_are_listed(talk: Talk, question: str) -> None:
    said = talk.say(question)
    for name, row in FORMATS.items():
        assert name in said
        assert all(codec in said for codec in row.codecs)


def test_one_call_at_a_time(talk: Talk) -> None:
    talk.say('make a 1 second clip of a city, add the title "A" and upbeat music')
    per_event = [
        len([p for p in e.content.parts or () if p.function_call]) for e in talk.events if e.content
    ]
    assert max(per_event) == 1


def test_the_first_failure_stops_the_rest_and_says_so(talk: Talk) -> None:
    said = talk.say('trim the first 2 seconds and add the title "A"')
    assert talk.desk.failure is not None
    assert talk.titles == []
    assert "did not do the rest" in said


def test_a_mistake_changes_nothing(talk: Talk) -> None:
    talk.say("a 1 second clip of a camel in the desert")
    before = talk.draft
    talk.say("trim the first 9 seconds")
    assert talk.desk.failure is not None
    assert talk.draft == before


def test_a_correction_of_what_failed_takes_back_nothing_else(talk: Talk) -> None:
    talk.say("a 2 second clip of a camel in the desert")
    talk.say('add the title "Camel"')
    talk.say("trim the first 9 seconds")
    talk.say("I meant 1 second")
    assert [title.text for title in talk.titles] == ["Camel"]


def test_questions_and_greetings_call_no_tool(talk: Talk) -> None:
    for sentence in ("what formats can I export?", "hello", "thanks!", "你好", "asdf qwer"):
        assert talk.say(sentence)
        assert _calls(talk.events) == []
        assert talk.studio.projects.load(talk.project_id).revision == 0


def test_a_new_film_replaces_and_an_added_clip_appends(talk: Talk) -> None:
    talk.say("make a 1 second clip of a camel in the desert")
    talk.say("add another 1 second clip of a city at night")
    assert len(talk.clips) == 2
    talk.say("make a 1 second video of mountains and a lake")
    assert len(talk.clips) == 1


def test_music_ends_with_the_film_when_the_film_grows(talk: Talk) -> None:
    talk.say("make a 1 second clip of a camel in the desert")
    talk.say("add calm music")
    talk.say("add another 2 second clip of a city at night")
    ends = {track.end_ms for track in talk.draft.tracks}
    assert ends == {3000}


def test_changing_the_shape_makes_generated_clips_again(talk: Talk) -> None:
    talk.say("make a 1 second clip of a camel in the desert")
    talk.say("make it square")
    assert (talk.draft.canvas.width_px, talk.draft.canvas.height_px) == (1080, 1080)
    plan = talk.studio.generated.plan_of(talk.clips[0].source.asset)
    assert plan is not None
    assert plan.request.width_px == 1080


def test_events_are_adks_own(talk: Talk) -> None:
    talk.say("make a 1 second clip of a camel in the desert")
    for event in talk.events:
        line = event.model_dump_json(by_alias=True, exclude_none=True)
        assert Event.model_validate_json(line) == event
        assert {"author", "invocationId", "id", "timestamp", "actions"} <= json.loads(line).keys()
    assert talk.events[1].actions.state_delta["draft_revision"] == 1


def test_what_was_said_is_kept(talk: Talk) -> None:
    talk.say("hello")
    roles = [message.role for message in talk.studio.projects.conversation(talk.project_id)]
    assert roles == ["user", "model"]


def _calls(events: list[Event]) -> list[types.FunctionCall]:
    return [
        part.function_call
        for event in events
        if event.content
        for part in event.content.parts or ()
        if part.function_call
    ]


def test_what_was_trimmed_stays_trimmed_when_painted_again(talk: Talk) -> None:
    talk.say("make a 3 second clip of a camel in the desert")
    talk.say("trim the first second")
    talk.say("split it at 0.5s")
    windows = [(clip.source.in_ms, clip.duration_ms) for clip in talk.clips]
    said = talk.say("make it night")
    assert "1.5 s" in said
    assert [(clip.source.in_ms, clip.duration_ms) for clip in talk.clips] == windows


def test_another_shape_is_one_change(talk: Talk) -> None:
    talk.say("make a 1 second clip of a camel in the desert")
    talk.say("add another 1 second clip of a city at night")
    talk.say("trim the first half second")
    before = talk.draft
    talk.say("make it square")
    assert talk.draft.duration_ms == 1500
    talk.say("undo")
    assert talk.draft == before


def test_a_trim_without_a_clip_is_of_the_film(talk: Talk) -> None:
    talk.say("make a 1 second clip of a camel in the desert")
    talk.say("add another 1 second clip of a city at night")
    talk.say("trim the first half second")
    assert [clip.duration_ms for clip in talk.clips] == [500, 1000]
    talk.say("keep only 0:00-0:01")
    assert [clip.duration_ms for clip in talk.clips] == [500, 500]
    assert "nothing" in talk.say("trim the first 9 seconds")


def test_new_words_leave_a_title_where_it_stands(talk: Talk) -> None:
    talk.say("make a 1 second clip of a camel in the desert")
    talk.say('add the title "One"')
    talk.say("move the title to the bottom")
    talk.say('change the title to "Two"')
    assert [(title.text, title.style.anchor) for title in talk.titles] == [("Two", "bottom")]
    talk.say('add the title "Three"')
    talk.say("delete all titles")
    assert talk.titles == []


def test_a_new_film_has_a_new_name(talk: Talk) -> None:
    talk.say("make a 1 second clip of a camel in the desert")
    talk.say("make a 1 second video of mountains and a lake")
    assert "mountains" in talk.studio.projects.load(talk.project_id).title


def test_bytes_that_are_no_text_are_no_crash(talk: Talk) -> None:
    assert talk.say("\udcff\udcfe")
