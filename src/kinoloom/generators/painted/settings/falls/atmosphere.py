"""The nearest things of a shot: framing plants, wind-borne dust and leaves, asked-for effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinoloom.generators.painted.air.conditions import Conditions, effects_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.forest.cutout import Cutout
    from kinoloom.generators.painted.spec import SceneSpec


class Atmosphere:
    """Drawn after the land. Rain, snow and lightning are the lake view's own."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        light: Daylight,
        seconds: float,
        plants: tuple[Cutout, ...] = (),
    ) -> None:
        self._canvas, self._plants = canvas, plants
        self._effects = effects_of(spec, canvas, light, seconds)
        self._blown: Conditions | None = None
        if spec.weather in ("wind", "sandstorm"):
            calm = spec.model_copy(update={"effects": ()})
            self._blown = Conditions(
                calm, canvas, light, horizon_y_px=0.6 * canvas.paint_height_px, splashes=False,
                seconds=seconds,
            )  # fmt: skip

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw it all, farthest first."""
        for plant in self._plants:
            plant.draw(frame_u8, t_s, pose, self._canvas)
        if self._blown is not None:
            self._blown.draw_near(frame_u8, t_s, pose)
        self._effects.draw(frame_u8, t_s, pose)
