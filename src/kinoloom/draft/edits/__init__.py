"""The verbs of an editor: each one file, one pure function `(Draft, …) -> Draft`.

Every verb says in its docstring whether it closes the gap it leaves and what follows it. Pictures
in the docstrings show one track before and after; a column is a second.
"""

from kinoloom.draft.edits.append import append, insert
from kinoloom.draft.edits.canvas import set_canvas
from kinoloom.draft.edits.delete import delete
from kinoloom.draft.edits.join import join
from kinoloom.draft.edits.move import move, reorder
from kinoloom.draft.edits.music import lay_sound, remove_sound, set_music
from kinoloom.draft.edits.remake import remake
from kinoloom.draft.edits.split import split
from kinoloom.draft.edits.title import add_title, change_title
from kinoloom.draft.edits.trim import cut_time, trim
from kinoloom.draft.edits.volume import set_track_volume, set_volume

__all__ = [
    "add_title",
    "append",
    "change_title",
    "cut_time",
    "delete",
    "insert",
    "join",
    "lay_sound",
    "move",
    "remake",
    "remove_sound",
    "reorder",
    "set_canvas",
    "set_music",
    "set_track_volume",
    "set_volume",
    "split",
    "trim",
]
