"""Strangers' files with the real decoders: facts, previews, and what must not get through."""

from __future__ import annotations

import struct
import time
import zlib
from fractions import Fraction
from pathlib import Path

import av
import pytest
from tests.support import media

from kinoloom.errors import Cancelled, KinoloomError, SourceError
from kinoloom.media import ffmpeg
from kinoloom.media.confinement import Limits
from kinoloom.media.examine import Facts, examine, settled
from kinoloom.media.previews import BEHIND, thumbnail, waveform
from kinoloom.media.probe import probe
from kinoloom.media.sniff import TYPES, FileType, sniff
from kinoloom.watch import Watch

STRICT = Limits(cpu_s=10, memory_bytes=400 << 20, written_bytes=1 << 20)
PICTURE = ("-f", "lavfi", "-i", "testsrc=s=320x180:r=10:d=2")
SOUND = ("-f", "lavfi", "-i", "sine=d=2")
NULL = ("-f", "null", "-")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("intake")


@pytest.fixture(scope="module")
def film(folder: Path) -> Path:
    return media.counted_video(folder / "film.mp4", frames=60)


def made(path: Path, *arguments: str) -> Path:
    ffmpeg.run([*arguments, str(path)], watch=Watch())
    return path


def known(path: Path) -> FileType:
    return sniff(path, path.name)


def facts_of(path: Path) -> Facts:
    return examine(path, known(path))


def cut(path: Path, share: float) -> Path:
    """The first part of a file."""
    target = path.with_stem(path.stem + "-cut")
    data = path.read_bytes()
    target.write_bytes(data[: int(len(data) * share)])
    return target


