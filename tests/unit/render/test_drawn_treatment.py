"""What is done to a picture's colours and texture: adjustments, looks, effects, preparations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.support import media
from tests.support.canvas import Rgb
from tests.support.draws import draws
from tests.support.gallery import (
    Gallery,
    apart,
    colourfulness,
    detail,
    film,
    light,
    middle,
)

from kinoloom.draft.model import (
    Adjustments,
    CaptionSegment,
    ColourSegment,
    Effect,
    ImageSegment,
    Keyframe,
    PictureSegment,
    Placement,
    StickerSegment,
    TitleSegment,
    VideoSegment,
)
from kinoloom.media import ffmpeg
from kinoloom.render.cache import RenderCache
from kinoloom.render.chunks.compositor import Compositor, Stage
from kinoloom.render.chunks.encode import task_of
from kinoloom.render.errors import NotDrawn
from kinoloom.render.files.output import Encoding, Output
from kinoloom.render.grade import EFFECTS, LOOKS
from kinoloom.render.grade.effects.arguments import Argument, Choice, Flag, Number, Tint
from kinoloom.render.picture import plain
from kinoloom.render.planning.plan import Drawer
from kinoloom.render.preparing import STEPS
from kinoloom.render.reading.reel import Reel
from kinoloom.render.sources import remembered
from kinoloom.watch import Watch

Grey = NDArray[np.float32]
LARGE = {"width_px": 960, "height_px": 540}
MIDDLE = {"width_px": 480, "height_px": 270}
PICTURES = [VideoSegment, ImageSegment, ColourSegment, StickerSegment]
WORDS = [TitleSegment, CaptionSegment]


def adjusted(gallery: Gallery, canvas: Mapping[str, int] = MIDDLE, **keys: Any) -> Rgb:
    """The chart with these adjustments."""
    return gallery.draw(
        film(gallery.image(gallery.chart, adjustments=Adjustments(**keys)), **canvas)
    )


def warmth(picture: Rgb) -> float:
    return float((picture[..., 0].astype(int) - picture[..., 2]).mean())


def contrast(picture: Rgb) -> float:
    return float(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).std())


class TestAdjustments:
    @draws("Adjustments.brightness", "Adjustments.contrast", "Adjustments.saturation")
    @draws("Adjustments.temperature", "Adjustments.sharpness")
    @pytest.mark.parametrize(
        ("name", "measure"),
        [
            ("brightness", light),
            ("contrast", contrast),
            ("saturation", colourfulness),
            ("temperature", warmth),
            ("sharpness", detail),
        ],
    )
    def test_less_none_and_more(
        self, gallery: Gallery, name: str, measure: Callable[[Rgb], float]
    ) -> None:
        shares = (-1.0, -0.4, 0.0, 0.4, 1.0)
        found = [measure(adjusted(gallery, LARGE, **{name: share})) for share in shares]
        steps = np.diff(found)
        assert (steps > 0.02 * abs(found[2])).all(), found

    @draws("Adjustments.blur")
    def test_blur_takes_detail_away(self, gallery: Gallery) -> None:
        found = [detail(adjusted(gallery, blur=share)) for share in (0.0, 0.3, 1.0)]
        assert found[0] > 2 * found[1]
        assert found[1] > 1.4 * found[2]

    @draws("Adjustments.vignette")
    def test_a_vignette_darkens_the_corners_alone(self, gallery: Gallery) -> None:
        grey = ColourSegment(id="", start_ms=0, duration_ms=1000, colour="#b0b0b0")
        dark = grey.model_copy(update={"adjustments": Adjustments(vignette=1)})
        before, after = (gallery.draw(film(s), 0).astype(int) for s in (grey, dark))
        assert np.abs(after[45, 80] - before[45, 80]).max() <= 1
        for corner in ((1, 1), (1, -2), (-2, 1), (-2, -2)):
            assert after[corner][0] < 0.6 * before[corner][0]

    def test_a_vignette_is_on_what_is_seen_whether_the_picture_moves_or_not(
        self, gallery: Gallery
    ) -> None:
        """A picture eight times as large as the canvas is not treated as a whole."""
        grey = ColourSegment(id="", start_ms=0, duration_ms=1000, colour="#b0b0b0")
        keys = (Keyframe(at_ms=0, value=8), Keyframe(at_ms=900, value=8.01))
        for more in (
            {"placement": Placement(scale=8)},
            {"placement": Placement(scale=8, corner=0.01)},
            {"keyframes": {"scale": keys}},
        ):
            large = grey.model_copy(update={"adjustments": Adjustments(vignette=1), **more})
            seen = gallery.draw(film(large)).astype(int)
            assert seen[1, 1][0] < 0.6 * seen[45, 80][0]

    @draws("VideoSegment.adjustments", "ImageSegment.adjustments")
    @draws("ColourSegment.adjustments", "StickerSegment.adjustments")
    @pytest.mark.parametrize("kind", PICTURES)
    def test_every_kind_of_picture_is_adjusted(
        self, gallery: Gallery, kind: type[PictureSegment]
    ) -> None:
        assert {VideoSegment, ImageSegment, ColourSegment, StickerSegment} == set(PICTURES)
        before = gallery.draw(film(gallery.picture(kind)), 5)
        after = gallery.draw(film(gallery.picture(kind, adjustments=Adjustments(saturation=-1))), 5)
        assert colourfulness(before) > 10
        assert colourfulness(after) < 1.5
        assert light(after) > 0.5 * light(before)


class TestLooks:
    PATCHES = ("#8c6a4e", "#3c5a8c", "#5a7d46", "#b4b4b4", "#141414")

    @draws("Adjustments.look", "Adjustments.look=*")
    @pytest.mark.parametrize("name", sorted(LOOKS))
    def test_every_look_gives_the_colours_it_says(self, gallery: Gallery, name: str) -> None:
        changes: list[float] = []
        for colour in self.PATCHES:
            ground = ColourSegment(id="", start_ms=0, duration_ms=1000, colour=colour)
            looked = ground.model_copy(update={"adjustments": Adjustments(look=name)})
            before, after = (gallery.draw(film(s))[45, 80].astype(int) for s in (ground, looked))
            rgb = np.array([[int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]], np.float32)
            expected = np.clip(LOOKS[name][0](rgb)[0], 0, 1) * 255
            assert np.abs(after - expected).max() < 7, colour
            changes.append(float(np.abs(after - before).max()))
        assert max(changes) > 10

    @draws("Adjustments.look")
    def test_a_cube_file_is_a_look(self, gallery: Gallery, tmp_path: Path) -> None:
        rows = [f"{b} {g} {r}" for b in (0, 1) for g in (0, 1) for r in (0, 1)]
        path = tmp_path / "swap.cube"
        path.write_text("LUT_3D_SIZE 2\n" + "\n".join(rows))
        swapped = adjusted(gallery, look=gallery.add(path)).astype(int)
        assert np.abs(swapped[..., ::-1] - adjusted(gallery).astype(int)).mean() < 2

    def test_a_look_nobody_knows_is_refused_with_its_place(self, gallery: Gallery) -> None:
        with pytest.raises(NotDrawn, match=r"t\[0\]\.sg\[0\].*sunset.*noir"):
            adjusted(gallery, look="sunset")


def over_white(gallery: Gallery, kind: str, *effects: Effect) -> Rgb:
    """A frame of the chart over white, large enough for what an effect does to be seen."""
    canvas = LARGE if kind == "scanlines" else MIDDLE
    still = gallery.image(gallery.chart, effects=effects)
    return gallery.draw(film(still, background="#ffffff", **canvas), 3)


def effected(gallery: Gallery, kind: str, arguments: Mapping[str, object] | None = None) -> Rgb:
    """The chart with one effect."""
    return over_white(gallery, kind, Effect(kind=kind, arguments=dict(arguments or {})))


def busy(a: Rgb, b: Rgb, codes: int = 12) -> NDArray[np.bool_]:
    """Where two pictures differ by more than so much."""
    return np.asarray(np.abs(a.astype(int) - b.astype(int)).max(axis=2) > codes, np.bool_)


Measure = Callable[[Rgb, Rgb], float]
"""Of a picture with an effect and the same without."""


def changed(after: Rgb, before: Rgb) -> float:
    return apart(after, before)


def unchanged(after: Rgb, before: Rgb) -> float:
    return -apart(after, before)


def clear(after: Rgb, before: Rgb) -> float:
    """How much of the white below is seen."""
    return light(after) - light(before)


def solid(after: Rgb, before: Rgb) -> float:
    return -clear(after, before)


def rough(after: Rgb, before: Rgb) -> float:
    return detail(after) - detail(before)


def smooth(after: Rgb, before: Rgb) -> float:
    return -rough(after, before)


def spilt(after: Rgb, before: Rgb) -> float:
    """How little green is left on the grey figure."""
    part = after[200:260, 345:400].astype(int)
    return float((part[..., 0] - part[..., 1]).mean())


def rightwards(after: Rgb, before: Rgb) -> float:
    return middle(busy(after, before))[0]


def downwards(after: Rgb, before: Rgb) -> float:
    return middle(busy(after, before))[1]


def wide(after: Rgb, before: Rgb) -> float:
    return float(busy(after, before).any(axis=0).sum())


def tall(after: Rgb, before: Rgb) -> float:
    return float(busy(after, before).any(axis=1).sum())


def halo(after: Rgb, before: Rgb) -> float:
    """How much of the lamp's shine reaches what is far from it."""
    return float((after.astype(int) - before)[:130, 410:440].mean())


