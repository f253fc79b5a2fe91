"""Words for the colours of things."""

from __future__ import annotations

COLOURS: dict[str, tuple[str, str]] = {
    "red": (
        "#c8322b",
        "red, crimson, scarlet, blood red, ruby red, 血红, 血红色, 鲜红, 红, 红色, 大红, 火红",
    ),
    "orange": ("#e07b2a", "orange, burnt orange, 橙, 橙色, 橘色, 橘红色, 橙红, 橙红色"),
    "yellow": ("#e8b92e", "yellow, golden yellow, 黄, 黄色, 明黄色"),
    "green": ("#3f8f4f", "green, emerald, 绿, 绿色, 翠绿"),
    "teal": ("#2a8f93", "teal, turquoise, cyan, aqua, 青色, 蓝绿色, 青"),
    "blue": ("#2f66c4", "blue, azure, cobalt, 蓝, 蓝色"),
    "purple": ("#7a4bb0", "purple, violet, mauve, 紫, 紫色"),
    "pink": ("#e58aa8", "pink, magenta, hot pink, rose pink, 粉, 粉色, 粉红, 粉红色"),
    "brown": ("#7b4f32", "brown, chestnut brown, 棕, 棕色, 褐色, 咖啡色"),
    "white": ("#f0efe9", "white, ivory, 白, 白色, 纯白"),
    "black": ("#1f2024", "black, jet black, 黑, 黑色"),
    "grey": ("#8a8d92", "grey, gray, 灰, 灰色"),
    "silver": ("#b9bec6", "silver, metallic, chrome, 银, 银色, 银白色"),
    "gold": ("#d4a53a", "gold, 金, 金色"),
    "light blue": (
        "#86b6e6",
        "light blue, pale blue, sky blue, baby blue, powder blue, 浅蓝, 浅蓝色, 淡蓝, 淡蓝色, "
        "天蓝, 天蓝色",
    ),
    "dark blue": (
        "#1e3a70",
        "dark blue, deep blue, navy, navy blue, midnight blue, 深蓝, 深蓝色, 藏青色, 藏蓝色",
    ),
    "light green": (
        "#9ccf8a",
        "light green, pale green, lime green, mint green, 浅绿, 浅绿色, 嫩绿, 嫩绿色, 淡绿色",
    ),
    "dark green": (
        "#24583a",
        "dark green, deep green, forest green, olive green, 深绿, 深绿色, 墨绿, 墨绿色",
    ),
    "dark red": (
        "#7c1f24",
        "dark red, deep red, burgundy, maroon, wine red, oxblood, 深红, 深红色, 暗红, 暗红色, "
        "酒红, 酒红色",
    ),
    "light pink": (
        "#f2bccd",
        "light pink, pale pink, baby pink, soft pink, blush pink, 浅粉, 浅粉色, 淡粉, 淡粉色",
    ),
    "light yellow": (
        "#f2dc8c",
        "light yellow, pale yellow, soft yellow, 浅黄, 浅黄色, 鹅黄, 鹅黄色, 淡黄色",
    ),
    "light purple": ("#b79ad9", "light purple, pale purple, lilac, 浅紫, 浅紫色, 淡紫, 淡紫色"),
    "dark purple": ("#4d2f78", "dark purple, deep purple, 深紫, 深紫色"),
    "beige": ("#d9c6a0", "beige, cream coloured, cream colored, khaki, 米色, 米白色, 卡其色"),
    "dark brown": ("#4c3122", "dark brown, chocolate brown, 深棕色, 深褐色"),
    "light grey": ("#c3c6ca", "light grey, light gray, pale grey, pale gray, 浅灰, 浅灰色"),
    "dark grey": ("#4b4e54", "dark grey, dark gray, charcoal grey, charcoal gray, 深灰, 深灰色"),
}
"""A name -> the hex colour it is painted in, and the words for it in both languages."""


def plain_colour(name: str) -> str:
    """ "dark green" -> "green": of which colour a shade is."""
    return name.rsplit(" ", maxsplit=1)[-1]
