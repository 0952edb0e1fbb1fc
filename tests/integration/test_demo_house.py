"""The demo's throw-away home: nothing of a real installation is touched, and nothing private stays."""

import os
from pathlib import Path

import pytest

from adapters.terminal.demo_house import open_house
from bot.settings import BotSettings
from engine.contract.weights import WeightStore
from engine.settings import EngineSettings

pytestmark = pytest.mark.integration


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def weights(tmp_path: Path) -> WeightStore:
    return WeightStore(tmp_path / 'weights "of mine"')


def test_bot_and_engine_read_the_houses_own_store_vault_and_keys(weights: WeightStore) -> None:
    with open_house(weights) as house:
        bot, engine = BotSettings.load(), EngineSettings.load()
    assert bot.store.url == engine.queue_url == f"sqlite+aiosqlite:///{house.inside / 'cameo.db'}"
    assert Path(bot.vault.url) == Path(engine.vault.url) == house.inside / "vault"
    assert bot.vault.keys == engine.vault.keys == house.inside / "keys"
    assert bot.demo is True
    assert engine.engine.weights == weights.folder


def test_settings_of_a_real_installation_do_not_reach_the_demo(
    weights: WeightStore, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "config.toml").write_text('[store]\nurl = "postgresql://real/one"\n')
    monkeypatch.setenv("CAMEO_STORE__URL", "postgresql://real/two")
    monkeypatch.setenv("CAMEO_DEMO", "false")
    with open_house(weights) as house:
        assert str(house.inside) in BotSettings.load().store.url
        assert BotSettings.load().demo is True
    assert os.environ["CAMEO_STORE__URL"] == "postgresql://real/two"


def test_afterwards_the_inside_is_gone_and_the_results_stay(weights: WeightStore) -> None:
    with open_house(weights) as house:
        (house.inside / "cameo.db").write_text("private")
        house.clip.write_text("clip")
    assert not house.inside.exists()
    assert house.clip.read_text() == "clip"


def test_the_inside_goes_when_the_demo_breaks(weights: WeightStore) -> None:
    with pytest.raises(RuntimeError), open_house(weights) as house:
        raise RuntimeError
    assert not house.inside.exists()


def test_two_demos_at_once_have_a_house_each(weights: WeightStore) -> None:
    with open_house(weights) as one, open_house(weights) as two:
        assert one.folder != two.folder


def test_what_a_killed_demo_left_inside_is_thrown_away_by_the_next(weights: WeightStore, here: Path) -> None:
    abandoned = here / "cameo-demo" / "20200101-000000" / "throw-away"
    abandoned.mkdir(parents=True)
    (abandoned / "lock").touch()
    with open_house(weights):
        assert not abandoned.exists()


def test_a_demo_that_is_running_keeps_its_inside(weights: WeightStore) -> None:
    with open_house(weights) as running, open_house(weights):
        assert running.config.is_file()


def test_only_this_user_may_look_inside(weights: WeightStore) -> None:
    with open_house(weights) as house:
        assert house.folder.stat().st_mode & 0o077 == 0


def test_it_stands_below_the_folder_that_the_demo_was_started_in(weights: WeightStore, here: Path) -> None:
    with open_house(weights) as house:
        assert house.folder.parent == here / "cameo-demo"