def fringed_down(after: Rgb, before: Rgb) -> float:
    """Whether red went down rather than to the right: seen at the lamp."""
    lamp = np.s_[40:96, 330:390]
    red = after[lamp][..., 0].astype(int) - before[lamp][..., 0]
    rows, columns = np.nonzero(red > 40)
    return float(rows.mean() - columns.mean()) if rows.size else 0.0


def colourful_noise(after: Rgb, before: Rgb) -> float:
    return float(np.ptp(after.astype(int) - before, axis=2).mean())


def coarse(after: Rgb, before: Rgb) -> float:
    """How alike neighbours are in what was added."""
    noise = (after.astype(float) - before)[..., 1]
    noise -= noise.mean()
    return float((noise[:, 1:] * noise[:, :-1]).mean() / (noise**2).mean())


def lined(after: Rgb, before: Rgb) -> float:
    """How quickly brightness changes down the picture."""
    rows = (after.astype(float) - before).mean(axis=(1, 2))
    return float(np.abs(np.fft.rfft(rows - rows.mean())[1:]).argmax())


def bars(after: Rgb, before: Rgb) -> float:
    return -float((after.max(axis=(1, 2)) < 8).sum())


RISING: Mapping[str, Measure] = {
    "chroma_key.similarity": clear,
    "chroma_key.smoothness": clear,
    "chroma_key.spill": spilt,
    "luma_key.threshold": clear,
    "luma_key.smoothness": clear,
    "blur_region.x": rightwards,
    "blur_region.y": downwards,
    "blur_region.w": wide,
    "blur_region.h": tall,
    "blur_region.strength": smooth,
    "blur_region.feather": lambda a, b: float(busy(a, b).sum()),
    "glow.strength": clear,
    "glow.threshold": solid,
    "glow.radius": halo,
    "rgb_split.amount": changed,
    "rgb_split.angle": fringed_down,
    "shake.strength": changed,
    "film_grain.amount": rough,
    "film_grain.size": coarse,
    "film_grain.colour": colourful_noise,
    "scanlines.strength": solid,
    "scanlines.lines": lined,
    "vhs.wear": changed,
    "pixelate.size": changed,
    "posterize.levels": unchanged,
    "duotone.amount": changed,
    "letterbox.ratio": lambda a, b: -bars(a, b),
}
"""By argument that is a number: what grows with it."""

