"""Words for what moves in an abstract film: they choose its form and are not drawn as things."""

from __future__ import annotations

FORMS: dict[str, str] = {
    word.strip(): noun
    for noun, words in {
        "bokeh": "bokeh, light, lights, orb, orbs, glitter, 光斑, 散景",
        "ink": "ink, ink drop, marble, paint, 墨, 墨水, 水墨",
        "silk": "silk, silky, satin, wave, waves, ribbon, ribbons, 丝绸, 波浪, 绸缎",
        "particle": "particle, particles, swarm, stardust, 粒子, 星尘",
        "gradient": "gradient, gradients, liquid, fluid, lava lamp, 渐变, 流体, 液体",
    }.items()
    for word in words.split(",")
}
"""A word of a prompt -> the noun under which the painter knows the form."""
