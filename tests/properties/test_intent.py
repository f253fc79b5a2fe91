"""Whatever is typed: reading never fails, quoted words stay as they are, times read back."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kinoloom.generators.painted.parse import read_prompt, revise
from kinoloom.generators.painted.spec import SceneSpec
from kinoloom.generators.protocol import PromptInvalid, PromptRefused
from kinoloom.intent import AddTitle, Context, MakeClip, Trim, Undo, read
from kinoloom.intent.times import find_times

VOCABULARY = (
    "make add trim the title music export undo first last two seconds 3s 0:05 9:16 a clip of city "
    "rain and then with without 「夜」 \" ' “ 把 第二个 镜头 改成 雨天 剪掉 前两秒 导出 to "
    "from at % 50 louder , . ? what astronaut red foxes camera pan left no 🐘 、 。"
)
WORDS = st.sampled_from(VOCABULARY.split())
SENTENCES = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join))
CONTEXTS = st.builds(
    Context,
    has_clip=st.booleans(),
    has_music=st.booleans(),
    last=st.sampled_from([None, Trim(edge="front", amount_ms=2000), MakeClip("a city"), Undo()]),
)


@given(SENTENCES, CONTEXTS)
@settings(max_examples=400, deadline=None)
def test_reading_never_fails_and_always_answers(sentence: str, context: Context) -> None:
    assert read(sentence, context).asks


@given(st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters='"“”'), min_size=1))
@settings(max_examples=200, deadline=None)
def test_quoted_text_is_never_altered(title: str) -> None:
    assert read(f'add the title "{title}"').asks == (AddTitle(title),)


@given(st.integers(min_value=1, max_value=599_999))
@example(561_000)
@settings(deadline=None)
def test_times_read_back(ms: int) -> None:
    minutes, rest_ms = divmod(ms, 60_000)
    clock = f"{minutes}:{rest_ms // 1000:02d}.{rest_ms % 1000:03d}"
    for text in (
        f"{ms} ms",
        f"{ms / 1000:.3f}s",
        f"{ms / 1000:.3f} seconds",
        f"{ms / 1000:.3f}秒",
        clock,
    ):
        assert [time.ms for time in find_times(text)] == [ms]


@given(SENTENCES)
@settings(max_examples=300, deadline=None)
def test_any_prompt_is_a_scene_or_a_clear_no(prompt: str) -> None:
    try:
        reading = read_prompt(prompt, seed=3)
    except (PromptInvalid, PromptRefused):
        return
    assert len(reading.title) <= 40
    assert SceneSpec.model_validate_json(reading.spec.model_dump_json()) == reading.spec
    assert not set(reading.used) & set(reading.ignored)
    words = re.sub(r"\W", "", prompt)
    assert all(re.sub(r"\W", "", word) in words for word in (*reading.used, *reading.ignored))


@given(SENTENCES)
@settings(max_examples=200, deadline=None)
def test_a_revision_keeps_the_seed(change: str) -> None:
    before = read_prompt("two red foxes walking by a lake at dusk", seed=11).spec
    try:
        after = revise(before, change).spec
    except (PromptInvalid, PromptRefused):
        return
    assert (after.seed, after.version) == (11, before.version)
