"""What a tool gives back, and how a plain function with a desk becomes one that ADK can call."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from google.adk.tools import ToolContext

from kinoloom.agent.desk import Desk
from kinoloom.agent.phrases import sentences
from kinoloom.draft.summary import difference, timeline
from kinoloom.errors import KinoloomError

Answer = dict[str, Any]
Tool = Callable[..., Answer]


def bound(tool: Tool, desk: Desk) -> Callable[..., Awaitable[Answer]]:
    """The tool with its desk: an async function of the model's arguments, for ADK to inspect.

    The work runs in a thread, so that the stream stays alive. Errors a person can act on become
    an answer and stand in `desk.failure`; defects end the turn.
    """
    signature = inspect.signature(tool, eval_str=True)
    arguments = [p for name, p in signature.parameters.items() if name != "desk"]
    context = inspect.Parameter(
        "tool_context", inspect.Parameter.KEYWORD_ONLY, annotation=ToolContext
    )

    async def call(*, tool_context: ToolContext, **given: Any) -> Answer:
        try:
            answer = await asyncio.to_thread(tool, desk, **given)
        except KinoloomError as error:
            # Cancelled too: raised through ADK it would be logged as a crash.
            desk.failure = error
            return {"status": "error", "error": type(error).__name__, "message": str(error)}
        tool_context.state["draft_revision"] = desk.project.revision
        return {"status": "ok", **answer}

    call.__name__ = tool.__name__
    call.__doc__ = tool.__doc__
    keyword_only = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in arguments]
    call.__signature__ = inspect.Signature([*keyword_only, context])  # type: ignore[attr-defined]
    call.__annotations__ = {p.name: p.annotation for p in [*keyword_only, context]}
    return call


def changed(desk: Desk, before: Any, *said: str) -> Answer:
    """The answer of a tool that edited: its own words, or what the drafts differ in."""
    project = desk.project
    words = list(said) or [difference(before, project.draft, desk.language)]
    return {
        "said": sentences(words, desk.language),
        "timeline": timeline(project.draft, desk.language),
        "revision": project.revision,
    }