def png(path: Path, width: int, height: int) -> Path:
    """A PNG that claims a size and holds almost nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9999))) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


class TestFacts:
    def test_a_film(self, film: Path) -> None:
        assert facts_of(film) == Facts(2000, 320, 180, Fraction(30), has_sound=True)

    def test_a_turned_film_has_its_size_as_shown(self, film: Path, folder: Path) -> None:
        turned = made(
            folder / "turned.mp4", "-display_rotation", "90", "-i", str(film), "-c", "copy"
        )
        assert (facts_of(turned).width_px, facts_of(turned).height_px) == (180, 320)
        info, upright = probe(turned), probe(film)
        assert (info.width_px, info.height_px) == (180, 320)
        assert info.stream_id != upright.stream_id, "would be copied as if it were upright"

    @pytest.mark.parametrize("suffix", ["webm", "mkv", "avi", "mov", "gif"])
    def test_other_films(self, folder: Path, suffix: str) -> None:
        facts = facts_of(made(folder / f"other.{suffix}", *PICTURE))
        assert (facts.width_px, facts.height_px, facts.has_sound) == (320, 180, False)
        assert abs(facts.duration_ms - 2000) <= 100
        assert facts.fps == 10

    @pytest.mark.parametrize("suffix", ["mp3", "wav", "m4a", "aac"])
    def test_sounds(self, folder: Path, suffix: str) -> None:
        facts = facts_of(made(folder / f"sound.{suffix}", *SOUND))
        assert (facts.width_px, facts.has_sound) == (0, True)
        assert abs(facts.duration_ms - 2000) <= 100

    @pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "gif"])
    def test_pictures(self, folder: Path, suffix: str) -> None:
        path = made(folder / f"still.{suffix}", *PICTURE, "-frames:v", "1")
        assert known(path).kind == "image"
        assert facts_of(path) == Facts(0, 320, 180)

    def test_a_single_pixel(self, folder: Path) -> None:
        assert facts_of(media.still(folder / "dot.png", size="1x1")) == Facts(0, 1, 1)

    def test_a_cover_makes_no_film_of_a_song(self, folder: Path) -> None:
        cover = media.still(folder / "cover.png")
        both = ("-i", str(cover), "-map", "0", "-map", "1", "-c:v", "copy")
        song = made(folder / "song.mp3", *SOUND, *both)
        assert facts_of(song) == Facts(2000, has_sound=True)
        assert probe(song).kind == "audio"

    def test_surround_sound(self, folder: Path) -> None:
        source = "aevalsrc=0.5*sin(2000*t)|0|0|0|0|0:c=5.1:d=2"
        wide = made(folder / "wide.m4a", "-f", "lavfi", "-i", source)
        assert facts_of(wide).has_sound
        assert max(waveform(wide, Watch())) > 5

    def test_a_recording_without_a_length(self, folder: Path) -> None:
        """As browsers write: a stream that never was told its end."""
        data = b"".join(
            ffmpeg.read([*PICTURE, "-f", "webm", "-live", "1", "pipe:1"], watch=Watch())
        )
        path = folder / "recording.webm"
        path.write_bytes(data)
        assert abs(facts_of(path).duration_ms - 2000) <= 100
        assert abs(probe(path).duration_ms - 2000) <= 100

    def test_a_film_without_a_picture_is_sound(self, folder: Path) -> None:
        for name in ("voice.mp4", "voice.webm"):
            path = made(folder / name, *SOUND)
            assert settled(known(path), facts_of(path)).kind == "audio"
        assert settled(TYPES["mp4"], Facts(1, 2, 2, has_sound=True)) == TYPES["mp4"]

    def test_documents_and_fonts_have_none(self, folder: Path) -> None:
        assert examine(folder / "any", TYPES["txt"]) == examine(folder, TYPES["ttf"]) == Facts()

    def test_a_title_in_no_encoding(self, folder: Path) -> None:
        path = made(folder / "old.wav", *SOUND, "-metadata", "title=XXXX")
        path.write_bytes(path.read_bytes().replace(b"XXXX", b"\xe9\xff\xfe\xe8"))
        assert facts_of(path).has_sound


class TestHostileFiles:
    @pytest.mark.parametrize("suffix", ["mp4", "webm", "mkv", "avi", "wav", "mp3", "m4a"])
    def test_truncated_media(self, folder: Path, suffix: str) -> None:
        source = SOUND if suffix in ("wav", "mp3", "m4a") else PICTURE
        with pytest.raises(SourceError, match="incomplete"):
            facts_of(cut(made(folder / f"whole.{suffix}", *source), 0.7))

    def test_a_truncated_film_whose_index_is_in_front(self, film: Path, folder: Path) -> None:
        fast = made(folder / "fast.mp4", "-i", str(film), "-c", "copy", "-movflags", "+faststart")
        assert facts_of(fast).duration_ms == 2000
        with pytest.raises(SourceError, match="its end is missing"):
            facts_of(cut(fast, 0.8))

    @pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "gif"])
    def test_truncated_pictures(self, folder: Path, suffix: str) -> None:
        whole = made(folder / f"picture.{suffix}", *PICTURE, "-frames:v", "1")
        with pytest.raises(SourceError, match="incomplete"):
            facts_of(cut(whole, 0.6))

    @pytest.mark.parametrize("side", [60_000, 40_000, 10_001])
    def test_a_picture_that_claims_too_much(self, folder: Path, side: int) -> None:
        started = time.monotonic()
        with pytest.raises(SourceError, match="100 megapixels"):
            facts_of(png(folder / "bomb.png", side, side))
        assert time.monotonic() - started < 5

    def test_noise_behind_a_signature(self, folder: Path) -> None:
        path = folder / "noise.mp4"
        path.write_bytes(b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + bytes(range(256)) * 40)
        with pytest.raises(SourceError, match="cannot be decoded"):
            facts_of(path)

    @pytest.mark.parametrize("name", ["list.mp4", "list.m3u8"])
    @pytest.mark.parametrize(
        "text",
        [
            "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\nfilm.mp4\n#EXT-X-ENDLIST\n",
            "ffconcat version 1.0\nfile film.mp4\n",
        ],
    )
    def test_lists_open_nothing(self, film: Path, name: str, text: str) -> None:
        listed = film.with_name(name)
        listed.write_text(text)
        with pytest.raises(SourceError):
            ffmpeg.run(["-i", str(listed), *NULL], watch=Watch())
        with pytest.raises(SourceError):
            ffmpeg.run(["-f", "concat", "-safe", "0", "-i", str(listed), *NULL], watch=Watch())
        with pytest.raises(SourceError):
            probe(listed)
        for type_ in ("mp4", "mkv", "mp3", "png"):
            with pytest.raises(SourceError):
                examine(listed, TYPES[type_])

    def test_addresses_open_nothing(self) -> None:
        for address in ("http://127.0.0.1:9/x.mp4", "data:,x", "concat:a|b", "crypto:/etc/passwd"):
            with pytest.raises(SourceError, match="other files"):
                ffmpeg.run(["-i", address, *NULL], watch=Watch())

    def test_a_film_that_points_to_another_file(self, film: Path, folder: Path) -> None:
        linked = folder / "linked.mp4"
        linked.write_bytes(with_reference(film.read_bytes(), film))
        with av.open(str(linked), options={"enable_drefs": "1", "use_absolute_path": "1"}) as it:
            assert len(list(it.decode(video=0))) == 60, "the reference itself does not work"
        with pytest.raises(SourceError):
            facts_of(linked)
        with pytest.raises(KinoloomError):
            made(folder / "stolen.png", "-i", str(linked), "-map", "0:v", "-frames:v", "1")

    def test_the_pinned_kind_is_the_only_one(self, film: Path) -> None:
        with pytest.raises(SourceError):
            probe(film, "matroska")
        assert probe(film, "mov") == probe(film)


class TestPreviews:
    @pytest.mark.parametrize("suffix", ["webm", "avi", "gif"])
    def test_a_film(self, folder: Path, suffix: str) -> None:
        path = made(folder / f"seen.{suffix}", *PICTURE)
        target = folder / f"{suffix}.jpg"
        thumbnail(path, facts_of(path), known(path), target, Watch())
        assert facts_of(target) == Facts(0, 320, 180)

    def test_the_frame_at_a_tenth(self, film: Path, folder: Path) -> None:
        target = folder / "tenth.jpg"
        thumbnail(film, facts_of(film), known(film), target, Watch())
        (picture,) = media.pictures(target)
        assert media.read_counter(picture) == 6

    @pytest.mark.parametrize(
        ("size", "shown"),
        [("960x540", (480, 270)), ("540x961", (270, 480)), ("9999x3", (480, 1)), ("1x1", (1, 1))],
    )
    def test_sizes(self, folder: Path, size: str, shown: tuple[int, int]) -> None:
        path = media.still(folder / f"{size}.png", size=size)
        target = folder / f"{size}.jpg"
        thumbnail(path, facts_of(path), known(path), target, Watch())
        assert (facts_of(target).width_px, facts_of(target).height_px) == shown

    def test_a_turned_film_is_upright(self, film: Path, folder: Path) -> None:
        turned = made(
            folder / "upright.mp4", "-display_rotation", "90", "-i", str(film), "-c", "copy"
        )
        target = folder / "upright.jpg"
        thumbnail(turned, facts_of(turned), known(turned), target, Watch())
        (picture,) = media.pictures(target)
        assert picture.shape == (320, 180)
        # Frame 6 is 0b110: the bars of bits 1 and 2 now lie one above the other.
        column = picture[:, 90] > 128
        assert column.sum() == pytest.approx(40, abs=4)

    @pytest.mark.parametrize("encoder", ["libvpx", "libvpx-vp9"])
    def test_what_is_clear_in_a_film_shows_what_lies_behind(
        self, folder: Path, encoder: str
    ) -> None:
        """A WebM keeps its alpha beside the picture, where ffmpeg's own decoder does not look."""
        path = folder / f"{encoder}.webm"
        clear = "color=c=black@0:s=320x180:r=10:d=2,format=yuva420p,drawbox=w=80:color=red:t=fill"
        encoded = ("-c:v", encoder, "-b:v", "1M", "-auto-alt-ref", "0")
        made(path, "-f", "lavfi", "-i", f"{clear}:replace=1", *encoded)
        target = folder / f"{encoder}.jpg"
        assert facts_of(path).decoder == encoder
        thumbnail(path, facts_of(path), known(path), target, Watch())
        with av.open(str(target)) as container:
            picture = next(container.decode(video=0)).to_ndarray(format="rgb24").astype(int)
        assert picture.shape == (180, 320, 3)
        assert abs(picture[:, 100:] - int(BEHIND[2:4], 16)).max() < 12
        assert abs(picture[4:-4, 4:72] - (254, 0, 0)).mean() < 16

    def test_no_picture_no_thumbnail(self, folder: Path) -> None:
        tone = media.tone(folder / "tone.wav", seconds=1)
        target = folder / "none.jpg"
        with pytest.raises(SourceError):
            thumbnail(tone, facts_of(tone), known(tone), target, Watch())
        broken = cut(media.still(folder / "broken.png"), 0.5)
        with pytest.raises(SourceError):
            thumbnail(broken, Facts(0, 320, 180), TYPES["png"], target, Watch())
        assert not list(folder.glob("*none.jpg*"))

    def test_a_waveform_follows_the_sound(self, folder: Path) -> None:
        source = "aevalsrc=if(lt(t\\,2)\\,0\\,0.5*sin(2764*t)):s=48000:d=4"
        path = made(folder / "late.wav", "-f", "lavfi", "-i", source)
        peaks = waveform(path, Watch())
        assert len(peaks) == 400
        assert max(peaks[:198]) <= 1
        assert set(peaks[203:-2]) <= {49, 50, 51}
        assert len(waveform(path, Watch(), points=7)) == 7

    def test_a_sound_shorter_than_its_points(self, folder: Path) -> None:
        peaks = waveform(media.tone(folder / "tick.wav", seconds=0.02), Watch())
        assert len(peaks) == 400
        assert 15 <= max(peaks) <= 31

    def test_no_sound_no_waveform(self, folder: Path) -> None:
        with pytest.raises(SourceError):
            waveform(media.still(folder / "mute.png"), Watch())


