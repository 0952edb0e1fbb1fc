"""models.toml against the families that the machine room can load, and their settings."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from engine.cli_families import terms
from engine.contract.families import accept, accepted_on, accepted_problem
from engine.contract.family_list import Family, UnknownFamilyError, families, family_of
from engine.models import FAMILIES
from engine.settings import ModelsSection

pytestmark = pytest.mark.unit

LISTED = tuple(families().values())


def test_every_family_that_can_be_loaded_is_listed_once() -> None:
    assert sorted(families()) == sorted(FAMILIES)


@pytest.mark.parametrize("family", LISTED, ids=lambda family: family.name)
def test_every_family_has_settings(family: Family) -> None:
    assert ModelsSection().folder_of(family.name).name == family.name


@pytest.mark.parametrize("family", LISTED, ids=lambda family: family.name)
def test_every_family_is_either_fetched_or_said_how_to_come_by(family: Family) -> None:
    assert bool(family.wanted()) != bool(family.by_hand)


@pytest.mark.parametrize("family", LISTED, ids=lambda family: family.name)
def test_no_two_parts_of_a_family_lie_in_the_same_place(family: Family) -> None:
    places = [part.into for part in family.parts]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("family", LISTED, ids=lambda family: family.name)
def test_every_licence_can_be_read_somewhere(family: Family) -> None:
    assert family.licence.link.startswith("https://")


@pytest.mark.parametrize("family", LISTED, ids=lambda family: family.name)
def test_where_a_region_is_left_out_somebody_has_to_accept_that(family: Family) -> None:
    assert family.licence.accept or not family.licence.not_in


def test_h3_says_where_it_must_not_be_used() -> None:
    assert any(
        re.search("European Union.*United Kingdom.*South Korea.*United States", line)
        for line in terms(family_of("h3"))
    )


def test_h3_says_that_misuse_can_be_reported_and_is_guarded_against() -> None:
    said = " ".join(terms(family_of("h3")))
    assert ("safeguards" in said, "report misuse" in said) == (True, True)


def test_terms_name_the_repositories_that_are_asked() -> None:
    said = list(terms(family_of("h3"), turbo=True))
    assert [part.repository in " ".join(said) for part in family_of("h3").parts] == [True, True]


def test_what_a_renderer_wants_besides_is_named() -> None:
    said = list(terms(family_of("ltx2")))
    assert "  The renderer ltx2 wants first_frame as well: cameo models pull first_frame" in said


@pytest.mark.parametrize(
    ("family", "set_"), [("wan", {"turbo": True}), ("csm", {"steps": 3}), ("ace_step", {"size": (64, 64)})]
)
def test_what_a_family_does_not_heed_cannot_be_set(family: str, set_: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=f"{family}.{next(iter(set_))}\n.*not permitted"):
        ModelsSection.model_validate({family: set_})


def test_an_unknown_family_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownFamilyError, match="h3, ltx2, wan"):
        family_of("h4")


def test_an_acceptance_says_when_it_was(tmp_path: Path) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    accept(family_of("h3"), tmp_path)
    since = accepted_on(family_of("h3"), tmp_path)
    assert since is not None
    assert since >= before


def test_a_broken_acceptance_is_none(tmp_path: Path) -> None:
    (tmp_path / "h3.licence.json").write_text("yes")
    assert accepted_problem(family_of("h3"), tmp_path)


def test_a_free_licence_needs_no_acceptance(tmp_path: Path) -> None:
    assert accepted_problem(family_of("wan"), tmp_path) == ""
