"""The grade of an outdoor shot by its hour; a setting changes what it needs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kinoloom.generators.painted.easel.grade import Grade

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import Hour, SceneSpec

GRADES: Mapping[Hour, Mapping[str, Any]] = {
    "dawn": {"vignette": 0.30, "bloom": 0.42, "threshold": 0.72, "contrast": 0.28,
             "saturation": 1.06, "lift": (0.022, 0.016, 0.026)},
    "day": {"vignette": 0.26, "bloom": 0.30, "threshold": 0.80, "contrast": 0.30,
            "saturation": 1.08, "lift": (0.008, 0.012, 0.018)},
    "golden_hour": {"vignette": 0.34, "bloom": 0.48, "threshold": 0.70, "contrast": 0.30,
                    "saturation": 1.06, "lift": (0.022, 0.015, 0.014)},
    "dusk": {"vignette": 0.40, "bloom": 0.52, "threshold": 0.66, "contrast": 0.34,
             "saturation": 1.06, "lift": (0.016, 0.012, 0.028), "anamorphic": 0.06},
    "night": {"vignette": 0.40, "bloom": 0.55, "threshold": 0.60, "contrast": 0.22,
              "saturation": 1.04, "lift": (0.008, 0.012, 0.028)},
}  # fmt: skip


def grade_for(spec: SceneSpec, canvas: Canvas, **changes: Any) -> Grade:
    """The hour's grade in the spec's style and mood; `changes` are arguments of `Grade`."""
    settings = {**GRADES[spec.hour], **changes}
    return Grade(
        canvas, **settings, seed=spec.seed, style=spec.style, stock=spec.stock, mood=spec.mood
    )
