"""What a tool gives back, and how a plain function with a desk becomes one that ADK can call."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from google.adk.tools import ToolContext

from kinoloom.agent.desk import Answer, Desk
from kinoloom.agent.phrases import sentences
from kinoloom.draft.summary import difference, timeline

Tool = Callable[..., Answer]


def bound(tool: Tool, desk: Desk) -> Callable[..., Awaitable[Answer]]:
    """The tool with its desk: an async function of the model's arguments, for ADK to inspect.

    The work runs in a thread, so that the stream stays alive.
    """
    signature = inspect.signature(tool, eval_str=True)
    arguments = [p for name, p in signature.parameters.items() if name != "desk"]
    context = inspect.Parameter(
        "tool_context", inspect.Parameter.KEYWORD_ONLY, annotation=ToolContext
    )

    async def call(*, tool_context: ToolContext, **given: Any) -> Answer:
        answer = await asyncio.to_thread(desk.call, tool, given)
        if answer["status"] == "ok":
            tool_context.state["draft_revision"] = desk.project.revision
        return answer

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
