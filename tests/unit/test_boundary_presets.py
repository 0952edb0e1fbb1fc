"""Which words name a preset, and which are somebody's own."""

import pytest

from adapters.english.terms import PRESETS
from bot.boundaries.presets import preset_named
from bot.consent import BoundaryPreset

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("preset", BoundaryPreset)
def test_a_preset_is_known_by_the_name_that_it_is_shown_with(preset: BoundaryPreset) -> None:
    assert preset_named(PRESETS[preset]) is preset


@pytest.mark.parametrize("preset", BoundaryPreset)
def test_a_preset_is_known_by_its_own_value(preset: BoundaryPreset) -> None:
    assert preset_named(preset.value) is preset


@pytest.mark.parametrize(
    ("text", "preset"),
    [
        ("Romance", BoundaryPreset.ROMANCE),
        ("Nothing romantic, please.", BoundaryPreset.ROMANCE),
        ("don't put me in romantic scenes", BoundaryPreset.ROMANCE),
        ("keine Gewalt", BoundaryPreset.VIOLENCE),
        ("nada de violencia", BoundaryPreset.VIOLENCE),
        ("sans violence", BoundaryPreset.VIOLENCE),
        ("nothing political", BoundaryPreset.POLITICS),
        ("pas d'armes", BoundaryPreset.WEAPONS),
        ("pas d\u2019alcool", BoundaryPreset.ALCOHOL),
        ("Kein Alkohol!", BoundaryPreset.ALCOHOL),
        ("I don't want to be naked", BoundaryPreset.NUDITY),
        ("keine Nacktheit oder Bademode", BoundaryPreset.NUDITY),
        ("do not use me commercially", BoundaryPreset.COMMERCIAL),
        ("ich will keine Werbung", BoundaryPreset.COMMERCIAL),
        ("no fake quotes", BoundaryPreset.FAKE_STATEMENTS),
        ("sin noticias falsas", BoundaryPreset.FAKE_STATEMENTS),
        ("no toilet humor", BoundaryPreset.CRUDE_HUMOUR),
        ("no product endorsements at all", BoundaryPreset.ENDORSEMENTS),
    ],
)
def test_a_variant_names_a_preset(text: str, preset: BoundaryPreset) -> None:
    assert preset_named(text) is preset


@pytest.mark.parametrize(
    "text",
    [
        "no romance with my boss",
        "no beer",
        "no violence against dogs",
        "no politics, no religion",
        "no alcohol before noon",
        "no weapons unless they are toys",
        "only romance",
        "I want violence",
        "violence is fine",
        "not without alcohol",
        "never without alcohol",
        "don't put me near spiders",
        "no",
        "",
        "…",
        "no " * 200,
    ],
)
def test_anything_more_or_else_is_free_text(text: str) -> None:
    assert preset_named(text) is None
