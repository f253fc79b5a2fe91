"""An error as a class name and a sentence, and back again in another process."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from kinoloom.errors import KinoloomError, retold
from kinoloom.jobs.ports import JobFailed

DEFECT = "Defect"
_SORRY = "Something went wrong on our side; the log of the server says what."

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """What is kept of an error."""

    error: str
    message: str


def told(job_id: str, error: BaseException) -> Failure:
    """What a person may hear of an error; one of ours goes to the log and is not shown."""
    if isinstance(error, KinoloomError):
        return Failure(type(error).__name__, str(error))
    _log.error("Job %s met a defect.", job_id, exc_info=error)
    return Failure(DEFECT, _SORRY)


def rebuilt(error: str | None, message: str | None) -> KinoloomError:
    """The error that was told: of its own class where this process knows it, else JobFailed."""
    return retold(error or DEFECT, message or _SORRY, JobFailed)
