"""The sources, made by code: fixed seeds, sizes, rates and codecs, the same bits on every machine
with the same ffmpeg.

Each video is a camera that wanders over a fractal landscape with cloud-like light, an object that
flies past, and film grain: detail, flat areas, motion and noise in such shares that x264 (veryfast,
crf 20) spends the 4-10 Mbit/s of a talking-head or travel video on 1080p. Pure noise or flat colour
would make every ratio lie, since then either the encoder or everything else is all there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kinoloom.media import ffmpeg
from kinoloom.watch import Watch

COLOURS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709")
TO_BT709 = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"


@dataclass(frozen=True)
class Place:
    """A landscape: a spot of the Mandelbrot set under the light of a seed."""

    seed: int
    x: float
    y: float
    scale: float


SEAHORSES = Place(7, -0.7436438, -0.1318259, 0.02)
STAR = Place(8, -0.1592, -1.0317, 0.05)
SPIRE = Place(9, -1.25066, 0.02012, 0.03)
SHORE = Place(10, 0.2849, 0.0116, 0.04)
VALLEY = Place(11, -0.745428, 0.113009, 0.012)


@dataclass(frozen=True)
class Shot:
    """A video: what it shows, its size, rate and key frame distance, and how restless it is."""

    name: str
    place: Place
    width_px: int
    height_px: int
    fps: int
    gop: int
    grain: int = 4
    sway: float = 0.3
    hz: int = 220


WIDE_25 = Shot("wide25", SEAHORSES, 1920, 1080, 25, 250, grain=3)
SMALL_30 = Shot("small30", STAR, 1280, 720, 30, 60, grain=4, hz=262)
TALL_24 = Shot("tall24", SPIRE, 1080, 1920, 24, 48, grain=3, hz=294)
TALL_60 = Shot("tall60", SHORE, 720, 1280, 60, 60, grain=5, hz=330)
REEL_SHOTS = (WIDE_25, SMALL_30, TALL_24, TALL_60)

FILM_SHOTS = (
    Shot("film_a", SEAHORSES, 1920, 1080, 30, 60),
    Shot("film_b", STAR, 1920, 1080, 30, 30, sway=0.2, hz=262),
    Shot("film_c", SHORE, 1920, 1080, 30, 250, hz=294),
    Shot("film_d", VALLEY, 1920, 1080, 30, 60, sway=0.4, hz=330),
)
CALM_SHOT = Shot("calm", VALLEY, 1920, 1080, 24, 48, grain=0, sway=0.02)
"""For half an hour of film: hardly any motion, so that the encoder is done in minutes."""


def landscape(place: Place, width_px: int, height_px: int, target: Path) -> Path:
    """A still of a place, as PNG or JPEG by its name."""
    light = (
        f"perlin=s={width_px // 4}x{height_px // 4}:octaves=6:persistence=0.6:xscale=4:yscale=4:"
        f"random_mode=seed:random_seed={place.seed}"
    )
    ground = (
        f"mandelbrot=s={width_px}x{height_px}:maxiter=300:start_x={place.x}:start_y={place.y}:"
        f"start_scale={place.scale}:end_scale={place.scale}"
    )
    tint = "curves=r='0/0.05 0.5/0.5 1/0.95':g='0/0.1 0.5/0.42 1/0.9':b='0/0.2 0.5/0.35 1/0.75'"
    graph = (
        f"[0]format=gray,scale={width_px}:{height_px},format=gbrp,{tint}[light];"
        "[1]format=gbrp,gblur=sigma=1.2[ground];"
        "[light][ground]blend=all_mode=softlight:all_opacity=0.75"
    )
    _made(
        ["-f", "lavfi", "-i", light, "-f", "lavfi", "-i", ground, "-filter_complex", graph],
        ["-frames:v", "1", "-q:v", "2"],
        target,
    )
    return target


def video(shot: Shot, length_ms: int, folder: Path) -> Path:
    """The shot, so long, as H.264 and AAC in MP4."""
    width, height = shot.width_px, shot.height_px
    ground = landscape(shot.place, width * 5 // 4, height * 5 // 4, folder / f"{shot.name}.png")
    thing = landscape(STAR, width // 3, width // 3, folder / f"{shot.name}-thing.png")
    sway = shot.sway
    graph = (
        f"[0]crop={width}:{height}:x='(iw-ow)/2*(1+sin(t*{sway}))':"
        f"y='(ih-oh)/2*(1+cos(t*{sway}*0.83))'[ground];"
        f"[ground][1]overlay=x='(W-w)*(0.5+0.4*sin(t*{sway}*3.1))':"
        f"y='(H-h)*(0.5+0.4*cos(t*{sway}*2.3))':eval=frame,"
        f"noise=alls={shot.grain}:allf=t:all_seed={shot.place.seed},{TO_BT709}"
    )
    target = folder / f"{shot.name}.mp4"
    still = ("-loop", "1", "-framerate", str(shot.fps), "-i")
    hum = f"aevalsrc='0.12*sin(2*PI*{shot.hz}*t)*(0.6+0.4*sin(t*2))':s=48000"
    _made(
        [*still, str(ground), *still, str(thing), "-f", "lavfi", "-i", hum],
        [
            *("-filter_complex", graph, "-t", f"{length_ms / 1000:.3f}", "-ac", "2"),
            *("-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-g", str(shot.gop)),
            *(*COLOURS, "-threads", "1", "-c:a", "aac", "-b:a", "128k"),
        ],
        target,
    )
    return target


def logo(target: Path) -> Path:
    """A round mark, 512 pixels, with soft alpha."""
    ring = "if(lt(hypot(X-256,Y-256),150),255,230)"
    alpha = "clip((250-hypot(X-256,Y-256))*64,0,255)"
    graph = f"geq=r='{ring}':g='if(lt(hypot(X-256,Y-256),150),90,230)':b='60':a='{alpha}'"
    source = "color=black@0:s=512x512,format=rgba"
    _made(["-f", "lavfi", "-i", source], ["-vf", graph, "-frames:v", "1"], target)
    return target


def music(length_ms: int, target: Path) -> Path:
    """A slow chord progression in stereo."""
    chords = "(1+0.25*floor(mod(t,8)/2))"
    tones = "+".join(f"0.07*sin(2*PI*{hz}*{chords}*t)" for hz in (110, 165, 220, 277.2))
    swell = "(0.7+0.3*sin(2*PI*t*0.5))"
    _sound(f"({tones})*{swell}|({tones})*(1.4-{swell})", length_ms, target)
    return target


def voice(length_ms: int, target: Path) -> Path:
    """Syllables: a buzz that opens and closes, with pauses between sentences."""
    pitch = "(130+20*sin(t*1.7))"
    buzz = "+".join(f"{0.3 / n:.3f}*sin(2*PI*{n}*{pitch}*t)" for n in range(1, 7))
    _sound(f"({buzz})*max(0,sin(2*PI*t*2.4))*lt(mod(t,5),4.2)", length_ms, target)
    return target


def _sound(expression: str, length_ms: int, target: Path) -> None:
    source = f"aevalsrc='{expression}':s=48000:d={length_ms / 1000:.3f}"
    _made(["-f", "lavfi", "-i", source], ["-ac", "2", "-c:a", "pcm_s16le"], target)


def _made(inputs: list[str], rest: list[str], target: Path) -> None:
    bitexact = ("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact")
    ffmpeg.run([*inputs, *rest, *bitexact, str(target)], watch=Watch())
