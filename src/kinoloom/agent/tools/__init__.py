"""The agent's tools: use cases with arguments a model can write. A tool is one row of `TOOLS`.

Names and arguments are public: they appear in every stream. A tool answers with `status` "ok" and
what changed, or "error" with a sentence and the class of the error.
"""

from __future__ import annotations

from kinoloom.agent.tools.answer import Tool
from kinoloom.agent.tools.clips import make_clip, revise_clip
from kinoloom.agent.tools.film import change_ratio, export_film, show_timeline
from kinoloom.agent.tools.history import redo, undo
from kinoloom.agent.tools.media import add_media
from kinoloom.agent.tools.sound import remove_music, set_music, set_volume
from kinoloom.agent.tools.timing import delete_item, move_item, split_clip, trim_clip
from kinoloom.agent.tools.titles import add_title, change_title

TOOLS: tuple[Tool, ...] = (
    make_clip,
    revise_clip,
    add_media,
    add_title,
    change_title,
    set_music,
    remove_music,
    set_volume,
    trim_clip,
    split_clip,
    delete_item,
    move_item,
    change_ratio,
    undo,
    redo,
    export_film,
    show_timeline,
)
