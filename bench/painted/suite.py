"""The suite: sentences that are painted, every setting at least once, every ratio, style and move.

The hundred of `prompts.jsonl` say how well words are read; these say what the pictures cost and
how they look.
"""

from __future__ import annotations

from dataclasses import dataclass

SIZES = {"16:9": (1920, 1080), "9:16": (1080, 1920), "1:1": (1080, 1080), "4:5": (1080, 1350),
         "21:9": (1920, 822)}  # fmt: skip


@dataclass(frozen=True)
class Ask:
    """A sentence, and the shape and seed it is painted with."""

    prompt: str
    ratio: str = "16:9"
    seed: int = 1

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height; the short side is 1080 but for the widest."""
        return SIZES[self.ratio]


SUITE: tuple[Ask, ...] = (
    Ask("a lone astronaut walking across Mars at golden hour, cinematic"),
    Ask("sand dunes at noon, a camel caravan walking left"),
    Ask("the Grand Canyon at dawn, aerial shot"),
    Ask("a sandstorm rolling over the desert, a cowboy standing", seed=2),
    Ask("沙漠里的夜晚，满天星星", seed=3),
    Ask("a rover on Mars at night", seed=4),
    Ask("an astronaut bouncing across the moon, the earth above"),
    Ask("lava glowing on a volcano at night, smoke"),
    Ask("mountains and a lake at dawn, mist over the water, slow push in"),
    Ask("snowy peaks in a blizzard", seed=2),
    Ask("雪山，正午，晴空", seed=3),
    Ask("a misty pine forest, sun rays through the trees"),
    Ask("autumn forest, leaves falling, a woman walking", seed=2),
    Ask("deep jungle in heavy rain", ratio="9:16", seed=3),
    Ask("a forest at night with fireflies", seed=4),
    Ask("a meadow full of poppies swaying in the wind, noon"),
    Ask("春天的花海，微风，水彩风格", seed=2),
    Ask("lavender fields at dusk, a girl running", seed=3),
    Ask("open ocean at golden hour, a sailboat"),
    Ask("a ship in a storm at sea, lightning", seed=2),
    Ask("calm ocean at night under the moon", ratio="21:9", seed=3),
    Ask("a tropical beach at noon with palm trees"),
    Ask("waves on a beach at sunset, a couple walking", ratio="9:16", seed=2),
    Ask("an underwater scene with a sea turtle and sun rays"),
    Ask("a colorful coral reef with fish", seed=2),
    Ask("a river through green hills in the morning"),
    Ask("a huge waterfall in the jungle, slow tilt down", ratio="9:16"),
    Ask("a mountain village in the snow at dusk, smoke from the chimneys"),
    Ask("a farm with a red barn at dawn, fog", seed=2),
    Ask("a castle on a cliff under a stormy sky"),
    Ask("中世纪城堡，黄昏，航拍", seed=2),
    Ask("a park in autumn, a man sitting on a bench, golden hour"),
    Ask("a city skyline at night, timelapse feel"),
    Ask("a futuristic skyline at dusk with flying cars", ratio="21:9", seed=2),
    Ask("a busy city street on a sunny morning"),
    Ask("rainy street at night, a woman with a red coat walking", seed=2),
    Ask("赛博朋克雨夜街头，竖屏", ratio="9:16"),
    Ask("neon alley in Tokyo, a cat sitting", seed=2),
    Ask("a red sports car on a desert highway at golden hour"),
    Ask("a ringed planet and its moons in deep space"),
    Ask("an astronaut floating in front of a nebula", ratio="1:1", seed=2),
    Ask("the northern lights over a snowy forest"),
    Ask("the Milky Way over a lone tree, shooting stars"),
    Ask("a supercell thunderstorm over the plains"),
    Ask("rain on the window of a cosy room at night, warm lamp"),
    Ask("sunlight through the curtains of an empty room, dust motes", seed=2),
    Ask("a cat sitting in a room at dawn", seed=3),
    Ask("a steaming mug of coffee on a wooden table, morning light"),
    Ask("three oranges and a blue vase on a table", ratio="4:5", seed=2),
    Ask("a candle burning on a table at night, macro", seed=3),
    Ask("a perfume bottle on a plain pink background, product ad", ratio="1:1"),
    Ask("a white sneaker on a plinth, studio light, slow orbit", ratio="4:5", seed=2),
    Ask("a singer on a concert stage, moving spotlights, confetti"),
    Ask("a ballerina dancing on a theatre stage", ratio="9:16", seed=2),
    Ask("abstract golden bokeh, seamless loop"),
    Ask("ink drifting in water, black on white", seed=2),
    Ask("silky blue waves, abstract background", ratio="21:9", seed=3),
    Ask("a samurai in the snow, film noir"),
    Ask("a lighthouse on a rock in fog, line art", seed=2),
    Ask("mountains at sunset, flat poster design", seed=5),
    Ask("an old film of a tram in the street, 8mm", seed=3),
    Ask("synthwave sunset over the sea, neon colours", ratio="21:9", seed=4),
    Ask("a red fox in a birch forest, storybook illustration", ratio="4:5", seed=5),
    Ask("an elephant crossing the savanna at dusk, watercolour", seed=6),
)
"""At least sixty."""
