"""One turn of a conversation: a sentence in, ADK events out, the project changed in between."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncGenerator, Sequence

from google.adk.agents import LlmAgent
from google.adk.agents.run_config import RunConfig
from google.adk.events import Event
from google.adk.models.base_llm import BaseLlm
from google.adk.runners import Runner
from google.adk.sessions import InMemorySessionService
from google.adk.tools import FunctionTool
from google.genai import types

from kinoloom.agent.desk import Desk
from kinoloom.agent.phrases import sentences
from kinoloom.agent.rules import Amend, RuleModel, as_said
from kinoloom.agent.tools import TOOLS
from kinoloom.agent.tools.answer import bound
from kinoloom.draft.model import AudioSegment
from kinoloom.draft.summary import timeline
from kinoloom.errors import AskError
from kinoloom.intent import Ask, Context, read
from kinoloom.store.ports import Message

APP = "nemo_agent"
USER = "me"
LONGEST_MESSAGE = 20_000
INSTRUCTION = (
    "You are the editor of a video studio. Use the tools to do what the user asks, one call at a "
    "time, and end with a sentence that says what changed. Never mention tools, ids or JSON."
)


class MessageTooLong(AskError):
    """More text than a message may have; a long text belongs in a file."""


async def converse(
    desk: Desk,
    sentence: str,
    *,
    amend: Amend = as_said,
    model: BaseLlm | None = None,
    streaming: bool = False,
) -> AsyncGenerator[Event, None]:
    """Run a turn and yield its events as they happen.

    What was said is kept when the turn ends. Errors a person can act on, Cancelled among them, are
    part of the answer and in `desk.failure`; defects are raised.
    """
    # Bytes of a terminal that are no text come as lone surrogates, which no store takes.
    sentence = sentence.encode(errors="replace").decode()
    if len(sentence) > LONGEST_MESSAGE:
        raise MessageTooLong(
            f"That message is {len(sentence):,} characters long; say it in {LONGEST_MESSAGE:,}."
        )
    # The sentence's own language, whatever the project's: people switch.
    desk.language = read(sentence).language
    past = desk.studio.projects.conversation(desk.project_id)
    brain = model or RuleModel(context=context_of(desk, past), amend=amend)
    runner = await _runner(desk, brain, past)
    said: list[str] = []
    async for event in runner.run_async(
        user_id=USER,
        session_id=desk.project_id,
        new_message=_content("user", sentence),
        run_config=RunConfig.model_validate({"streaming_mode": "sse" if streaming else None}),
    ):
        if not event.partial:
            said += [part.text for part in _parts(event) if part.text]
        yield event
    failed = desk.failure is not None
    desk.studio.projects.say(desk.project_id, Message("user", sentence, failed=failed))
    answer = sentences(said, desk.language)
    desk.studio.projects.say(desk.project_id, Message("model", answer, failed=failed))


def answered(desk: Desk, sentence: str, *, amend: Amend = as_said) -> str:
    """A whole turn at once: what the agent said, for whoever does not follow the events."""

    async def listen() -> str:
        said: list[str] = []
        async for event in converse(desk, sentence, amend=amend):
            if event.content and event.content.role == "model":
                said += [part.text for part in _parts(event) if part.text]
        return sentences(said, desk.language)

    return asyncio.run(listen())


def context_of(desk: Desk, past: Sequence[Message]) -> Context:
    """What a sentence without a verb may refer to."""
    draft = desk.draft
    sounds = [s for t in draft.tracks for s in t.segments if isinstance(s, AudioSegment)]
    return Context(
        has_clip=draft.is_ready,
        has_music=any(sound.role == "music" for sound in sounds),
        last=_last_ask(past),
    )


def _last_ask(past: Sequence[Message]) -> Ask | None:
    """What the user asked for last and got: "I meant 1 second" corrects nothing that failed."""
    last: Ask | None = None
    for message in past:
        if message.role == "user" and not message.failed:
            context = Context(has_clip=last is not None, last=last)
            asks = read(message.text, context).asks
            last = asks[-1] if asks else last
    return last


async def _runner(desk: Desk, brain: BaseLlm, past: Sequence[Message]) -> Runner:
    # In memory, seeded from finished turns: a database session repeats events after a crash.
    sessions = InMemorySessionService()
    session = await sessions.create_session(app_name=APP, user_id=USER, session_id=desk.project_id)
    for number, message in enumerate(past):
        author = "user" if message.role == "user" else APP
        event = Event(
            author=author,
            invocation_id=f"past-{number // 2}",
            id=str(uuid.uuid5(uuid.NAMESPACE_OID, f"{desk.project_id}/{number}")),
            content=_content(message.role, message.text),
        )
        await sessions.append_event(session, event)
    draft = desk.draft
    agent = LlmAgent(
        name=APP,
        model=brain,
        instruction=f"{INSTRUCTION}\n\nNow: {timeline(draft)}".replace("{", "(").replace("}", ")"),
        tools=[FunctionTool(bound(tool, desk)) for tool in TOOLS],
    )
    return Runner(app_name=APP, agent=agent, session_service=sessions)


def _content(role: str, text: str) -> types.Content:
    return types.Content(role=role, parts=[types.Part(text=text)])


def _parts(event: Event) -> list[types.Part]:
    return list(event.content.parts or []) if event.content else []
