"""One export in a process of its own: `python -m bench.rendering.child JOB.json`.

The job names a draft, its assets, a cache, a target and the number of workers; what was exported is
printed as one line of JSON. Importing counts: a person who exports waits for that too.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path


def main() -> None:
    """Do the job."""
    # As the command line does, before anything heavy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from kinoloom.draft.codec import loads
    from kinoloom.render.cache import RenderCache
    from kinoloom.render.export import export
    from kinoloom.render.files.output import Output

    job = json.loads(Path(sys.argv[1]).read_bytes())
    paths = {name: Path(path) for name, path in job["assets"].items()}
    done = export(
        loads(Path(job["draft"]).read_bytes()),
        Path(job["target"]),
        asset=paths.__getitem__,
        cache=RenderCache(Path(job["cache"])),
        output=Output(),
        workers=job["workers"],
    )
    print(json.dumps({**asdict(done), "path": str(done.path)}))


if __name__ == "__main__":
    main()
