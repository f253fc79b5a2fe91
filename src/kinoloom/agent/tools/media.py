"""What the user brought."""

from __future__ import annotations

from kinoloom.agent.desk import Desk
from kinoloom.agent.phrases import phrase
from kinoloom.agent.tools.answer import Answer, changed
from kinoloom.studio.footage import place


def add_media(desk: Desk, seconds: float | None = None, ratio: str | None = None) -> Answer:
    """Put the uploaded videos, pictures and sounds that are not used yet on the timeline.

    Args:
      seconds: how long each is seen; a picture 5 and a video whole if not said.
      ratio: shape of a new film such as "16:9" or "9:16"; that of the first file if not said.
    """
    before = desk.draft
    _, files = place(desk.studio, desk.project_id, seconds, ratio)
    glue = "、" if desk.language == "zh" else ", "
    said = [phrase("placed", desk.language, names=glue.join(file.filename for file in files))]
    if any(file.file_type == "image" for file in files):
        said.append(phrase("placed.still", desk.language))
    return changed(desk, before, *said)