class TestConfinement:
    def test_a_child_that_hangs(self) -> None:
        with pytest.raises(ffmpeg.OverLimit):
            ffmpeg.run_python(
                "timeit", ["import time; time.sleep(99)"], limits=STRICT, timeout_s=0.4
            )

    def test_a_child_that_is_no_longer_wanted(self) -> None:
        watch = Watch()
        watch.cancel()
        with pytest.raises(Cancelled):
            ffmpeg.run_python("timeit", ["1"], limits=STRICT, timeout_s=9, watch=watch)

    def test_a_child_that_crashes(self, monkeypatch: pytest.MonkeyPatch, film: Path) -> None:
        code = "import os; os.abort()"
        with pytest.raises(ffmpeg.ChildFailed) as failed:
            ffmpeg.run_python("timeit", [code], limits=STRICT, timeout_s=9)
        assert failed.value.returncode == -6

        def crashes(*_arguments: object, **_more: object) -> bytes:
            raise failed.value

        monkeypatch.setattr(ffmpeg, "run_python", crashes)
        with pytest.raises(SourceError, match="cannot be decoded"):
            examine(film, TYPES["mp4"])

    @pytest.mark.parametrize(
        "code",
        [
            "bytearray(1 << 30)",
            "import os; assert 'KINOLOOM_SECRET' in os.environ",
            "open('/proc/self/limits').read().index('Max core file size        1')",
        ],
    )
    def test_what_a_child_cannot_have(self, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
        monkeypatch.setenv("KINOLOOM_SECRET", "x")
        with pytest.raises(ffmpeg.ChildFailed):
            ffmpeg.run_python("timeit", ["-n1", "-r1", code], limits=STRICT, timeout_s=9)

    def test_ffmpeg_runs_into_its_limits(self, folder: Path) -> None:
        endless = ["-f", "lavfi", "-i", "testsrc2=s=640x360"]
        with pytest.raises(ffmpeg.OverLimit):
            ffmpeg.run([*endless, *NULL], watch=Watch(), limits=Limits(cpu_s=1))
        huge = ["-f", "lavfi", "-i", "color=s=16000x16000", "-frames:v", "9"]
        with pytest.raises(ffmpeg.OverLimit):
            ffmpeg.run([*huge, *NULL], watch=Watch(), limits=STRICT)
        raw = ["-f", "rawvideo", str(folder / "raw")]
        with pytest.raises(ffmpeg.OverLimit):
            ffmpeg.run([*endless, "-t", "9", *raw], watch=Watch(), limits=STRICT)


def with_reference(data: bytes, other: Path) -> bytes:
    """An MP4 whose first track says that its samples lie in another file."""
    at = data.index(b"dref") - 4
    old_size = int.from_bytes(data[at : at + 4])
    name = str(other.absolute()).encode()
    path = struct.pack(">hH", 2, len(name)) + name.ljust(len(name) + len(name) % 2, b"\0")
    levels = struct.pack(">HH", 1, 1)
    record = bytes(10 + 28 + 12 + 64 + 16) + levels + bytes(16) + path + struct.pack(">hH", -1, 0)
    alias = struct.pack(">I4sI", 12 + len(record), b"alis", 0) + record
    dref = struct.pack(">I4sII", 16 + len(alias), b"dref", 0, 1) + alias
    grown = bytearray(data[:at] + dref + data[at + old_size :])
    for box in (b"moov", b"trak", b"mdia", b"minf", b"dinf"):
        where = grown.index(box) - 4
        size = int.from_bytes(grown[where : where + 4]) + len(dref) - old_size
        grown[where : where + 4] = struct.pack(">I", size)
    return bytes(grown)
