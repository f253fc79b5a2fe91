"""`python -m kinoloom.cli`: the command where no console script is installed."""

from __future__ import annotations

from kinoloom.cli.main import run

if __name__ == "__main__":
    run()
