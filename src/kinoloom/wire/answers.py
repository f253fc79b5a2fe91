"""What a server answers. A client reads them leniently: hosted servers leave keys out, or add some.

Lengths are seconds, sizes are pixels; `created_at` and `completed_at` of a render are Unix
milliseconds.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from kinoloom.wire.codes import Code

T = TypeVar("T")
RenderStatus = Literal["pending", "processing", "completed", "failed", "cancelled"]
Credits = int | float


def _text(value: object) -> object:
    return "" if value is None else value


def _rows(value: object) -> object:
    return () if value is None else value


Text = Annotated[str, BeforeValidator(_text)]
"""A text; null is ""."""


class Answer(BaseModel):
    """Frozen; keys that are not known stay, for whoever passes the answer on."""

    model_config = ConfigDict(frozen=True, extra="allow", coerce_numbers_to_str=True)


class Envelope(BaseModel, Generic[T]):
    """Around every JSON answer. An error has no `data`."""

    model_config = ConfigDict(frozen=True, extra="allow")

    code: int = Code.OK
    message: Text = "ok"
    data: T | None = None


class TokenData(Answer):
    """An anonymous user's token."""

    token: Annotated[str, Field(min_length=1)]
    user_id: Text = ""
    client_id: Text = ""
    credits: Credits | None = None
    expires_at: datetime | str | None = None
    expires_in: int | None = None


class SessionData(Answer):
    """A new session. `bind_id` is what a registration link carries."""

    session_id: Annotated[str, Field(min_length=1)]
    task_id: Text = ""
    user_id: Text = ""
    bind_id: Text = ""


class ClaimData(Answer):
    """Opens the project at `/workspace/claim?ct=…`; gives no API rights."""

    claim_token: Annotated[str, Field(min_length=1)]
    expires_in: int | None = None


class FileData(Answer):
    """An uploaded file. `cdn_url` is signed and expires."""

    filename: Text = ""
    file_type: Text = ""
    cdn_url: Text = ""
    duration: float | None = None
    width: int | None = None
    height: int | None = None
    fps: float | None = None
    hash: Text = ""


class UploadData(Answer):
    """What an upload brought."""

    files: Annotated[tuple[FileData, ...], BeforeValidator(_rows)] = ()
    session_state_applied: bool | None = None


class BalanceData(Answer):
    """`total` is `available` plus `frozen`, which running work has reserved."""

    available: Credits = 0
    frozen: Credits = 0
    total: Credits = 0


class VideoInfo(FileData):
    """An uploaded file, as the state lists it."""

    id: Text = ""


class MediaData(Answer):
    """Something the studio made. `used` and `ignored` are the prompt's own words."""

    id: Text = ""
    kind: Text = ""
    engine: Text = ""
    prompt: Text = ""
    used: Annotated[tuple[str, ...], BeforeValidator(_rows)] = ()
    ignored: Annotated[tuple[str, ...], BeforeValidator(_rows)] = ()
    seed: int | None = None
    cdn_url: Text = ""
    duration: float | None = None


class NamedDraft(Answer):
    """One of the session's films."""

    name: Text = ""
    revision: int | None = None


class CanvasData(Answer):
    """The picture's size and rate."""

    width: int | None = None
    height: int | None = None
    ratio: str | None = None
    fps: float | str | None = None


class SessionState(Answer):
    """`draft` is the current film as wire JSON; None before there is one."""

    draft: dict[str, Any] | None = None
    drafts: Annotated[tuple[NamedDraft, ...], BeforeValidator(_rows)] = ()
    video_infos: Annotated[tuple[VideoInfo, ...], BeforeValidator(_rows)] = ()
    canvas_config: CanvasData | None = None
    generated_media: Annotated[tuple[MediaData, ...], BeforeValidator(_rows)] = ()


class StateData(Answer):
    """The latest state of a session."""

    state: SessionState = SessionState()
    revision: int | None = None
    updated_at: datetime | str | None = None
    bind_id: Text = ""


class RenderOutput(Answer):
    """Where the file is: absolute, signed, needs no headers."""

    url: Text = ""


class RenderData(Answer):
    """A render job; dump it by alias (`outputUrl`, `createdAt`)."""

    model_config = ConfigDict(
        alias_generator=to_camel, validate_by_name=True, validate_by_alias=True
    )

    id: Text = ""
    status: RenderStatus = "pending"
    progress: int | float = 0
    success: bool = True
    output: RenderOutput | None = None
    output_url: str | None = None
    created_at: int | None = None
    completed_at: int | None = None
    error: str | None = None


class RenderAnswer(Envelope[RenderData]):
    """An answer of a render call, which says the essentials at its top level too."""

    id: Text = ""
    status: RenderStatus = "pending"
    progress: int | float = 0
    output: RenderOutput | None = None

    @classmethod
    def of(cls, data: RenderData) -> RenderAnswer:
        """Around `data`, with the copies at the top level."""
        return cls(
            data=data, id=data.id, status=data.status, progress=data.progress, output=data.output
        )
