"""The built-in model: reads sentences by rule, calls one tool at a time, ends with a sentence.

It is an ADK model like any other, so that the same loop, tools and events serve it and a language
model. It keeps nothing between calls: how far a turn has come stands in the conversation.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import replace
from typing import Any

from google.adk.models.base_llm import BaseLlm
from google.adk.models.llm_request import LlmRequest
from google.adk.models.llm_response import LlmResponse
from google.genai import types

from kinoloom.agent.phrases import phrase, sentences
from kinoloom.agent.replies import reply
from kinoloom.agent.steps import Call, step_for
from kinoloom.intent import (
    AddMedia,
    AddTitle,
    Ask,
    ChangeRatio,
    Context,
    Export,
    SetMusic,
    SetVolume,
    Split,
    Trim,
    Utterance,
    read,
)

# Rules have no tokens to count; ADK would warn about that at every step.
logging.getLogger("google_adk.google.adk.telemetry._metrics").setLevel(logging.ERROR)

KINOLOOM = "kinoloom-rules"
Amend = Callable[[Utterance], Utterance]


def as_said(utterance: Utterance) -> Utterance:
    """No amendment."""
    return utterance


EDITS = (AddTitle, ChangeRatio, Export, SetMusic, SetVolume, Split, Trim)


class RuleModel(BaseLlm):
    """Understands what `intent` reads. `amend` lets a command line add its options."""

    model: str = KINOLOOM
    context: Context = Context()
    amend: Amend = as_said

    async def generate_content_async(
        self,
        llm_request: LlmRequest,
        stream: bool = False,
    ) -> AsyncGenerator[LlmResponse, None]:
        """The next tool call of the turn, or its last words."""
        sentence, answers = _turn_so_far(llm_request.contents)
        utterance = self.amend(_prepared(read(sentence, self.context), self.context))
        steps = [(ask, step_for(ask)) for ask in utterance.asks]
        calls = [(ask, step) for ask, step in steps if isinstance(step, Call)]
        failed = bool(answers) and answers[-1].get("status") == "error"
        if len(answers) < len(calls) and not failed:
            call = calls[len(answers)][1]
            part = types.Part(function_call=types.FunctionCall(name=call.tool, args=call.arguments))
            yield _response(part, partial=False)
            return
        words = _last_words(utterance, steps, answers)
        if stream:
            for piece in _pieces(words):
                yield _response(types.Part(text=piece), partial=True)
        yield _response(types.Part(text=words), partial=False)


def _prepared(utterance: Utterance, context: Context) -> Utterance:
    """ "Trim this to 3 seconds" after an upload means the upload: it is laid down first."""
    if not context.uploads or context.has_clip:
        return utterance
    if not isinstance(utterance.asks[0], EDITS):
        return utterance
    return replace(utterance, asks=(AddMedia(), *utterance.asks))


def _response(part: types.Part, *, partial: bool) -> LlmResponse:
    return LlmResponse(content=types.Content(role="model", parts=[part]), partial=partial)


def _turn_so_far(contents: Sequence[types.Content]) -> tuple[str, list[dict[str, Any]]]:
    """The user's latest words, and the tools' answers since."""
    sentence, answers = "", list[dict[str, Any]]()
    for content in contents:
        for part in content.parts or ():
            if part.function_response is not None:
                answers.append(part.function_response.response or {})
            elif content.role == "user" and part.text is not None:
                sentence, answers = part.text, []
    return sentence, answers


def _last_words(
    utterance: Utterance,
    steps: Sequence[tuple[Ask, Call | None]],
    answers: Sequence[dict[str, Any]],
) -> str:
    language = utterance.language
    told: list[str] = []
    left = list(answers)
    for position, (ask, step) in enumerate(steps):
        if step is None:
            told.append(reply(ask, language))
            continue
        answer = left.pop(0)
        if answer.get("status") == "error":
            told.append(str(answer.get("message", "")))
            rest = [later.tool.replace("_", " ") for _, later in steps[position + 1 :] if later]
            if rest:
                told.append(phrase("not_done", language, rest=", ".join(rest)))
            break
        told.append(str(answer.get("said", "")))
    timelines = [str(answer["timeline"]) for answer in answers if answer.get("timeline")]
    told += timelines[-1:]
    return sentences(told, language)


def _pieces(text: str, words: int = 8) -> list[str]:
    """The text in runs of a few words, for a stream; joined they give it back."""
    parts = text.split(" ")
    runs = [" ".join(parts[i : i + words]) for i in range(0, len(parts), words)]
    return [f"{run} " for run in runs[:-1]] + runs[-1:]
