"""A model whose answers are written down, so that a turn run again is not thought out again."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncGenerator

from google.adk.models.base_llm import BaseLlm
from google.adk.models.llm_request import LlmRequest
from google.adk.models.llm_response import LlmResponse
from pydantic import ConfigDict

from kinoloom.agent.journal import Journal


class Remembering(BaseLlm):
    """Any model, over a journal: an answer that was kept is given again, word for word.

    A language model would say something else the second time, and a rule may draw a new seed;
    the calls made since would then answer another question.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    inner: BaseLlm
    journal: Journal
    steps: int = 0

    async def generate_content_async(
        self,
        llm_request: LlmRequest,
        stream: bool = False,
    ) -> AsyncGenerator[LlmResponse, None]:
        """The kept answer, or the inner model's."""
        self.steps += 1
        step = f"model:{self.steps}"
        kept = await asyncio.to_thread(self.journal.recall, step)
        if kept is not None:
            yield LlmResponse.model_validate(kept)
            return
        async for response in self.inner.generate_content_async(llm_request, stream):
            if response.partial:
                yield response
                continue
            _name_calls(response)
            value = response.model_dump(mode="json", exclude_none=True)
            kept = await asyncio.to_thread(self.journal.remember, step, value)
            yield LlmResponse.model_validate(kept)


def _name_calls(response: LlmResponse) -> None:
    """Give each call its id before it is kept: ADK would give another one in each run."""
    for part in (response.content.parts or []) if response.content else []:
        if part.function_call is not None and not part.function_call.id:
            part.function_call.id = f"adk-{uuid.uuid4()}"
