"""One turn of a conversation: a sentence in, ADK events out, the project changed in between."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from google.adk.agents import LlmAgent
from google.adk.agents.run_config import RunConfig
from google.adk.events import Event
from google.adk.models.base_llm import BaseLlm
from google.adk.runners import Runner
from google.adk.sessions import InMemorySessionService
from google.genai import types

from kinoloom.agent.desk import Desk
from kinoloom.agent.messages import APP, readable
from kinoloom.agent.phrases import sentences
from kinoloom.agent.remembering import Remembering
from kinoloom.agent.rules import KINOLOOM, Amend, RuleModel, as_said
from kinoloom.agent.tools import TOOLS
from kinoloom.agent.tools.answer import DeskTool
from kinoloom.draft.model import AudioSegment
from kinoloom.draft.summary import timeline
from kinoloom.intent import Ask, Context, read
from kinoloom.store.ports import Message
from kinoloom.studio.footage import unplaced

USER = "me"
REMEMBERED = 40
READ_BACK = 8
INSTRUCTION = (
    "You are the editor of a video studio. Use the tools to do what the user asks, one call at a "
    "time, and end with a sentence that says what changed. Never mention tools, ids or JSON."
)


@dataclass(frozen=True)
class Spoken:
    """A turn's words so far: what the agent said, as it stands in the conversation."""

    sentence: str
    parts: list[str] = field(default_factory=list[str])

    def hear(self, event: Event) -> None:
        """Keep the words of an event."""
        if not event.partial and event.content and event.content.role == "model":
            self.parts.extend(part.text for part in _parts(event) if part.text)


async def converse(
    desk: Desk,
    sentence: str,
    *,
    amend: Amend = as_said,
    model: BaseLlm | None = None,
    streaming: bool = False,
) -> AsyncGenerator[Event, None]:
    """Run a turn and yield its events as they happen; the caller keeps what was said.

    Errors a person can act on, Cancelled among them, are part of the answer and in
    `desk.failure`; defects are raised.
    """
    sentence = readable(sentence)
    # The sentence's own language, whatever the project's: people switch.
    desk.language = read(sentence).language
    past = await asyncio.to_thread(_past, desk)
    table = await asyncio.to_thread(_table, desk)
    context = Context(
        table["has_clip"], table["has_music"], _last_ask(past), table.get("uploads", 0)
    )
    brain = Remembering(
        model=KINOLOOM,
        inner=model or RuleModel(context=context, amend=amend),
        journal=desk.journal,
    )
    runner = await _runner(desk, brain, past, table["timeline"])
    async for event in runner.run_async(
        user_id=USER,
        session_id=desk.project_id,
        new_message=content_of("user", sentence),
        run_config=RunConfig.model_validate({"streaming_mode": "sse" if streaming else None}),
    ):
        yield event


async def say(
    desk: Desk, sentence: str, *, amend: Amend = as_said, model: BaseLlm | None = None
) -> AsyncGenerator[Event, None]:
    """A turn of a conversation that this process owns: `converse`, and both sides are kept."""
    spoken = Spoken(readable(sentence))
    async for event in converse(desk, sentence, amend=amend, model=model):
        spoken.hear(event)
        yield event
    failed = desk.failure is not None
    answer = sentences(spoken.parts, desk.language)
    for message in (Message("user", spoken.sentence, failed=failed), Message("model", answer)):
        desk.studio.projects.say(desk.project_id, replace(message, failed=failed))


def answered(desk: Desk, sentence: str, *, amend: Amend = as_said) -> str:
    """A whole turn at once: what the agent said, for whoever does not follow the events."""

    async def listen() -> str:
        spoken = Spoken(sentence)
        async for event in say(desk, sentence, amend=amend):
            spoken.hear(event)
        return sentences(spoken.parts, desk.language)

    return asyncio.run(listen())


def _past(desk: Desk) -> Sequence[Message]:
    """What was said lately: a long conversation must not make each of its turns slower."""
    return desk.studio.projects.conversation(desk.project_id)[-REMEMBERED:]


def _table(desk: Desk) -> dict[str, Any]:
    """What is on the table, as it was when the turn first began."""
    draft = desk.draft
    sounds = [s for t in draft.tracks for s in t.segments if isinstance(s, AudioSegment)]
    return desk.journal.pinned(
        {
            "has_clip": draft.is_ready,
            "has_music": any(sound.role == "music" for sound in sounds),
            "uploads": len(unplaced(desk.studio, desk.project)),
            "timeline": timeline(draft),
        }
    )


def _last_ask(past: Sequence[Message]) -> Ask | None:
    """What the user asked for last and got: "I meant 1 second" corrects nothing that failed."""
    last: Ask | None = None
    # A few turns back are enough to read a correction of a correction.
    for message in past[-READ_BACK:]:
        if message.role == "user" and not message.failed:
            context = Context(has_clip=last is not None, last=last)
            asks = read(message.text, context).asks
            last = asks[-1] if asks else last
    return last


async def _runner(desk: Desk, brain: BaseLlm, past: Sequence[Message], timeline_now: str) -> Runner:
    # In memory, seeded from finished turns: a database session repeats events after a crash.
    sessions = InMemorySessionService()
    session = await sessions.create_session(app_name=APP, user_id=USER, session_id=desk.project_id)
    for number, message in enumerate(past):
        author = "user" if message.role == "user" else APP
        event = Event(
            author=author,
            invocation_id=f"past-{number // 2}",
            id=str(uuid.uuid5(uuid.NAMESPACE_OID, f"{desk.project_id}/{number}")),
            content=content_of(message.role, message.text),
        )
        await sessions.append_event(session, event)
    told = f"{INSTRUCTION}\n\nNow: {timeline_now}"
    agent = LlmAgent(
        name=APP,
        model=brain,
        # Braces are ADK's own templates.
        instruction=told.replace("{", "(").replace("}", ")"),
        tools=[DeskTool(tool, desk) for tool in TOOLS],
    )
    return Runner(app_name=APP, agent=agent, session_service=sessions)


def content_of(role: str, text: str) -> types.Content:
    """Words of one side."""
    return types.Content(role=role, parts=[types.Part(text=text)])


def _parts(event: Event) -> list[types.Part]:
    return list(event.content.parts or []) if event.content else []
