"""Which model a run uses, and what is refused to be one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.errors import ConfigError, UsageError
from pipelines.office.models import BUILT_IN, adoptions, model_file, versions
from pipelines.office.workspace import Workspace
from pipelines.resolve.adopted import adopt, model_in_use
from pipelines.resolve.fitted import committed
from pipelines.training.office import new_model_file


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A workspace with a model of its own, `baru`, that nobody has adopted."""
    place = Workspace(tmp_path)
    place.models.mkdir()
    own = committed().model_copy(update={"version": "baru"})
    model_file(place, "baru").write_text(own.to_json(), encoding="utf-8")
    return place


def test_without_adoption_the_committed_model_is_used(place: Workspace) -> None:
    assert versions(place) == ["baru"]
    assert model_in_use(place) == committed()


def test_the_model_adopted_last_is_used_and_who_did_it_is_kept(place: Workspace) -> None:
    adopt(place, "baru", "siti")
    assert model_in_use(place).version == "baru"
    adopt(place, BUILT_IN, "budi")
    assert model_in_use(place) == committed()
    assert [(a.version, a.by) for a in adoptions(place)] == [("baru", "siti"), (BUILT_IN, "budi")]
    assert versions(place) == ["baru"]


def test_a_model_that_is_not_there_cannot_be_adopted(place: Workspace) -> None:
    with pytest.raises(UsageError, match="yang ada: bawaan, baru"):
        adopt(place, "lain", "siti")
    assert adoptions(place) == []


@pytest.mark.parametrize("name", [BUILT_IN, "../luar", "", "adopted"])
def test_a_model_cannot_bear_the_name(place: Workspace, name: str) -> None:
    with pytest.raises(UsageError, match="nama model"):
        model_file(place, name)


@pytest.mark.parametrize("name", ["baru", committed().version])
def test_a_new_model_takes_no_name_that_another_has(place: Workspace, name: str) -> None:
    with pytest.raises(UsageError, match="sudah ada"):
        new_model_file(place, name)


def test_a_model_of_other_comparisons_cannot_be_adopted(place: Workspace) -> None:
    file = model_file(place, "baru")
    document = json.loads(file.read_text(encoding="utf-8"))
    document["m"]["name"].pop("equal")
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ConfigError, match="latih lagi"):
        adopt(place, "baru", "siti")


def test_an_adopted_model_that_changed_or_went_is_not_used(place: Workspace) -> None:
    adopt(place, "baru", "siti")
    file = model_file(place, "baru")
    file.write_text(file.read_text(encoding="utf-8") + " ", encoding="utf-8")
    with pytest.raises(ConfigError, match="hilang atau berubah"):
        model_in_use(place)
    file.unlink()
    with pytest.raises(ConfigError, match="hilang atau berubah"):
        model_in_use(place)


def test_a_model_is_written_as_it_is_read() -> None:
    text = committed().to_json()
    assert type(committed()).model_validate_json(text) == committed()
    assert max(len(line) for line in text.splitlines()) < 100
