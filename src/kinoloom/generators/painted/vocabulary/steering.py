"""Where the camera goes and where light comes from, where that is said behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kinoloom.generators.painted.vocabulary.lexicon import Meaning
from kinoloom.generators.painted.vocabulary.places import word_set
from kinoloom.generators.painted.vocabulary.scan import Term

_ARTICLES = word_set("a, an, the, his, her, their, its, my, our, this, that, some")
_CAMERAS = word_set("camera, 镜头, 机位, 摄影机, 摄像机")
_MOVED = word_set("move, moves, moving, bring, take, 移动")
_GAZES = word_set("at, to, into, towards, toward, for, facing, 对着, 面对, 朝, 看, 向")
_SIDEWAYS = ("pan_left", "pan_right", "truck_left", "truck_right", "track")
_GOES = word_set(
    "go, goes, going, move, moves, moving, fly, flies, flying, glide, glides, gliding, travel, "
    "travels, travelling, traveling, float, floats, floating, drift, drifts, drifting, slide, "
    "slides, sliding, creep, creeps, creeping, rise, rises, rising, push, pushes, pull, pulls, "
    "往, 向, 朝"
)
_DIRECTIONS: dict[str, str] = {
    word: move
    for move, words in {
        "push_in": "forward, forwards, front, ahead, in, inward, inwards, 前, 里",
        "pull_back": "back, backward, backwards, out, outward, outwards, away, 后, 外",
        "tilt_up": "up, upward, upwards, 上",
        "tilt_down": "down, downward, downwards, 下",
        "orbit": "around",
    }.items()
    for word in word_set(words)
}
_NEEDS_AN_END = word_set("in, out, up, down, back, around, front")
"""Words that lead on to a place ("down the street") unless the phrase ends with them."""
_THEN = word_set("over, above, to, towards, toward, from, and, as, until, while, into")
_LIGHTS = word_set(
    "light, lights, lighting, spotlight, sun, sunlight, moonlight, lamp, lamplight, key light, "
    "sunbeam, sunshine, sun rays, lit, beam, glow, 光, 光线, 阳光, 灯光, 聚光灯, 月光, 日光"
)
_SHINING = word_set(
    "shining, shines, coming, comes, falling, falls, pouring, streaming, is, 照, 照来, 射来, 打来"
)
_NOTHING = (Meaning("stop"),)


def steer(told: list[Term], at: int) -> None:
    """ "Pan slowly to the left", "the camera goes forward": nobody in the shot goes there."""
    term = told[at]
    is_camera = term.text.lower() in _CAMERAS
    if is_camera and at > 0:
        verb = at - 2 if told[at - 1].text.lower() in _ARTICLES else at - 1
        if verb >= 0 and told[verb].text.lower() in _MOVED:
            told[verb] = replace(told[verb], meanings=_NOTHING)
        elif told[max(0, verb)].text.lower() in _GAZES:
            return
    if not is_camera and term.value("move") not in _SIDEWAYS:
        return
    goes = False
    for ahead in range(at + 1, len(told)):
        behind = told[ahead]
        if behind.apart or behind.has("noun", "setting"):
            return
        way = behind.value("heading") or behind.value("side")
        if way is not None:
            told[ahead] = replace(behind, meanings=(Meaning("way", way),))
            return
        if is_camera and goes and _leads(told, ahead):
            move = _DIRECTIONS[behind.text.lower()]
            told[ahead] = replace(behind, meanings=(Meaning("move", move),))
            return
        goes = goes or behind.text.lower() in _GOES
        if behind.has("action") and is_camera:
            told[ahead] = replace(behind, meanings=_NOTHING)
        elif not behind.has("stop", "motion", "move") and behind.text.lower() not in _GOES:
            return


def _leads(told: Sequence[Term], at: int) -> bool:
    word = told[at].text.lower()
    if word not in _DIRECTIONS:
        return False
    following = told[at + 1 : at + 2]
    ends = not following or following[0].apart or following[0].has("motion")
    return ends or word not in _NEEDS_AN_END or following[0].text.lower() in _THEN


def light_from(told: list[Term], at: int) -> None:
    """ "A spotlight from the left" lights; nobody comes from there."""
    side = told[at].value("heading")
    from_behind = told[at].text.lower() == "behind" and told[at - 1].text.lower() == "from"
    if told[at].apart or not (side or from_behind) or told[at].text.lower().startswith("to"):
        return
    back = at - 2 if from_behind else at - 1
    while back > 0 and told[back].text.lower() in _SHINING and not told[back].apart:
        back -= 1
    if back < 0 or told[back + 1].apart or not _shines(told[back]):
        return
    came = {"left": "right", "right": "left"}
    light = "behind" if side is None else came[side]
    told[at] = replace(told[at], meanings=(Meaning("light", light),))


def _shines(term: Term) -> bool:
    """ "Light", "spotlight", and "morning light", which is an hour too."""
    return term.text.lower() in _LIGHTS or term.text.lower().split(" ")[-1] in _LIGHTS
