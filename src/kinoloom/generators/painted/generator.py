"""The painted engine behind the generator protocol: words to spec, spec to frames."""

from __future__ import annotations

from collections.abc import Iterator

from kinoloom.generators.painted.parse import Reading, read_prompt
from kinoloom.generators.painted.parse import revise as revise_spec
from kinoloom.generators.painted.spec import SceneSpec
from kinoloom.generators.protocol import ClipPlan, ClipRequest, Frame

TONES = {
    "dawn": "warm",
    "day": "bright",
    "noon": "bright",
    "golden_hour": "warm",
    "dusk": "dark",
    "night": "night",
}

_SEEDS = 1 << 31


class PaintedGenerator:
    """Text to video, built in. No weights, no keys, no GPU."""

    name = "painted"
    version = "2"
    credits_per_s = 1

    def plan(self, request: ClipRequest) -> ClipPlan:
        """Read the prompt. Raises PromptInvalid or PromptRefused."""
        return self._planned(read_prompt(request.prompt, seed=_seed_of(request)), request)

    def revise(self, plan: ClipPlan, change: str, request: ClipRequest) -> ClipPlan:
        """The same scene with a change in words; an empty change keeps the scene."""
        spec = SceneSpec.model_validate(plan.spec)
        spec = spec.model_copy(update={"seed": _seed_of(request)})
        if not change.strip():
            kept = Reading(spec, plan.used, plan.ignored, (), plan.title, plan.sound)
            return self._planned(kept, request)
        return self._planned(revise_spec(spec, change), request)

    def frames(self, plan: ClipPlan) -> Iterator[Frame]:
        """Paint the scene, then each frame of it."""
        from kinoloom.generators.painted.easel.canvas import Canvas
        from kinoloom.generators.painted.looping import scene_of
        from kinoloom.generators.painted.sequence import shots_of

        spec = SceneSpec.model_validate(plan.spec)
        request = plan.request
        canvas = Canvas(request.width_px, request.height_px)
        for shot in shots_of(spec, request.frame_count, request.fps):
            scene = scene_of(shot.spec, canvas, request.fps, shot.frames)
            for index in range(shot.frames):
                yield scene.frame(index)

    def _planned(self, reading: Reading, request: ClipRequest) -> ClipPlan:
        return ClipPlan(
            engine=self.name,
            engine_version=self.version,
            request=request,
            spec=reading.spec.model_dump(mode="json"),
            title=reading.title,
            sound=reading.sound,
            tone=TONES[reading.spec.time],
            used=reading.used,
            ignored=reading.ignored,
            notes=reading.notes,
        )


def _seed_of(request: ClipRequest) -> int:
    """The seed as the painters' generators take it: any integer is somebody's lucky number."""
    return request.seed % _SEEDS
