"""Presets against labelled prompts: by words, by meaning, and how surely."""

import tomllib
from pathlib import Path

import pytest

from bot.boundaries.judge import offends
from bot.boundaries.limits import BoundaryHit, Limit
from bot.consent import BoundaryPreset
from bot.script import read

pytestmark = pytest.mark.unit

LISTED: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "lists/boundary_presets.toml").read_text("utf-8")
)


def judged(preset: BoundaryPreset, text: str) -> BoundaryHit | None:
    return offends([Limit(preset=preset)], read(text, {"@a": "ada", "@b": "bob"}))


def caught(preset: BoundaryPreset, kind: str) -> list[BoundaryHit | None]:
    return [judged(preset, text) for text in LISTED[preset.value][kind]]


@pytest.mark.parametrize("preset", BoundaryPreset)
def test_every_preset_has_prompts_on_both_sides(preset: BoundaryPreset) -> None:
    assert min(len(LISTED[preset.value][kind]) for kind in ("touches", "leaves")) >= 25


@pytest.mark.parametrize("preset", BoundaryPreset)
def test_hardly_any_prompt_that_touches_a_preset_passes_in_silence(preset: BoundaryPreset) -> None:
    hits = caught(preset, "touches")
    assert sum(hit is not None for hit in hits) >= 0.95 * len(hits)


@pytest.mark.parametrize("preset", BoundaryPreset)
def test_most_prompts_that_touch_a_preset_do_so_clearly(preset: BoundaryPreset) -> None:
    hits = caught(preset, "touches")
    assert sum(hit is not None and not hit.borderline for hit in hits) >= 0.85 * len(hits)


@pytest.mark.parametrize("preset", BoundaryPreset)
def test_near_misses_are_never_refused(preset: BoundaryPreset) -> None:
    assert [hit for hit in caught(preset, "leaves") if hit is not None and not hit.borderline] == []


@pytest.mark.parametrize("preset", BoundaryPreset)
def test_near_misses_are_seldom_asked_about(preset: BoundaryPreset) -> None:
    hits = caught(preset, "leaves")
    assert sum(hit is not None for hit in hits) <= 0.15 * len(hits)


@pytest.mark.parametrize("preset", BoundaryPreset)
def test_doubtful_prompts_are_not_passed_in_silence(preset: BoundaryPreset) -> None:
    assert all(hit is not None for hit in caught(preset, "asks"))


@pytest.mark.parametrize(
    ("preset", "text"),
    [
        (BoundaryPreset.ALCOHOL, '@a on a boat says "Another round of vodka, please"'),
        (BoundaryPreset.WEAPONS, "@a as a man with a machine gun in the rain"),
        (BoundaryPreset.ROMANCE, "@a in a park. At 2 s: a long kiss"),
        (BoundaryPreset.VIOLENCE, "@a k1ll5 a man"),
        (BoundaryPreset.ALCOHOL, "@a drinks b e e r"),
        (BoundaryPreset.ALCOHOL, "@a drinks \u0432eer with wh\u0456sky"),  # Cyrillic letters
    ],
)
def test_a_preset_is_looked_for_in_lines_parts_and_beats_and_behind_tricks(
    preset: BoundaryPreset, text: str
) -> None:
    hit = judged(preset, text)
    assert hit is not None
    assert not hit.borderline


def test_a_denied_word_is_left_to_a_person() -> None:
    hit = judged(BoundaryPreset.ALCOHOL, "@a at a picnic without any beer")
    assert hit is not None
    assert hit.borderline


def test_a_toy_is_left_to_a_person() -> None:
    hit = judged(BoundaryPreset.WEAPONS, "@a plays with a toy gun")
    assert hit is not None
    assert hit.borderline


def test_a_brand_that_is_an_everyday_word_counts_only_where_written_large() -> None:
    assert judged(BoundaryPreset.ENDORSEMENTS, "@a eats an apple") is None
    assert judged(BoundaryPreset.ENDORSEMENTS, '@a says "I only trust Apple"') is not None


def test_a_clear_hit_is_named_before_a_doubtful_one() -> None:
    limits = [Limit(preset=BoundaryPreset.WEAPONS), Limit(preset=BoundaryPreset.ALCOHOL)]
    text = "@a with a water pistol drinks a bottle of whisky"
    hit = offends(limits, read(text, {"@a": "ada"}))
    assert hit == BoundaryHit(limit=limits[1], part="whisky")