REACHES: Mapping[str, tuple[float, float]] = {
    "chroma_key.similarity": (0.05, 0.6),
    "blur_region.x": (0.0, 0.3),
    "blur_region.y": (0.2, 0.5),
    "blur_region.w": (0.1, 0.5),
    "blur_region.h": (0.1, 0.5),
    "blur_region.feather": (0.0, 0.2),
    "rgb_split.angle": (0, 90),
    "film_grain.size": (0.7, 2.5),
    "scanlines.lines": (60, 160),
    "posterize.levels": (3, 12),
    "letterbox.ratio": (2.0, 4.0),
}
"""Less and more of an argument, where the ends of its range do not show what it does."""


BASES: Mapping[str, Mapping[str, float]] = {
    "blur_region": {"x": 0.05, "y": 0.3, "w": 0.4, "h": 0.25},
}
"""What an effect is told beside, where its defaults lie on nothing."""


def other(argument: Argument) -> object:
    """A value that is not the default."""
    match argument:
        case Choice():
            return next(word for word in argument.choices if word != argument.default)
        case Flag():
            return not argument.default
        case Tint():
            return "#e02080"
        case Number():
            return argument.low if argument.default != argument.low else argument.high


class TestEffects:
    @draws("Effect.kind", "Effect.kind=*")
    @pytest.mark.parametrize("name", sorted(EFFECTS))
    def test_every_effect_is_seen(self, gallery: Gallery, name: str) -> None:
        before = over_white(gallery, name)
        after = effected(gallery, name)
        assert after.shape == before.shape
        assert apart(after, before) > 1.0
        assert busy(after, before, 3).mean() > 0.015
        assert apart(after, effected(gallery, name)) == 0

    @draws("Effect.arguments", "Effect.arguments=*")
    @pytest.mark.parametrize(
        ("name", "argument"),
        [(name, argument) for name, kind in EFFECTS.items() for argument in kind.arguments],
        ids=lambda part: part if isinstance(part, str) else part.name,
    )
    def test_every_argument_is_heard(self, gallery: Gallery, name: str, argument: Argument) -> None:
        full = f"{name}.{argument.name}"
        base = BASES.get(name, {})
        if not isinstance(argument, Number):
            told = effected(gallery, name, {**base, argument.name: other(argument)})
            assert apart(told, effected(gallery, name, base)) > 0.1
            return
        before = over_white(gallery, name)
        ends = REACHES.get(full, (argument.low, argument.high))
        less, more = (
            RISING[full](effected(gallery, name, {argument.name: end}), before) for end in ends
        )
        assert more > less + 1e-3, (less, more)

    @draws("VideoSegment.effects", "ImageSegment.effects")
    @draws("ColourSegment.effects", "StickerSegment.effects")
    @pytest.mark.parametrize("kind", PICTURES)
    def test_every_kind_of_picture_takes_effects(
        self, gallery: Gallery, kind: type[PictureSegment]
    ) -> None:
        assert {VideoSegment, ImageSegment, ColourSegment, StickerSegment} == set(PICTURES)
        inked = Effect(kind="duotone", arguments={"dark": "#ff0000", "bright": "#ff0000"})
        seen = gallery.draw(film(gallery.picture(kind, effects=(inked,))), 5)[45, 80]
        assert seen[0] > 240
        assert seen[1:].max() < 16

    def test_effects_are_done_in_order(self, gallery: Gallery) -> None:
        red = Effect(kind="duotone", arguments={"dark": "#ff0000", "bright": "#ff0000"})
        green = Effect(kind="duotone", arguments={"dark": "#00ff00", "bright": "#00ff00"})
        for effects, seen in (((red, green), 1), ((green, red), 0)):
            picture = gallery.draw(film(gallery.image(effects=effects)))
            assert int(picture[45, 80].argmax()) == seen

    @draws("TitleSegment.effects", "TitleSegment.adjustments")
    @draws("CaptionSegment.effects", "CaptionSegment.adjustments")
    @pytest.mark.parametrize("kind", WORDS)
    def test_words_refuse_what_pictures_take(
        self, gallery: Gallery, kind: type[PictureSegment]
    ) -> None:
        assert {TitleSegment, CaptionSegment} == set(WORDS)
        for more in (
            {"effects": (Effect(kind="vhs"),)},
            {"adjustments": Adjustments(brightness=0.5)},
        ):
            with pytest.raises(NotDrawn, match="words take no effects"):
                gallery.draw(film(gallery.picture(kind, **more)))


