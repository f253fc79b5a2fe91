"""SceneSpec: everything a painted shot is, as frozen JSON-able values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SettingName = Literal[
    "desert", "dunes", "canyon", "mars", "moon", "volcano",
    "mountains", "snow_peaks", "forest", "autumn_forest", "jungle", "meadow",
    "ocean", "beach", "underwater", "coral", "river", "waterfall",
    "village", "farm", "castle", "park",
    "skyline", "street", "neon_street", "highway",
    "space", "aurora", "night_sky", "storm",
    "interior", "tabletop", "stage", "studio", "abstract",
]  # fmt: skip
Time = Literal["dawn", "day", "noon", "golden_hour", "dusk", "night"]
Hour = Literal["dawn", "day", "golden_hour", "dusk", "night"]
Land = Literal["any", "dunes", "mesas", "rocks"]
Weather = Literal["clear", "cloudy", "rain", "snow", "fog", "storm", "wind", "sandstorm"]
SkyColour = Literal["red", "pink", "purple", "orange", "green", "blue", "teal", "gold"]
Season = Literal["spring", "summer", "autumn", "winter"]
Move = Literal[
    "static", "push_in", "pull_back", "pan_left", "pan_right",
    "tilt_up", "tilt_down", "truck_left", "truck_right", "orbit", "aerial", "handheld",
]  # fmt: skip
Lens = Literal["normal", "wide", "macro"]
Action = Literal[
    "stand", "walk", "run", "wave", "sit", "dance", "cycle", "swim", "float", "fly", "drive"
]
Heading = Literal["left", "right"]
Light = Literal["any", "left", "right", "behind", "front"]
Trees = Literal["any", "pine", "redwood", "birch", "broadleaf", "bamboo", "palm", "jungle"]
Mood = Literal["calm", "joyful", "melancholic", "epic", "mysterious", "romantic", "tense", "cosy"]
Style = Literal[
    "cinematic", "noir", "pastel", "watercolour", "neon", "poster", "vintage", "line_art"
]
Stock = Literal["35mm", "16mm", "8mm", "vhs"]
Composition = Literal["free", "symmetrical", "thirds", "close_up", "wide"]
Effect = Literal[
    "steam", "smoke", "sparks", "confetti", "petals", "fireflies", "bubbles", "dust", "leaves"
]
Intent = Literal["clip", "reel", "loop", "teaser", "ad"]
Surface = Literal[
    "wood", "dark_wood", "pale_wood", "marble", "stone", "slate", "satin", "linen", "mirror"
]


class Frozen(BaseModel):
    """A value: compared by content, never changed in place."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Subject(Frozen):
    """Who or what is in the shot, as the prompt names it."""

    noun: str
    """The English noun ("astronaut", "elephant"); decides puppet, object, icon or title card."""
    count: int = Field(default=1, ge=1, le=12)
    colour: str | None = None
    """A hex colour (#rrggbb) asked for, or None."""
    size: Literal["small", "normal", "large"] = "normal"
    action: Action = "stand"
    heading: Heading = "right"
    held: str | None = None
    """The noun of what it carries or wears ("umbrella"), or None."""
    held_colour: str | None = None
    """A hex colour asked for that, or None."""


class SceneSpec(Frozen):
    """One shot. Together with sizes, length and seed it determines every pixel."""

    version: int = 2
    setting: SettingName
    time: Time
    weather: Weather = "clear"
    season: Season | None = None
    sky_colour: SkyColour | None = None
    """The colour the sky or its clouds are said to have; None leaves it to time and weather."""
    trees: Trees = "any"
    """What woods are of; "any" leaves it to the seed and the place."""
    subjects: tuple[Subject, ...] = ()
    move: Move = "truck_right"
    motion: float = Field(default=0.5, ge=0.0, le=1.0)
    """How strong camera and weather move, 0 barely to 1 strongly."""
    lens: Lens = "normal"
    shallow: bool = False
    """Whether what is far from the subject is out of focus."""
    light: Light = "any"
    """Where the key light comes from, as the camera sees it; "any" leaves it to the seed."""
    mood: Mood | None = None
    style: Style = "cinematic"
    stock: Stock | None = None
    """The film it seems to be shot on: grain, gate weave and colour."""
    composition: Composition = "free"
    effects: tuple[Effect, ...] = ()
    intent: Intent = "clip"
    loop: bool = False
    """Whether the last frame leads into the first without a seam."""
    ratio: str | None = None
    """The shape the words ask for ("9:16"); whoever makes the clip decides its size."""
    without: tuple[str, ...] = ()
    """Nouns the prompt says must not be seen."""
    seed: int = 0
    surface: Surface | None = None
    """What a table's top is of; None leaves it to the seed and to what stands on it."""
    surface_colour: str | None = None
    """A hex colour asked for the table's top, or None."""
    window: bool = False
    """Whether a table is said to stand by a window: it is not on a terrace then."""
    people: int | None = None
    """The seed of who is in it, where several shots show the same people; None: `seed`."""

    @model_validator(mode="before")
    @classmethod
    def _upgraded(cls, data: Any) -> Any:
        """Version 1 had three settings, with worlds and lands in them."""
        if not isinstance(data, Mapping) or data.get("version") != 1:
            return data
        old = dict(data)
        world, land = old.pop("world", "earth"), old.pop("land", "any")
        setting = old.get("setting")
        lands = {"dunes": "dunes", "mesas": "canyon"}
        if setting == "desert":
            old["setting"] = "mars" if world == "mars" else lands.get(land, "desert")
            if old.get("weather") == "storm":
                old["weather"] = "sandstorm"
        elif setting == "city":
            old["setting"] = "neon_street" if world == "neon" else "street"
        elif world == "autumn":
            old["season"] = "autumn"
        elif world == "winter":
            old["season"] = "winter"
        return {**old, "version": 2}

    @property
    def cast_seed(self) -> int:
        """What decides how the subjects look."""
        return self.seed if self.people is None else self.people

    @property
    def hour(self) -> Hour:
        """The time as most tables know it: noon is a day whose sun is highest."""
        return "day" if self.time == "noon" else self.time

    @property
    def world(self) -> str:
        """The variant of a setting that shares its painter with others."""
        own = {"mars": "mars", "neon_street": "neon", "snow_peaks": "winter"}.get(self.setting)
        return own or ("earth" if self.season in (None, "spring", "summer") else self.season)

    @property
    def land(self) -> Land:
        """What the ground of a desert is; "any" leaves it to the seed."""
        lands: dict[str, Land] = {"dunes": "dunes", "canyon": "mesas"}
        return lands.get(self.setting, "any")

    @property
    def is_wet(self) -> bool:
        """Whether rain falls."""
        return self.weather in ("rain", "storm")
