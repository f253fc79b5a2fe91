"""What emoji show, by their names, where it is not the thing of that name."""

from __future__ import annotations

from kinoloom.generators.painted.vocabulary.places import Table

SIGNS: Table = (
    ("setting beach", "beach with umbrella, umbrella on ground"),
    ("setting ocean", "water wave, anchor"),
    ("setting mountains;time dawn", "sunrise over mountains"),
    ("setting skyline;time dusk", "cityscape at dusk"),
    ("setting skyline;time night", "night with stars, bridge at night"),
    ("setting skyline", "statue of liberty, tokyo tower, office building, building construction"),
    ("setting highway", "motorway, railway track"),
    ("setting stage", "performing arts, circus tent"),
    ("setting village", "japanese castle, derelict house, house with garden, houses"),
    ("setting farm", "sheaf of rice"),
    ("setting park", "playground slide, person in lotus position"),
    ("setting tabletop;noun coffee", "hot beverage"),
    ("noun tea", "teacup without handle"),
    ("noun bowl", "steaming bowl, pot of food, bowl with spoon"),
    ("noun wine glass", "clinking glasses"),
    ("noun cocktail", "cocktail glass, tropical drink"),
    ("noun beer", "clinking beer mugs"),
    ("noun book", "open book, books, closed book"),
    ("noun diamond", "gem stone"),
    ("noun ring", "ring"),
    ("noun perfume", "lotion bottle"),
    (
        "noun earth",
        """globe showing americas, globe showing europe africa, globe showing asia australia""",
    ),
    ("noun ringed planet;lean space", "ringed planet"),
    ("noun moon;hint night", "new moon, waxing crescent moon, first quarter moon, full moon face"),
    ("weather clear;hint day", "sun with face, sun behind small cloud"),
    ("weather cloudy", "sun behind large cloud, sun behind cloud"),
    ("weather rain", "cloud with rain, sun behind rain cloud, umbrella with rain drops"),
    ("weather snow", "cloud with snow"),
    ("weather storm", "cloud with lightning and rain, cloud with lightning, high voltage"),
    ("weather wind", "wind face, leaf fluttering in wind, dashing away"),
    ("effect sparks;hint night", "firecracker"),
    ("effect confetti", "party popper, confetti ball"),
    ("effect leaves;season autumn", "fallen leaf"),
    ("noun runner;does run", "person running"),
    ("noun person;does walk", "person walking"),
    ("noun person;does swim", "person swimming"),
)  # fmt: skip

ONLY_SIGNS: Table = (
    ("hint night;touch night_sky", "glowing star, sparkles, dizzy"),
    ("lean forest;hint night", "fire"),
    ("noun dancer;does dance", "woman dancing, man dancing"),
    ("stop", "red heart, heart on fire"),
)  # fmt: skip
"""Emoji whose names mean something else as words."""

_DECORATIVE_RANGES = (
    (0x1F600, 0x1F637), (0x1F641, 0x1F644), (0x1F648, 0x1F64A), (0x1F910, 0x1F915),
    (0x1F917, 0x1F920), (0x1F922, 0x1F92F), (0x1F970, 0x1F97A), (0x1F493, 0x1F49F),
    (0x1F44A, 0x1F44F), (0x1F64C, 0x1F64C), (0x1F64F, 0x1F64F), (0x1F90D, 0x1F90E),
    (0x1F9E1, 0x1F9E1), (0x1F5A4, 0x1F5A4), (0x1F4A5, 0x1F4A5), (0x1F4AB, 0x1F4AF),
    (0x1F525, 0x1F525), (0x1F31F, 0x1F31F), (0x2728, 0x2728), (0x2763, 0x2764), (0x2B50, 0x2B50),
)  # fmt: skip


def is_decorative(glyph: str) -> bool:
    """Faces, hearts, sparkles and fire beside words say how someone feels, not what to show."""
    code = ord(glyph[0])
    return any(low <= code <= high for low, high in _DECORATIVE_RANGES)
