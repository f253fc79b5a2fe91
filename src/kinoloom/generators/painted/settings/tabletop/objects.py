"""The nouns that stand on a table as modelled objects."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np

from kinoloom.generators.painted.cast.roles.nouns import key_of
from kinoloom.generators.painted.settings.tabletop import objects_food as food
from kinoloom.generators.painted.settings.tabletop import objects_goods as goods
from kinoloom.generators.painted.settings.tabletop import objects_vessels as vessels
from kinoloom.generators.painted.settings.tabletop import objects_worn as worn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kinoloom.generators.painted.settings.tabletop.parts import Thing
    from kinoloom.generators.painted.spec import SceneSpec, Subject

    Maker = Callable[[np.random.Generator, str | None], Thing]

MAKERS: dict[str, Maker] = {
    "mug": vessels.mug, "cup": vessels.cup, "bowl": vessels.bowl, "glass": vessels.glass,
    "wine glass": vessels.wine_glass, "bottle": vessels.bottle, "perfume": vessels.perfume,
    "vase": vessels.vase, "teapot": vessels.teapot, "jar": vessels.jar, "can": vessels.can,
    "tea": partial(vessels.cup, tea=True), "water": partial(vessels.glass, drink="#eaf4f4"),
    "juice": partial(vessels.glass, drink="#e8922a"),
    "apple": food.apple, "orange": food.orange, "lemon": food.lemon, "pear": food.pear,
    "tomato": food.tomato, "pumpkin": food.pumpkin, "egg": food.egg, "grapes": food.grapes,
    "donut": food.donut, "hamburger": food.hamburger, "cake": food.cake,
    "lamp": goods.lamp, "candle": goods.candle, "gift": goods.gift, "phone": goods.phone,
    "watch": worn.watch, "shoe": worn.shoe, "book": goods.book, "ring": worn.ring,
    "gem": worn.gem, "lipstick": worn.lipstick, "plant": goods.plant, "clock": goods.clock,
    "camera": goods.camera, "laptop": goods.laptop, "trophy": goods.trophy,
    "hourglass": goods.hourglass, "headphones": worn.headphones,
}  # fmt: skip

_OTHER_WORDS: dict[str, str] = {
    word: name
    for name, words in {
        "mug": "coffee mug, mug of coffee, cocoa, hot chocolate",
        "cup": "hot beverage, coffee, coffee cup, espresso, cappuccino, latte, saucer",
        "tea": "teacup without handle, teacup, cup of tea",
        "bowl": "bowl with spoon, soup bowl",
        "glass": "glass of milk, tumbler, drink, cocktail, cocktail glass, tropical drink, whisky,"
        " whiskey, tumbler glass, lemonade, beer, beer mug, beverage",
        "water": "glass of water",
        "juice": "orange juice, beverage box",
        "wine glass": "wine, glass of wine, goblet, champagne",
        "bottle": "wine bottle, bottle with popping cork, beer bottle, glass bottle, oil bottle,"
        " water bottle, sake",
        "perfume": "perfume bottle, fragrance, flacon, lotion bottle, lotion, cosmetics, skincare,"
        " cologne, serum",
        "vase": "flower vase, bouquet, flowers, amphora, pottery, ceramic vase, ceramics",
        "teapot": "kettle, coffee pot, coffeepot",
        "jar": "honey pot, honey, jam, jam jar, honey jar",
        "can": "soda, soda can, beer can, canned food, tin",
        "apple": "red apple, green apple, peach",
        "orange": "tangerine, mandarin, clementine, grapefruit",
        "lemon": "lime, citrus",
        "pumpkin": "jack-o-lantern, squash",
        "grapes": "grape",
        "donut": "doughnut",
        "hamburger": "burger, cheeseburger",
        "cake": "birthday cake, shortcake",
        "lamp": "light bulb, table lamp, desk lamp, lantern, bulb",
        "candle": "candlelight, candles",
        "gift": "wrapped gift, gift box, present, box, package, parcel",
        "phone": "mobile phone, smartphone, iphone, cell phone, cellphone, tablet",
        "watch": "wristwatch, wrist watch, smartwatch",
        "shoe": "sneaker, running shoe, trainer, sneakers, shoes, man’s shoe, boot",
        "book": "books, closed book, open book, green book, blue book, orange book, notebook,"
        " novel, stack of books, diary, journal",
        "ring": "wedding ring, engagement ring, jewelry, jewellery",
        "gem": "gem stone, diamond, crystal, jewel, ruby, emerald, sapphire",
        "lipstick": "makeup, cosmetic",
        "plant": "potted plant, houseplant, pot plant, succulent, bonsai, seedling",
        "clock": "alarm clock, mantelpiece clock",
        "camera": "camera with flash, vintage camera",
        "laptop": "computer, notebook computer",
        "hourglass": "hourglass done, hourglass not done, sand glass",
        "headphones": "headphone, headset, earphones",
    }.items()
    for word in words.split(", ")
}  # fmt: skip


Goods = Literal["beauty", "precious", "tech", "food", "drinks"]
_NAMES_OF_GOODS: Mapping[Goods, str] = {
    "beauty": "perfume, lipstick, jar",
    "precious": "watch, ring, gem, trophy",
    "tech": "phone, headphones, camera, laptop",
    "food": "hamburger, donut, cake, apple, orange, lemon, pear, tomato, pumpkin, egg, grapes",
    "drinks": "mug, cup, tea, water, juice, glass, wine glass, bottle, can, teapot",
}
_GOODS: dict[str, Goods] = {
    name: sort for sort, names in _NAMES_OF_GOODS.items() for name in names.split(", ")
}


def goods_of(spec: SceneSpec) -> Goods | None:
    """What sort of goods the shot is about; None where it is about none, or several sorts."""
    names = [object_name(subject.noun) for subject in spec.subjects]
    sorts: set[Goods | None] = {_GOODS.get(name) if name is not None else None for name in names}
    return sorts.pop() if len(sorts) == 1 else None


def object_name(noun: str) -> str | None:
    """The modelled object that shows a noun, or None."""
    word = noun.strip().lower().replace("_", " ")
    for candidate in (word, word.removesuffix("s"), key_of(noun).replace("_", " ")):
        if candidate in MAKERS:
            return candidate
        if candidate in _OTHER_WORDS:
            return _OTHER_WORDS[candidate]
    return None


def make(name: str, seed: int, tag: int, colour: str | None = None) -> Thing:
    """The thing of that name; seed and tag decide its make."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x0B, tag])
    return MAKERS[name](rng, colour)


def made_for(subject: Subject, seed: int, tag: int) -> Thing | None:
    """The thing a subject is, in its colour; None where no model shows it."""
    name = object_name(subject.noun)
    return None if name is None else make(name, seed, tag, subject.colour)
