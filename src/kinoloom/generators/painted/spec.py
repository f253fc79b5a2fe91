"""SceneSpec: everything a painted scene is, as frozen JSON-able values."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SettingName = Literal["desert", "city", "mountains"]
Land = Literal["any", "dunes", "mesas", "rocks"]
Time = Literal["dawn", "day", "golden_hour", "dusk", "night"]
Weather = Literal["clear", "cloudy", "rain", "snow", "fog", "storm"]
Move = Literal[
    "static", "push_in", "pull_back", "pan_left", "pan_right",
    "tilt_up", "tilt_down", "truck_left", "truck_right", "aerial", "handheld",
]  # fmt: skip
Action = Literal["stand", "walk", "run", "wave", "sit", "float", "fly", "drive"]
Heading = Literal["left", "right"]
Style = Literal["cinematic", "noir", "pastel", "vintage", "neon"]


class Frozen(BaseModel):
    """A value: compared by content, never changed in place."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Subject(Frozen):
    """Who or what is in the shot, as the prompt names it."""

    noun: str
    """The English noun ("astronaut", "elephant"); decides puppet, icon or title card."""
    count: int = Field(default=1, ge=1, le=12)
    colour: str | None = None
    """A hex colour (#rrggbb) asked for, or None."""
    size: Literal["small", "normal", "large"] = "normal"
    action: Action = "stand"
    heading: Heading = "right"


class SceneSpec(Frozen):
    """One shot. Together with sizes, length and seed it determines every pixel."""

    version: int = 1
    setting: SettingName
    world: str = "earth"
    """A variant of the setting: desert "mars" or "earth"; city "neon" or "plain"; …"""
    land: Land = "any"
    """What the ground of a desert is; "any" leaves it to the seed."""
    time: Time
    weather: Weather = "clear"
    subjects: tuple[Subject, ...] = ()
    move: Move = "truck_right"
    motion: float = Field(default=0.5, ge=0.0, le=1.0)
    """How strong camera and weather move, 0 barely to 1 strongly."""
    style: Style = "cinematic"
    seed: int = 0
