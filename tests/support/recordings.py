"""Sounds whose right answer is known, and films made of them, mixed without a picture."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kinoloom.draft.model import (
    AudioSegment,
    Draft,
    Metadata,
    Sounding,
    Source,
    Track,
    TrackType,
    VideoSegment,
)
from kinoloom.media import ffmpeg
from kinoloom.render.planning.sounds import Sound, sounds_of
from kinoloom.render.sound.material import Material
from kinoloom.render.sound.samples import RATE_HZ, Samples
from kinoloom.render.sound.strips import summed
from kinoloom.render.sources import remembered
from kinoloom.watch import Watch

Wave = NDArray[np.float32]
"""Channels x samples."""


def written(path: Path, wave: Wave, *arguments: str, rate_hz: int = RATE_HZ) -> Path:
    """A file of that sound, encoded as ffmpeg's output options say; WAV of floats without any."""
    data = np.ascontiguousarray(np.atleast_2d(wave).astype(np.float32).T)
    options = arguments or ("-c:a", "pcm_f32le")
    ffmpeg.feed(
        [
            *("-f", "f32le", "-ar", str(rate_hz), "-ac", str(data.shape[1]), "-i", "pipe:0"),
            *options,
            str(path),
        ],
        [data.tobytes()],
        watch=Watch(),
    )
    return path


def filmed(path: Path, wave: Wave, *arguments: str, seconds: float | None = None) -> Path:
    """A small video with that sound, AAC unless said otherwise."""
    length_s = seconds if seconds is not None else np.atleast_2d(wave).shape[1] / RATE_HZ
    sound = written(path.with_suffix(".src.wav"), wave)
    ffmpeg.run(
        [
            *("-f", "lavfi", "-i", f"color=s=64x36:r=30:d={length_s}", "-i", str(sound)),
            *("-c:v", "libx264", "-preset", "ultrafast", "-g", "30"),
            *(arguments or ("-c:a", "aac", "-b:a", "192k")),
            str(path),
        ],
        watch=Watch(),
    )
    return path


def sine(seconds: float, hz: float = 440, level: float = 0.3, channels: int = 2) -> Wave:
    """A steady tone."""
    wave = level * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)
    return np.tile(wave.astype(np.float32), (channels, 1))


def clicks(seconds: float, at_s: Iterable[float], rate_hz: int = RATE_HZ) -> Wave:
    """Silence with soft clicks, each a millisecond, whose highest sample is at the times given."""
    now = np.arange(round(seconds * rate_hz)) / rate_hz
    wave = sum(0.7 * np.exp(-(((now - at) / 0.0003) ** 2)) for at in at_s)
    return np.tile(np.asarray(wave, np.float32), (2, 1))


def speech(seconds: float, pauses: bool = True) -> Wave:
    """A buzz through vowels: syllables, and pauses from 2.4 to 4 s of every four."""
    now = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    pitch_hz = 120 + 15 * np.sin(2 * np.pi * 0.7 * now)
    phase = 2 * np.pi * np.cumsum(pitch_hz) / RATE_HZ
    vowel_hz = 500 + 200 * np.sin(2 * np.pi * 1.1 * now)
    wave = np.zeros_like(now)
    for partial in range(1, 30):
        away = (partial * pitch_hz - vowel_hz) / 200
        wave += (np.exp(-(away**2)) + 0.05) * np.sin(partial * phase)
    syllables = np.clip(np.sin(2 * np.pi * 2 * now) ** 2 * 1.4 - 0.2, 0, 1)
    spoken = (now % 4 < 2.4) if pauses else np.ones_like(now)
    return np.tile((0.15 * wave * syllables * spoken).astype(np.float32), (2, 1))


def noise(seconds: float, level: float, seed: int = 7) -> Wave:
    """White noise, the same on both sides."""
    rng = np.random.default_rng(seed)
    wave = level * rng.standard_normal(round(seconds * RATE_HZ))
    return np.tile(wave.astype(np.float32), (2, 1))


