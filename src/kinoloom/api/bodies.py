"""JSON bodies, read whatever `Content-Type` says: a plain `curl -d` sends a form type."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from kinoloom.api.errors import problems
from kinoloom.errors import AskError
from kinoloom.media.limits import FileTooLarge

MOST_BYTES = 8 << 20
Model = TypeVar("Model", bound=BaseModel)


class BodyMalformed(AskError):
    """The body is not the JSON this call takes."""


async def whole_body(request: Request, limit_bytes: int = MOST_BYTES) -> bytes:
    """A body that fits in memory. Raises FileTooLarge, before reading when that is known."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit_bytes:
        raise FileTooLarge(limit_bytes)
    found = bytearray()
    async for block in request.stream():
        found += block
        if len(found) > limit_bytes:
            raise FileTooLarge(limit_bytes)
    return bytes(found)


def body_of(model: type[Model]) -> Callable[[Request], Awaitable[Model]]:
    """A dependency that reads a body as that model. Raises BodyMalformed."""

    async def read(request: Request) -> Model:
        return parsed(model, await whole_body(request))

    return read


def parsed(model: type[Model], body: bytes) -> Model:
    """The model in a body; an empty body is an empty object. Raises BodyMalformed."""
    try:
        value = json.loads(body or b"{}", parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BodyMalformed("The body is not JSON.") from error
    if not isinstance(value, dict):
        raise BodyMalformed("The body must be a JSON object.")
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise BodyMalformed(problems(error.errors())) from error


def described(model: type[BaseModel], **more: Any) -> dict[str, Any]:
    """What the API's description says of a body that a route reads itself."""
    schema = model.model_json_schema(by_alias=False, ref_template="#/components/schemas/{model}")
    schema.update(more)
    definitions = schema.pop("$defs", {})
    return {
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _inlined(schema, definitions)}},
        }
    }


def _inlined(value: Any, definitions: dict[str, Any]) -> Any:
    """The schema without references: what it refers to stands nowhere else."""
    if isinstance(value, dict):
        if "$ref" in value:
            return _inlined(definitions[value["$ref"].rsplit("/", 1)[-1]], definitions)
        return {name: _inlined(part, definitions) for name, part in value.items()}
    if isinstance(value, list):
        return [_inlined(part, definitions) for part in value]
    return value


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
