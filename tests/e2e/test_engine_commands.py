"""The engine's commands where they refuse or need no model."""

import pytest
from homes import Home

pytestmark = pytest.mark.e2e


def test_missing_models_are_named_when_verified(home: Home) -> None:
    said = home.having(CAMEO_ENGINE__WEIGHTS=str(home.folder / "none")).cameo("models", "verify", "--json")

    assert said.code == 1
    assert "whisper_base" in {one["name"] for one in said.json["wrong"]}


def test_an_unknown_model_is_named(home: Home) -> None:
    said = home.cameo("models", "verify", "nobody")

    assert said.code == 2
    assert "nobody" in said.err


def test_a_cast_that_is_no_file_is_refused(home: Home) -> None:
    said = home.cameo("render", "--cast", "ada=gone.likeness", "--prompt", "@ada waves", "--json")

    assert said.code == 2
    assert "gone.likeness" in said.json["refusals"][0]["message"]


def test_a_file_that_is_no_likeness_is_refused(home: Home) -> None:
    (home.folder / "x.likeness").write_bytes(b"something else")

    said = home.cameo("render", "--cast", "ada=x.likeness", "--prompt", "@ada waves", "--json")

    assert (said.code, said.json["refusals"][0]["code"]) == (2, "likeness_unreadable")


def test_an_empty_prompt_is_refused(home: Home) -> None:
    (home.folder / "x.likeness").write_bytes(b"something else")

    said = home.cameo("render", "--cast", "ada=x.likeness", "--prompt", "", "--json")

    assert said.code == 2
    assert said.json["refusals"][0]["message"]


def test_turns_that_do_not_exist_are_refused(home: Home) -> None:
    (home.folder / "me.mp4").write_bytes(b"")

    said = home.cameo("likeness", "me.mp4", "--challenge", "left,sideways", "--json")

    assert said.code == 2
    assert "left, right, up, down" in said.json["refusals"][0]["message"]


def test_a_clip_that_is_none_is_refused(home: Home) -> None:
    (home.folder / "clip.mp4").write_bytes(b"not a clip")
    (home.folder / "x.likeness").write_bytes(b"something else")

    said = home.cameo("review", "clip.mp4", "--cast", "ada=x.likeness", "--json")

    assert said.code == 2