class Library:
    """Files by hash, as a renderer asks for them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths: dict[str, Path] = {}
        self.facts = remembered(self.path)

    def path(self, asset: str) -> Path:
        """The file of an asset."""
        return self.paths[asset]

    def add(self, path: Path) -> str:
        """A name for a file."""
        asset = f"{len(self.paths) + 1:064x}"
        self.paths[asset] = path
        return asset

    def wave(self, wave: Wave, *arguments: str, rate_hz: int = RATE_HZ) -> str:
        """The name of a new file of that sound."""
        suffix = ".mka" if arguments else ".wav"
        path = self.folder / f"{len(self.paths) + 1}{suffix}"
        return self.add(written(path, wave, *arguments, rate_hz=rate_hz))

    def sounds(self, draft: Draft) -> tuple[Sound, ...]:
        """What a plan holds of a film's sound."""
        return tuple(sounds_of(draft, self.facts))

    def sum(self, draft: Draft) -> Samples:
        """A film's sound before it is mastered, 2 x n."""
        total = draft.duration_ms * RATE_HZ // 1000
        with tempfile.TemporaryDirectory() as scratch:
            material = Material(self.paths, Path(scratch), Watch())
            blocks = list(summed(self.sounds(draft), material, total))
        return np.concatenate(blocks, axis=1)[:, :total]


def heard(
    asset: str,
    start_ms: int = 0,
    duration_ms: int = 1000,
    *,
    sound: Sounding | None = None,
    role: str = "effect",
    name: str = "",
    **source: object,
) -> AudioSegment:
    """A sound segment; what is left over goes into its source."""
    return AudioSegment(
        id=f"a{start_ms}{role}",
        start_ms=start_ms,
        duration_ms=duration_ms,
        label=name,
        source=Source(asset=asset, **source),  # type: ignore[arg-type]
        sound=sound or Sounding(),
        role=role,  # type: ignore[arg-type]
    )


def shot(
    asset: str, start_ms: int = 0, duration_ms: int = 1000, *, name: str = "", **more: object
) -> VideoSegment:
    """A video segment; `source` as a mapping, the rest are its own fields."""
    source = Source(asset=asset, **more.pop("source", {}))  # type: ignore[arg-type]
    return VideoSegment(
        id=f"v{start_ms}",
        start_ms=start_ms,
        duration_ms=duration_ms,
        label=name,
        source=source,
        **more,  # type: ignore[arg-type]
    )


def film(*tracks: Track | list[AudioSegment] | list[VideoSegment], fps: str = "25") -> Draft:
    """A draft of those tracks, in that order."""
    made = [_laid(number, track) for number, track in enumerate(tracks)]
    return Draft(metadata=Metadata(width_px=64, height_px=36, fps=fps), tracks=tuple(made))


def _laid(number: int, track: Track | list[AudioSegment] | list[VideoSegment]) -> Track:
    if isinstance(track, Track):
        return track
    kind = TrackType.AUDIO if isinstance(track[0], AudioSegment) else TrackType.VIDEO
    named = [s.model_copy(update={"id": f"{number}.{s.id}"}) for s in track]
    return Track(id=f"t{number}", type=kind, segments=tuple(named))


def level_db(wave: Wave) -> float:
    """The level of a stretch, dB of full scale."""
    return float(10 * np.log10(np.mean(np.square(wave, dtype=np.float64)) + 1e-20))


def main_hz(wave: Wave) -> float:
    """The strongest frequency, to a fraction of a bin."""
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave))))
    top = int(spectrum[1:-1].argmax()) + 1
    low, mid, high = np.log(spectrum[top - 1 : top + 2] + 1e-12)
    return float((top + (low - high) / (2 * (low - 2 * mid + high))) * RATE_HZ / len(wave))


def peak_at(wave: Wave, near: int, reach: int = 4000) -> int:
    """The place of the highest sample near one."""
    first = max(0, near - reach)
    return first + int(np.abs(wave[first : near + reach]).argmax())
