"""What every generator must do, as tests: a plug-in's author subclasses `GeneratorContract`.

class TestMine(GeneratorContract):
    def make(self): return MyGenerator()
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import islice

import numpy as np

from kinoloom.errors import AskError
from kinoloom.generators import archive
from kinoloom.generators.protocol import ClipRequest, Generator

SMALL = ClipRequest(
    prompt="a person walking in a desert at golden hour",
    width_px=320,
    height_px=180,
    fps=Fraction(24),
    duration_ms=250,
    seed=7,
)


class GeneratorContract:
    """Subclass it as `Test…` and give `make`."""

    prompts: tuple[str, ...] = (SMALL.prompt,)

    def make(self) -> Generator:
        """A fresh generator."""
        raise NotImplementedError

    def test_it_has_a_name_a_version_and_a_price(self) -> None:
        """They stand in every record of what was made."""
        generator = self.make()
        assert generator.name
        assert generator.version
        assert generator.credits_per_s >= 0

    def test_frames_are_as_many_and_as_large_as_asked(self) -> None:
        """8-bit RGB, packed, exactly `frame_count` of them."""
        for prompt in self.prompts:
            plan = self.make().plan(replace(SMALL, prompt=prompt))
            frames = list(self.make().frames(plan))
            assert len(frames) == SMALL.frame_count
            for frame in frames:
                assert frame.shape == (SMALL.height_px, SMALL.width_px, 3)
                assert frame.dtype == np.uint8
                assert frame.flags.c_contiguous

    def test_portrait_and_other_rates(self) -> None:
        """Sizes and rates are the request's, not the engine's."""
        request = replace(SMALL, width_px=180, height_px=320, fps=Fraction(30000, 1001))
        frames = list(self.make().frames(self.make().plan(request)))
        assert len(frames) == request.frame_count
        assert frames[0].shape == (320, 180, 3)

    def test_a_plan_survives_storing(self) -> None:
        """A clip can be made again from what was stored."""
        plan = self.make().plan(SMALL)
        again = archive.loads(archive.dumps(plan))
        assert again == plan
        assert archive.plan_key(again) == archive.plan_key(plan)

    def test_the_same_plan_gives_the_same_bits(self) -> None:
        """Deterministic, from one instance to the next."""
        plan = self.make().plan(SMALL)
        for one, two in zip(self.make().frames(plan), self.make().frames(plan), strict=True):
            assert np.array_equal(one, two)

    def test_another_seed_gives_another_picture(self) -> None:
        """A seed that changes nothing is no seed."""
        first = self.make()
        plans = (first.plan(SMALL), first.plan(replace(SMALL, seed=8)))
        one, two = (next(iter(first.frames(plan))) for plan in plans)
        assert not np.array_equal(one, two)

    def test_it_moves(self) -> None:
        """A clip is not a still."""
        frames = list(self.make().frames(self.make().plan(SMALL)))
        assert not np.array_equal(frames[0], frames[-1])

    def test_a_consumer_may_stop_early(self) -> None:
        """Frames are made one by one."""
        assert len(list(islice(self.make().frames(self.make().plan(SMALL)), 2))) == 2

    def test_an_empty_change_keeps_the_scene(self) -> None:
        """Making a clip longer is making the same clip."""
        generator = self.make()
        plan = generator.plan(SMALL)
        longer = generator.revise(plan, "", replace(SMALL, duration_ms=500))
        assert longer.spec == plan.spec
        assert longer.request.duration_ms == 500

    def test_a_change_keeps_the_seed(self) -> None:
        """Same plan, same seed, plus the change."""
        generator = self.make()
        plan = generator.plan(SMALL)
        night = generator.revise(plan, "make it night", SMALL)
        assert night.request.seed == plan.request.seed

    def test_an_empty_prompt_is_refused(self) -> None:
        """With a sentence for the user, before anything is painted."""
        for prompt in ("", "   \n"):
            try:
                self.make().plan(replace(SMALL, prompt=prompt))
            except AskError as error:
                assert str(error)  # noqa: PT017 - authors of plug-ins need no pytest here
            else:
                raise AssertionError("an empty prompt was taken")
