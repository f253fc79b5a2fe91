"""One preview frame in a process of its own: `python -m bench.rendering.preview_child JOB.json`."""

import time

BEGAN = time.perf_counter()

import json  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from kinoloom.draft.codec import loads  # noqa: E402
from kinoloom.render.cache import RenderCache  # noqa: E402
from kinoloom.render.preview import frame  # noqa: E402

IMPORTED = time.perf_counter()


def main() -> None:
    """Do the job."""
    job = json.loads(Path(sys.argv[1]).read_bytes())
    paths = {name: Path(path) for name, path in job["assets"].items()}
    draft = loads(Path(job["draft"]).read_bytes())
    began = time.perf_counter()
    picture = frame(
        draft,
        job["at_ms"],
        asset=paths.__getitem__,
        cache=RenderCache(Path(job["cache"])),
        short_side_px=job["short_side_px"],
    )
    call_ms = (time.perf_counter() - began) * 1000
    told = {"import_ms": (IMPORTED - BEGAN) * 1000, "call_ms": call_ms, "bytes": len(picture)}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
