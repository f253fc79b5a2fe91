"""What a client sends. Both spellings of a key are read, and keys that are not known are ignored.

Every text has a limit, so that nobody fills a database through a name.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic.alias_generators import to_camel

TEXT_LIMIT = 100_000
"""Characters of one message: a long article fits."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:\-]{0,119}$")]
"""An id in a body, a path or a header: safe as a file name and in a URL."""

Name = Annotated[str, StringConstraints(max_length=500)]
MomentMs = Annotated[int, Field(ge=0, le=86_400_000)]
PreviewSidePx = Annotated[int, Field(ge=64, le=1080)]
Url = Annotated[str, StringConstraints(max_length=2048, pattern=r"^https?://[^\s]+$")]


class Request(BaseModel):
    """Frozen; `session_id` and `sessionId` are the same key."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
    )


class SessionRequest(Request):
    """A new session, and the task (project) it works on."""

    task_name: Name = "project"
    language: Annotated[str, StringConstraints(max_length=35)] | None = None


class Part(Request):
    """A piece of a message; only its text is read."""

    text: Annotated[str, StringConstraints(max_length=TEXT_LIMIT)] | None = None


class Message(Request):
    """What a user says, in parts."""

    role: Annotated[str, StringConstraints(max_length=40)] | None = None
    parts: Annotated[tuple[Part, ...], Field(max_length=64)] = ()


class RunRequest(Request):
    """One turn. Without a message only a stream that was dropped can be resumed."""

    session_id: Id
    app_name: Annotated[str, StringConstraints(max_length=120)] = "nemo_agent"
    user_id: Annotated[str, StringConstraints(max_length=120)] = "me"
    new_message: Message | None = None
    streaming: bool = False

    @field_validator("new_message")
    @classmethod
    def _short_enough(cls, message: Message | None) -> Message | None:
        if message and sum(len(part.text or "") for part in message.parts) > TEXT_LIMIT:
            raise ValueError(f"a message has at most {TEXT_LIMIT} characters")
        return message

    @property
    def text(self) -> str:
        """What was said; "" without a message."""
        parts = self.new_message.parts if self.new_message else ()
        return "\n".join(part.text for part in parts if part.text)


class UrlUpload(Request):
    """Files that the server fetches itself."""

    urls: Annotated[tuple[Url, ...], Field(min_length=1, max_length=50)]
    source_type: Literal["url"] = "url"


class OutputWish(Request):
    """What kind of file. `resolution` is a short side (`720`, `"1080p"`) or `"1280x720"`.

    `codec` is what the picture is encoded with, `at_ms` the moment a `png` shows. With `preview`
    a small rough mp4 is made, to look at soon. `hardware` lets a GPU encode where there is one.
    A `muted` film has no sound track.
    """

    format: Annotated[str, StringConstraints(max_length=10)] = "mp4"
    quality: Literal["low", "medium", "high", "lossless"] = "high"
    resolution: Annotated[str, StringConstraints(max_length=20)] | None = None
    fps: Annotated[str, StringConstraints(max_length=20)] | None = None
    codec: Annotated[str, StringConstraints(max_length=20)] | None = None
    at_ms: MomentMs | None = None
    preview: bool | None = None
    hardware: bool | None = None
    muted: bool | None = None

    @field_validator("resolution", "fps", mode="before")
    @classmethod
    def _number_or_text(cls, value: object) -> object:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return str(value) if is_number else value


class RenderRequest(Request):
    """An export of exactly the draft that is posted."""

    id: Id
    session_id: Id
    draft: dict[str, Any]
    output: OutputWish = OutputWish()


class PreviewRequest(Request):
    """A frame of exactly the draft that is posted."""

    draft: dict[str, Any]
    at_ms: MomentMs = 0
    short_side_px: PreviewSidePx = 540


class ClaimRequest(Request):
    """A link that opens the project in a browser."""

    task_id: Id
    session_id: Id
