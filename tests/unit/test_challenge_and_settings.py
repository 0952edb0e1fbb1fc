"""Challenges are random and readable; settings are bounded and explained."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.clips import Tier
from bot.likeness import PHRASE_WORDS, WORDS, new_challenge
from bot.settings import BotSettings, TiersSettings
from bot.use_cases.clips.jobs import goes_first, priority
from engine.contract.config import ConfigError

pytestmark = pytest.mark.unit


def test_a_challenge_asks_for_three_different_turns() -> None:
    assert all(len(set(new_challenge().turns)) == 3 for _ in range(50))


def test_a_phrase_is_of_several_different_words() -> None:
    assert all(len(set(new_challenge().phrase.split())) == PHRASE_WORDS for _ in range(50))


def test_challenges_do_not_repeat() -> None:
    assert len({new_challenge().phrase for _ in range(200)}) == 200


def test_the_words_of_phrases_are_distinct_and_plain() -> None:
    assert len(set(WORDS)) == len(WORDS) > 100
    assert all(word.isascii() and word.isalpha() and word.islower() for word in WORDS)


def test_a_better_plan_always_goes_before_a_shorter_backlog() -> None:
    assert priority(10_000, first=True) < priority(0, first=False)


@pytest.mark.parametrize(
    ("clip", "plan", "first"),
    [
        (Tier.STANDARD, Tier.STANDARD, False),
        (Tier.PRO, Tier.STANDARD, True),
        (Tier.STANDARD, Tier.PRO, True),
        (Tier.PRO, Tier.PRO, True),
    ],
)
def test_a_pro_clip_and_a_pro_plan_have_priority(clip: Tier, plan: Tier, *, first: bool) -> None:
    assert goes_first(TiersSettings(), clip, plan) == first


def test_a_shorter_backlog_goes_first() -> None:
    assert priority(0, first=False) < priority(1, first=False)


def _fields(kind: type[BaseModel]) -> Iterator[tuple[str, str | None]]:
    for name, field in kind.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _fields(field.annotation)
        else:
            yield f"{kind.__name__}.{name}", field.description


def test_every_setting_explains_itself() -> None:
    assert [name for name, description in _fields(BotSettings) if not description] == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[tiers.standard]\ncredits_per_second = 0", "tiers.standard.credits_per_second"),
        ("[tiers.standard]\nseconds = 100", "tiers.standard.seconds"),
        ("[likeness]\nchallenge_minutes = -1", "likeness.challenge_minutes"),
        ("[clips]\nno_such_key = 1", "clips.no_such_key"),
        ('[likeness]\nusage = "anybody"', "likeness.usage"),
        ("[penalties]\nstrike_days = 1e9", "penalties.strike_days"),
        ('[penalties]\ngrave = { minorz = "ban" }', "penalties.grave.minorz"),
        ("[tiers]\nstoryboard_shortest = 50\nstoryboard_longest = 20", "tiers"),
        ('[access]\nmode = "servers"', "access"),
        ('[access]\nservers = ["1234"]', "access.servers"),
        ('[limits]\nreport = "0 per hour"', "limits.report"),
        ('[limits]\nreport = "9 per hour;1 per minute"', "limits.report"),
        ("[costs]\nhour = { studio = -1 }", "costs.hour.studio"),
        ("[costs]\nmargin = inf", "costs.margin"),
        ('[[credits.packs]]\nname = "x"\ncredits = 0\nprice = 1\ncurrency = "EUR"', "credits.packs"),
    ],
)
def test_a_setting_that_does_not_fit_is_named(tmp_path: Path, text: str, key: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=key):
        BotSettings.load(file)


def test_keys_that_the_engine_reads_from_shared_sections_are_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[engine]\nexecutor_id = "e1"\nstale_after_s = 5\n[other]\nx = 1', encoding="utf-8")
    assert BotSettings.load(file).engine.stale_after_s == 5


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[credits]\ngiven_per_day = 1", encoding="utf-8")
    monkeypatch.setenv("CAMEO_CREDITS__GIVEN_PER_DAY", "7")
    assert BotSettings.load(file).credits.given_per_day == 7


def test_a_token_does_not_show_in_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMEO_DISCORD__TOKEN", "very-secret")
    assert "very-secret" not in repr(BotSettings())
