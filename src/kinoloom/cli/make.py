"""`kinoloom make`: one sentence in, one film out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kinoloom.cli.wish import Target, Wish

if TYPE_CHECKING:
    from kinoloom.agent.desk import Desk
    from kinoloom.intent import Ask, Utterance

OneSentence = Annotated[str, typer.Argument(help="What the film shows, in your own words.")]
Seconds = Annotated[float | None, typer.Option(help="Length of the clip, 1 to 60.")]
Ratio = Annotated[str | None, typer.Option(help="16:9, 9:16, 1:1, 4:5, 21:9 …")]
Seed = Annotated[int | None, typer.Option(help="Another number, another composition.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON line instead of words.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("make")(make)


def make(
    sentence: OneSentence,
    output: Target = None,
    seconds: Seconds = None,
    ratio: Ratio = None,
    seed: Seed = None,
    as_json: Json = False,
) -> None:
    """Make a film from a sentence and write it to a file.

    kinoloom make "a lone astronaut on Mars at golden hour" -o mars.mp4
    """
    from kinoloom.agent.desk import Desk
    from kinoloom.agent.outlet import FolderOutlet
    from kinoloom.agent.turn import answered
    from kinoloom.app.compose import studio_of
    from kinoloom.cli.screen import watched
    from kinoloom.draft.model import Draft
    from kinoloom.generators.protocol import PromptInvalid
    from kinoloom.intent import read
    from kinoloom.media.landing import check_writable
    from kinoloom.settings import Settings
    from kinoloom.studio.delivery import deliver, facts_of, measures
    from kinoloom.studio.naming import free_name

    sentence = sentence.encode(errors="replace").decode()
    if not sentence.strip():
        raise PromptInvalid("Say what the film shall show; the sentence is empty.")
    wanted, output = Wish(output).settings(), Wish(output).path()
    if output is not None:
        check_writable(output)
    studio = studio_of(Settings.read())
    language = read(sentence).language
    project = studio.projects.create(sentence[:80], language, Draft())
    with watched(quiet=as_json) as watch:
        desk = Desk(studio, project.id, watch, FolderOutlet(Path.cwd()))
        try:
            said = answered(desk, sentence, amend=_Wishes(seconds, ratio, seed).amend)
        finally:
            # A sentence that came to nothing leaves no empty project behind.
            if not desk.draft.is_ready:
                studio.projects.discard(project.id)
        if desk.failure is not None:
            raise desk.failure
        target = output or free_name(Path.cwd(), desk.project.title)
        made = facts_of(deliver(studio, desk.draft, target, wanted, watch), wanted)
    if as_json:
        typer.echo(json.dumps(_facts(desk, target, made, said), ensure_ascii=False))
        return
    typer.echo(said)
    typer.echo(f"{target}  ({', '.join(measures(made))})")
    typer.echo(f"Go on with: kinoloom chat --project {project.id}")


class _Wishes:
    """The command line's options, laid over what the sentence says."""

    def __init__(self, seconds: float | None, ratio: str | None, seed: int | None) -> None:
        self.seconds, self.ratio, self.seed = seconds, ratio, seed

    def amend(self, utterance: Utterance) -> Utterance:
        from dataclasses import replace

        from kinoloom.intent import Export, MakeClip, Question, Unclear

        asks: list[Ask] = []
        for ask in utterance.asks:
            if isinstance(ask, Export):
                continue
            # The command is `make`: a sentence that asks for nothing else describes the picture.
            if isinstance(ask, Unclear | Question):
                asks.append(self._wished(MakeClip(ask.text)))
            else:
                asks.append(self._wished(ask) if isinstance(ask, MakeClip) else ask)
        return replace(utterance, asks=tuple(asks))

    def _wished(self, ask: Any) -> Ask:
        from dataclasses import replace

        return replace(
            ask,
            seconds=ask.seconds if self.seconds is None else self.seconds,
            ratio=self.ratio or ask.ratio,
            seed=ask.seed if self.seed is None else self.seed,
        )


def _facts(desk: Desk, target: Path, made: dict[str, Any], said: str) -> dict[str, Any]:
    from kinoloom.draft.summary import timeline

    project = desk.project
    return {
        "project": project.id,
        "file": str(target),
        **made,
        "timeline": timeline(project.draft, project.language),
        "said": said,
    }
