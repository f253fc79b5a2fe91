"""What a tool gives back, and how a plain function with a desk becomes one that ADK can call."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

from google.adk.tools import FunctionTool, ToolContext
from google.genai import types

from kinoloom.agent.desk import Answer, Desk
from kinoloom.agent.phrases import sentences
from kinoloom.draft.summary import difference, timeline

Tool = Callable[..., Answer]


_DECLARED: dict[Tool, types.FunctionDeclaration | None] = {}


class DeskTool(FunctionTool):
    """A tool of ours as ADK has them. The work runs in a thread, so that the stream stays alive."""

    def __init__(self, tool: Tool, desk: Desk) -> None:
        super().__init__(_bound(tool, desk))
        self._tool = tool

    def _get_declaration(self) -> types.FunctionDeclaration | None:
        # ADK keeps declarations by function, and ours is a new one in every turn: inspecting the
        # sixteen of them anew was a third of what a turn costs.
        if self._tool not in _DECLARED:
            _DECLARED[self._tool] = super()._get_declaration()
        found = _DECLARED[self._tool]
        return None if found is None else found.model_copy(deep=True)


def _bound(tool: Tool, desk: Desk) -> Callable[..., Awaitable[Answer]]:
    """An async function of the model's arguments, for ADK to inspect and to call."""

    async def call(*, tool_context: ToolContext, **given: Any) -> Answer:
        answer = await asyncio.to_thread(desk.call, tool, given)
        if answer["status"] == "ok":
            tool_context.state["draft_revision"] = desk.project.revision
        return answer

    parameters = _parameters(tool)
    call.__name__ = tool.__name__
    call.__doc__ = tool.__doc__
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {p.name: p.annotation for p in parameters}
    return call


@cache
def _parameters(tool: Tool) -> tuple[inspect.Parameter, ...]:
    """What a model may pass: the tool's arguments by name, without the desk."""
    signature = inspect.signature(tool, eval_str=True)
    given = [p for name, p in signature.parameters.items() if name != "desk"]
    kind = inspect.Parameter.KEYWORD_ONLY
    context = inspect.Parameter("tool_context", kind, annotation=ToolContext)
    return (*(parameter.replace(kind=kind) for parameter in given), context)


def changed(desk: Desk, before: Any, *said: str) -> Answer:
    """The answer of a tool that edited: its own words, or what the drafts differ in."""
    project = desk.project
    words = list(said) or [difference(before, project.draft, desk.language)]
    return {
        "said": sentences(words, desk.language),
        "timeline": timeline(project.draft, desk.language),
        "revision": project.revision,
    }