@pytest.fixture(scope="module")
def shaky(gallery: Gallery) -> str:
    """Three seconds of a hand-held camera in the dark: it trembles, it sways, there is noise."""
    path = gallery.folder / "shaky.mp4"
    rng = np.random.default_rng(1)
    ground = np.full((300, 420), 128, np.float32)
    for sigma, strength in ((4, 20), (14, 30)):
        blobs = cv2.GaussianBlur(rng.standard_normal(ground.shape), (0, 0), sigma)
        ground += (strength * blobs / blobs.std()).astype(np.float32)

    def frames() -> Iterator[bytes]:
        for number in range(30):
            x, y = (
                50 + 3 * np.sin(1.9 * rate * number) + 14 * np.sin(0.12 * rate * number)
                for rate in (1, 1.3)
            )
            way = np.array([[1, 0, -x], [0, 1, -y]])
            seen = cv2.warpAffine(ground, way, (320, 200), flags=cv2.INTER_CUBIC)
            grainy = seen + rng.normal(0, 9, (200, 320))
            yield np.clip(grainy, 0, 255).astype(np.uint8).tobytes()

    ffmpeg.feed(
        [
            *("-f", "rawvideo", "-pix_fmt", "gray", "-s", "320x200", "-r", "10", "-i", "pipe:0"),
            *("-c:v", "libx264", "-crf", "8", "-pix_fmt", "yuv420p", str(path)),
        ],
        frames(),
        watch=Watch(),
    )
    return gallery.add(path)


