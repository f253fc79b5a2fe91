"""From words to a mood: what people write when they want music, in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping

DEFAULT_MOOD = "cinematic"
"""What a film gets when the words say nothing about its music."""

_WORDS: Mapping[str, tuple[str, ...]] = {
    "lofi": (
        "lofi", "lo-fi", "lo fi", "chillhop", "chill", "chilled", "study", "jazz", "jazzy",
        "cafe", "café", "coffee", "laid back", "laid-back", "mellow", "hip hop", "hip-hop",
        "cozy", "cosy", "groovy", "retro", "nostalgic", "vintage",
        "低保真", "慵懒", "爵士", "咖啡", "学习", "复古", "怀旧", "慢节奏", "懒洋洋", "嘻哈",
    ),
    "cinematic": (
        "cinematic", "epic", "dramatic", "trailer", "heroic", "orchestral", "orchestra", "movie",
        "film", "filmic", "grand", "majestic", "tense", "tension", "suspense", "suspenseful",
        "dark", "intense", "powerful", "action", "battle", "adventure", "score", "thriller",
        "mysterious", "moody", "strings",
        "电影感", "电影", "史诗", "宏大", "大气", "紧张", "悬疑", "震撼", "管弦", "激昂", "燃",
        "黑暗", "神秘", "预告片", "恢弘", "战斗", "冒险",
    ),
    "upbeat": (
        "upbeat", "happy", "fun", "energetic", "energy", "dance", "party", "pop", "cheerful",
        "joyful", "joyous", "playful", "bright", "fast", "lively", "summer", "exciting", "edm",
        "dynamic", "sport", "sports", "workout", "festive", "funky", "bouncy", "celebration",
        "轻快", "欢快", "快乐", "开心", "活泼", "动感", "热闹", "派对", "流行", "节奏感", "运动",
        "夏天", "夏日", "俏皮", "欢乐", "喜庆", "活力", "舞曲",
    ),
    "ambient": (
        "ambient", "calm", "calming", "relaxing", "relaxed", "relax", "peaceful", "meditation",
        "meditative", "soothing", "dreamy", "ethereal", "atmospheric", "quiet", "serene", "soft",
        "gentle", "sleep", "spa", "yoga", "zen", "slow", "spacey", "drone", "healing", "tranquil",
        "舒缓", "平静", "安静", "宁静", "放松", "冥想", "治愈", "空灵", "梦幻", "柔和", "氛围",
        "禅", "助眠", "睡眠", "轻柔", "瑜伽",
    ),
    "corporate": (
        "corporate", "business", "inspiring", "inspirational", "motivational", "motivating",
        "tech", "technology", "presentation", "explainer", "optimistic", "uplifting", "startup",
        "product", "professional", "promo", "tutorial", "commercial", "ad", "advert",
        "企业", "商务", "励志", "科技", "宣传", "产品", "专业", "鼓舞", "教程", "广告", "乐观",
        "积极", "向上", "商业",
    ),
    "tender": (
        "tender", "sad", "emotional", "melancholic", "melancholy", "piano", "romantic", "love",
        "touching", "sentimental", "heartfelt", "lonely", "wistful", "moving", "intimate",
        "wedding", "grief", "sorrow",
        "伤感", "悲伤", "忧伤", "感人", "温柔", "钢琴", "浪漫", "爱情", "孤独", "抒情", "深情",
        "忧郁", "催泪", "温情", "婚礼",
    ),
}  # fmt: skip

_NEGATION = re.compile(
    r"(?:\b(?:not|no|without|never|less|isn't|don't)(?:\s+(?:too|so|very|that|any))?\s+"
    r"|不要太?|不太|不用|别太?|没有|不)$"
)


def mood_for(words: str) -> str:
    """The mood most of the words speak of; the earliest wins a tie, DEFAULT_MOOD if none does.

    A word that is denied ("not sad", "不要悲伤") counts for nothing.

        mood_for("something calm, not epic")  ->  "ambient"
        mood_for("轻快一点的音乐")             ->  "upbeat"
    """
    text = words.lower()
    scores: dict[str, tuple[int, int]] = {}
    for mood, vocabulary in _WORDS.items():
        places = [place for word in vocabulary for place in _places(word, text)]
        if places:
            scores[mood] = (-len(places), min(places))
    return min(scores, key=lambda mood: scores[mood]) if scores else DEFAULT_MOOD


def _places(word: str, text: str) -> list[int]:
    """Where the word stands in the text, unless denied."""
    pattern = rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
    found = (match.start() for match in re.finditer(pattern, text))
    return [place for place in found if not _NEGATION.search(text[:place])]
