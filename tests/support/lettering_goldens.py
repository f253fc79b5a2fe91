"""Pictures of lettering that tests compare with: `python -m tests.support.lettering_goldens`.

Look at them after making them; a golden is what a person has seen and found right.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.draft.model import Cue, TextStyle, Word
from kinoloom.render.lettering import PRESETS, captioned, titled
from kinoloom.render.lettering.stamp import Stamp

FOLDER = Path(__file__).resolve().parents[1] / "goldens" / "lettering"
FPS = Fraction(30)
FRAMES = 30
CANVAS = (360, 96)
WIDE = (320, 180)

SCRIPTS = {
    "latin": "Příliš žluťoučký kůň",
    "vietnamese": "Tiếng Việt rất đẹp",
    "greek": "Καλημέρα κόσμε",
    "cyrillic": "Привіт, світе! Ґанок",
    "arabic": "مرحبا بالعالم ٢٠٢٤",
    "persian": "سلام دنیا، چطوری؟",
    "urdu": "ہیلو دنیا، کیسے ہو؟",
    "hebrew": "שלום עולם!",
    "devanagari": "नमस्ते दुनिया, क्षत्रिय",
    "bengali": "ওহে বিশ্ব, কেমন আছো",
    "gurmukhi": "ਸਤ ਸ੍ਰੀ ਅਕਾਲ",
    "gujarati": "હેલો વિશ્વ",
    "odia": "ନମସ୍କାର ଦୁନିଆ",
    "tamil": "வணக்கம் உலகம்",
    "telugu": "హలో ప్రపంచం",
    "kannada": "ಹಲೋ ಪ್ರಪಂಚ",
    "malayalam": "ഹലോ ലോകം",
    "sinhala": "හෙලෝ ලෝකය",
    "thai": "สวัสดีชาวโลก ที่นี่",
    "lao": "ສະບາຍດີຊາວໂລກ",
    "khmer": "សួស្តីពិភពលោក",
    "burmese": "မင်္ဂလာပါကမ္ဘာ",
    "georgian": "გამარჯობა",
    "armenian": "Բարեւ աշխարհ",
    "ethiopic": "ሰላም ልዑል",
    "chinese_simplified": "你好，世界！“骨直门”",
    "chinese_traditional": "你好，世界！骨直門體",
    "japanese": "こんにちは世界、骨直",
    "korean": "안녕하세요 세계",
    "emoji": "Go 🚀👩‍🚀🇫🇷👍🏽1️⃣❤️",
    "symbols": "✦☐✘★♪→∞½ℝ∀",
    "mixed": "Hi 中文 مرحبا नमस्ते",
}

LOOKS = {
    "outline": ("Outlined words", TextStyle(outline=0.08, animation="none", size=0.2)),
    "box": ("A boxed title on\ntwo lines", TextStyle(box="#102040cc", animation="none", size=0.13)),
    "top_left": (
        "Top left",
        TextStyle(anchor="top", align="left", animation="none", size=0.2, colour="#ffd60a80"),
    ),
    **{
        name: ("Golden hour", TextStyle.model_validate(dict(PRESETS[name].fields)))
        for name in ("headline", "elegant", "news", "neon", "handwritten", "playful")
    },
}

SPOKEN = Cue(
    text="Stay hydrated, friends",
    start_ms=0,
    duration_ms=1000,
    words=(
        Word(text="Stay", start_ms=0, duration_ms=200),
        Word(text="hydrated", start_ms=200, duration_ms=400),
        Word(text="friends", start_ms=600, duration_ms=300),
    ),
)


def pictures() -> dict[str, NDArray[np.uint8]]:
    """All goldens by name: height x width x 3, RGB."""
    plain = TextStyle(size=0.4, animation="none")
    made = {
        f"script_{name}": drawn(titled(text, plain, CANVAS, FRAMES, FPS)(15), CANVAS)
        for name, text in SCRIPTS.items()
    }
    for name, (text, style) in LOOKS.items():
        stamps = titled(text, style, WIDE, 90, FPS)(45)
        made[f"look_{name}"] = drawn(stamps, WIDE)
    karaoke = TextStyle.model_validate(dict(PRESETS["karaoke"].fields))
    captions = captioned((SPOKEN,), karaoke, WIDE, FRAMES, FPS)
    made["caption_karaoke"] = drawn(captions(16), WIDE)
    return made


def drawn(stamps: tuple[Stamp, ...], canvas: tuple[int, int]) -> NDArray[np.uint8]:
    """Stamps that stand still (scaled at most) over grey."""
    width, height = canvas
    picture = np.full((height, width, 3), 120, np.float32)
    for stamp in stamps:
        pixels = stamp.sprite.pixels.astype(np.float32) / 255
        pixels[..., :3] *= pixels[..., 3:]
        tall, wide = pixels.shape[:2]
        x = stamp.sprite.x_px + stamp.dx_px + (1 - stamp.scale) * (wide - 1) / 2
        y = stamp.sprite.y_px + stamp.dy_px + (1 - stamp.scale) * (tall - 1) / 2
        moved = np.array([[stamp.scale, 0, x], [0, stamp.scale, y]], np.float64)
        layer = cv2.warpAffine(pixels, moved, canvas, flags=cv2.INTER_LINEAR) * stamp.opacity
        picture = picture * (1 - layer[..., 3:]) + 255 * layer[..., :3]
    return np.clip(picture + 0.5, 0, 255).astype(np.uint8)


def main() -> None:
    """Write every golden anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures().items():
        bgr = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
        written, png = cv2.imencode(".png", bgr, [cv2.IMWRITE_PNG_COMPRESSION, 9])
        assert written
        (FOLDER / f"{name}.png").write_bytes(png.tobytes())


if __name__ == "__main__":
    main()