def prepared_frames(
    gallery: Gallery, cache: RenderCache, asset: str, *effects: Effect
) -> list[Grey]:
    """Frames of the clip, grey, once what is done to its footage first is done."""
    size = (320, 200)
    draft = film(gallery.video(asset, 3000, effects=effects), width_px=size[0], height_px=size[1])
    encoding = Encoding.of(draft.canvas, Output())
    chunk = Drawer(draft, encoding, remembered(gallery.path)).chunk(0, 30)
    task = task_of(chunk, encoding, gallery.folder / "unused", gallery.path, cache, Watch())
    reel = Reel({name: Path(path) for name, path in task.paths.items()}, dict(task.names))
    compositor = Compositor(chunk, Stage(size, encoding.fps, reel, reel.path))
    found: list[Grey] = []
    for frame in range(4, 28):
        canvas = plain(*size, "#000000")
        compositor.draw(frame, canvas)
        found.append(canvas.y.astype(np.float32))
    reel.close()
    return found


def restless(frames: list[Grey]) -> float:
    """How far the picture jumps from frame to frame, pixels."""
    window = cv2.createHanningWindow((320, 200), cv2.CV_32F)
    jumps = [cv2.phaseCorrelate(a, b, window)[0] for a, b in pairwise(frames)]
    return float(np.hypot(*np.transpose(jumps)).mean())


def noisy(frames: list[Grey]) -> float:
    """How much fine detail there is; what was filmed has none."""
    return float(np.mean([cv2.Laplacian(frame, cv2.CV_32F).std() for frame in frames]))


@draws("Effect.kind=*", "Effect.arguments=*")
@pytest.mark.parametrize("name", sorted(STEPS))
def test_every_preparation_and_its_strength(
    gallery: Gallery, shaky: str, tmp_path: Path, name: str
) -> None:
    """Done to a stretch of footage before it is drawn, by ffmpeg, and kept in the cache."""
    cache = RenderCache(tmp_path)
    measure = {"stabilise": restless, "denoise": noisy}[name]
    before = measure(prepared_frames(gallery, cache, shaky))
    gentle, strong = (
        measure(prepared_frames(gallery, cache, shaky, Effect(kind=name, arguments=told)))
        for told in ({"strength": 0.1}, {"strength": 1.0})
    )
    assert strong < 0.75 * before
    assert strong < 0.9 * gentle, "strength is heeded"
    assert gentle < 0.98 * before


def test_counters_keep_their_time_through_effects(gallery: Gallery) -> None:
    clip = gallery.video(effects=(Effect(kind="posterize"),))
    seen = [media.read_counter(drawn[..., 1]) for drawn in gallery.run(film(clip), range(5))]
    assert seen == [0, 1, 2, 3, 4]
