"""What nobody needs goes, and nothing else."""

from __future__ import annotations

import os
import time
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import insert, update
from tests.support.drafts import film
from tests.support.media import still

from kinoloom.app.cleaning import clean
from kinoloom.app.plant import Plant
from kinoloom.draft.assets import assets_of
from kinoloom.draft.edits import append
from kinoloom.draft.model import Draft, ImageSegment, Source
from kinoloom.generators.archive import plan_key
from kinoloom.generators.protocol import ClipPlan, ClipRequest
from kinoloom.settings import Service, Settings
from kinoloom.store.database import writing
from kinoloom.store.files import Upload
from kinoloom.store.ports import NoSuchProject
from kinoloom.store.tables import made, revisions, tokens, uploads, users

DAY_S = 86_400.0


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """A studio that keeps things for ten days and a thousand bytes of chunks."""
    service = Service(keep_s=round(10 * DAY_S), cache_bytes=1000)
    return Plant.open(Settings(tmp_path, 1, service=service), ())


def kept(plant: Plant, folder: Path, name: str, *, days_old: float) -> str:
    """An asset of that age."""
    asset_id = plant.studio.assets.keep(still(folder / f"{name}.png", name))
    path = plant.studio.assets.path(asset_id)
    then = time.time() - days_old * DAY_S
    os.utime(path, (then, then))
    return asset_id


def test_abandoned_uploads_go_and_used_ones_stay(plant: Plant, tmp_path: Path) -> None:
    user = plant.users.anonymous("someone").user
    used = kept(plant, tmp_path, "red", days_old=30)
    idle = kept(plant, tmp_path, "blue", days_old=30)
    young = kept(plant, tmp_path, "green", days_old=0)
    project = plant.studio.projects.create("", "en", Draft(), user_id=user.id)
    picture = ImageSegment(id="", start_ms=0, duration_ms=1000, source=Source(asset=used))
    plant.studio.projects.commit(project.id, append(Draft(), picture), "")
    for asset_id in (used, idle):
        file = Upload("", project.id, asset_id, "p.png", "image", {}, 0)
        plant.files.add(user.id, project.id, [file])
    with writing(plant.engine) as connection:
        connection.execute(update(uploads).values(created_at=time.time() - 20 * DAY_S))
    cleaned = clean(plant)
    assert (cleaned.uploads, cleaned.assets, cleaned.users) == (1, 1, 0)
    assert [file.asset_id for file in plant.files.uploads(project.id)] == [used]
    assert used in plant.studio.assets
    assert young in plant.studio.assets
    assert idle not in plant.studio.assets
    assert plant.files.not_held(user.id, {used, idle}) == {idle}


def test_one_unreadable_draft_does_not_stop_the_cleaning(plant: Plant, tmp_path: Path) -> None:
    """What it may name stays; all else goes as ever."""
    used = kept(plant, tmp_path, "red", days_old=30)
    idle = kept(plant, tmp_path, "blue", days_old=30)
    project = plant.studio.projects.create("", "en", Draft())
    text = f'{{"v":99,"t":[{{"src":{{"a":"{used}"}}}}]}}'
    with writing(plant.engine) as connection:
        mine = revisions.c.project_id == project.id
        connection.execute(update(revisions).where(mine).values(draft=text))
    assert clean(plant).assets == 1
    assert used in plant.studio.assets
    assert idle not in plant.studio.assets


def test_users_who_never_came_back_are_forgotten(plant: Plant) -> None:
    gone = plant.users.anonymous("gone").user
    here = plant.users.anonymous("here").user
    old = plant.studio.projects.create("", "en", film(1000), user_id=gone.id)
    new = plant.studio.projects.create("", "en", film(1000), user_id=here.id)
    local = plant.studio.projects.create("", "en", film(1000))
    then = time.time() - 40 * DAY_S
    with writing(plant.engine) as connection:
        connection.execute(update(users).where(users.c.id == gone.id).values(seen_at=then))
        mine = tokens.c.user_id == gone.id
        connection.execute(update(tokens).where(mine).values(expires_at=then))
    assert clean(plant).users == 1
    with pytest.raises(NoSuchProject):
        plant.studio.projects.load(old.id)
    assert plant.studio.projects.load(new.id).user_id == here.id
    assert assets_of(plant.studio.projects.load(local.id).draft)


def test_what_was_painted_goes_with_its_last_project(plant: Plant, tmp_path: Path) -> None:
    user = plant.users.anonymous("painter").user
    project = plant.studio.projects.create("", "en", Draft(), user_id=user.id)
    clip = kept(plant, tmp_path, "orange", days_old=30)
    request = ClipRequest("words", 320, 180, Fraction(24), 1000, 7)
    plan = ClipPlan("painted", "1", request, {}, "T", "rain")
    plant.studio.generated.remember(plan_key(plan), clip, plan)
    with writing(plant.engine) as connection:
        row = {"project_id": project.id, "asset_id": clip, "created_at": time.time()}
        connection.execute(insert(made).values(row))
    assert clean(plant).assets == 0
    plant.studio.projects.discard(project.id)
    assert clean(plant).assets == 1
    assert clip not in plant.studio.assets


def test_chunks_have_a_quota(plant: Plant) -> None:
    cache = plant.studio.cache

    def write(part: Path) -> None:
        part.write_bytes(b"x" * 400)

    for number in range(5):
        made = cache.make(f"{number:02x}{'0' * 62}", ".mp4", {}, write)
        then = time.time() - 1000 + number
        for path in (made, made.with_suffix(".json")):
            os.utime(path, (then, then))
    clean(plant)
    left = [n for n in range(5) if cache.find(f"{n:02x}{'0' * 62}", ".mp4")]
    assert left in ([4], [3, 4])
