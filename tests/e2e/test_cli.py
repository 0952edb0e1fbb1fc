"""The operator's commands, each as a person runs it: what it prints, and its exit code."""

import json

import pytest
from homes import Home

pytestmark = pytest.mark.e2e

CHECKS = [
    "python",
    "settings",
    "store",
    "vault",
    "keys",
    "weights",
    "ffmpeg",
    "disk",
    "engine",
    "renderers",
    "redis",
    "discord",
    "telegram",
    "card",
]


def test_help_names_every_command_and_ends_with_0(home: Home) -> None:
    said = home.cameo("--help")
    assert said.code == 0
    for name in (
        "demo",
        "run",
        "bot",
        "engine",
        "doctor",
        "models",
        "likeness",
        "render",
        "review",
        "moderate",
        "consent",
    ):
        assert f"\n  {name} " in said.out


def test_doctor_finds_a_fresh_machine_fit_and_says_what_comes_next(home: Home) -> None:
    said = home.having(CAMEO_MODELS__DEVICE="cpu").cameo("doctor", "--json")
    assert said.code == 0
    assert said.json["ok"] is True
    assert [check["name"] for check in said.json["checks"]] == CHECKS
    assert {check["state"] for check in said.json["checks"]} == {"ok", "note"}


def test_doctor_names_missing_weights_with_their_size_and_the_way_out(home: Home) -> None:
    said = home.having(CAMEO_ENGINE__WEIGHTS=str(home.folder / "none")).cameo("doctor", "--json")
    found = next(check for check in said.json["checks"] if check["name"] == "weights")
    assert (said.code, found["state"]) == (1, "broken")
    assert "MB" in found["says"]
    assert "cameo models pull" in found["way_out"]


def test_doctor_says_which_setting_does_not_fit(home: Home) -> None:
    (home.folder / "config.toml").write_text("[tiers.standard]\ncredits_per_second = -1\n")
    said = home.cameo("doctor", "--json")
    assert said.code == 1
    assert "tiers.standard.credits_per_second" in said.json["checks"][1]["says"]


def test_doctor_says_that_the_vault_cannot_be_written(home: Home) -> None:
    (home.folder / "file").write_text("")
    said = home.having(CAMEO_VAULT__URL=str(home.folder / "file" / "vault")).cameo("doctor", "--json")
    found = next(check for check in said.json["checks"] if check["name"] == "vault")
    assert found["state"] == "broken"


def test_a_settings_file_that_is_not_there_is_named(home: Home) -> None:
    said = home.cameo("run", "--config", "nowhere.toml", "--json")
    assert said.code == 1
    assert "nowhere.toml" in said.json["error"]["message"]


def test_a_command_that_does_not_exist_is_refused(home: Home) -> None:
    said = home.cameo("dance", "--json")
    assert (said.code, said.json["refusals"][0]["code"]) == (2, "usage")


@pytest.mark.parametrize(
    ("prompt", "verdict", "code"),
    [
        ('@Self on a beach at sunset, waves and says "Wish you were here!"', "allow", 0),
        ("@friend kisses @Self", "approval", 0),
        ("@friend naked on a sofa", "refuse", 2),
        ("@friend naked in a porn film", "strike", 2),
    ],
)
def test_moderate_judges_one_prompt(home: Home, prompt: str, verdict: str, code: int) -> None:
    said = home.cameo("moderate", prompt, "--json")
    assert (said.json["verdict"], said.code) == (verdict, code)


def test_moderate_knows_the_operators_own_words(home: Home) -> None:
    (home.folder / "config.toml").write_text('[moderation]\nrefuse = ["pineapple pizza"]\n')
    said = home.cameo("moderate", "@Self eats Pineapple Pizza", "--json")
    assert (said.json["verdict"], said.json["code"], said.code) == ("refuse", "house_rule", 2)


def test_moderate_answers_a_stream_with_one_json_line_for_each_prompt(home: Home) -> None:
    prompts = ["@Self waves", "@friend naked in a porn film", "", "@Self in the rain"]
    said = home.cameo("moderate", "-", stdin="\n".join(prompts) + "\n")
    assert said.code == 0
    assert [json.loads(line)["prompt"] for line in said.out.splitlines()] == prompts


def test_models_list_gives_licence_and_size_of_each_weight(home: Home) -> None:
    said = home.cameo("models", "list", "--json")
    assert said.code == 0


def test_the_demo_refuses_a_selfie_that_is_not_there(home: Home) -> None:
    said = home.cameo("demo", "--selfie", "nowhere.mp4", "--json")
    assert (said.code, said.json["refusals"][0]["code"]) == (2, "usage")


def test_the_demo_says_what_fetches_missing_weights(home: Home) -> None:
    said = home.having(CAMEO_ENGINE__WEIGHTS=str(home.folder / "none")).cameo("demo")
    assert said.code == 1
    assert "cameo models pull" in said.err
    assert not (home.folder / "cameo-demo").exists()


def test_consent_explain_says_who_is_not_here(home: Home) -> None:
    said = home.cameo("consent", "explain", "--maker", "ada", "--owner", "bob", "--json")
    assert (said.code, said.json["refusals"][0]["code"]) == (2, "unknown_person")


def test_consent_explain_wants_two_people_or_a_clip(home: Home) -> None:
    for given in (("--maker", "ada"), ("--clip", "c1", "--owner", "bob")):
        said = home.cameo("consent", "explain", *given, "--json")
        assert (said.code, said.json["refusals"][0]["code"]) == (2, "usage")
