"""`cameo likeness`, `render` and `review`, one after the other, as a person runs them."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from homes import Home, Said

from engine.contract.messages import Challenge, Turn
from engine.contract.weights import WeightStore
from engine.sample_person import record_sample

# the first test waits for the whole story, which a loaded machine takes minutes for
pytestmark = [pytest.mark.models, pytest.mark.timeout(900)]

ASKED = Challenge(turns=(Turn.LEFT, Turn.UP), phrase="My blue kettle sings in the morning")
TESTED_SIGNS = {"CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS"}
PROMPT = '@grace on a beach at sunset, waves and says "Wish you were here!"'


@dataclass(frozen=True)
class Run:
    """What each command of the story said."""

    home: Home
    likeness: Said
    render: Said
    review: Said


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, weights: WeightStore) -> Run:
    folder = tmp_path_factory.mktemp("commands")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAMEO_", "XDG_"))}
    places = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    home = Home(folder, {**kept, **places, "CAMEO_ENGINE__WEIGHTS": str(weights.folder)})
    (folder / "me.mp4").write_bytes(record_sample(ASKED, weights))
    asked = ("--challenge", "left,up", "--phrase", ASKED.phrase)
    likeness = home.cameo("likeness", "me.mp4", *asked, "--out", "me.likeness", "--json", timeout=300)
    cast = ("--cast", "grace=me.likeness")
    render = home.cameo("render", *cast, "--prompt", PROMPT, "--seconds", "2.5", "--json", timeout=300)
    review = home.cameo("review", "clip.mp4", *cast, "--json", timeout=300)
    return Run(home, likeness, render, review)


def test_each_command_ends_with_0(run: Run) -> None:
    assert [said.code for said in (run.likeness, run.render, run.review)] == [0, 0, 0]


def test_a_passed_challenge_makes_a_verified_likeness(run: Run) -> None:
    assert run.likeness.json["verified"] is True


def test_a_likeness_file_shows_nothing_of_the_person(run: Run) -> None:
    data = (run.home.folder / "me.likeness").read_bytes()

    assert data.startswith(b"CAMEO-LIKENESS-1\n")
    assert not any(mark in data for mark in (b"face_centroid", b"JFIF", b"kettle"))


def test_a_clip_and_its_poster_are_files_for_their_owner_only(run: Run) -> None:
    files = [run.home.folder / run.render.json[name] for name in ("clip", "poster")]

    assert [path.read_bytes()[:8] for path in files] == [files[0].read_bytes()[:8], b"\x89PNG\r\n\x1a\n"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_the_clip_is_as_long_as_asked(run: Run) -> None:
    assert abs(run.render.json["review"]["frames"] - 2.5 * 24) <= 1


def test_what_was_said_is_recognised_in_the_clip(run: Run) -> None:
    assert run.render.json["review"]["spoken"]["wer"] <= 0.15


def test_a_review_of_the_file_alone_measures_the_same(run: Run) -> None:
    keys = ("identity", "lips", "frames", "loudness_lufs", "spoken")

    assert {key: run.review.json["review"][key] for key in keys} == {
        key: run.render.json["review"][key] for key in keys
    }


def test_answers_are_one_json_object_and_progress_goes_to_standard_error(run: Run) -> None:
    assert isinstance(json.loads(run.render.out), dict)
    assert "review" in run.render.err


def test_rendering_opens_no_socket(run: Run, weights: WeightStore) -> None:
    script = Path(__file__).parents[1] / "traced_render.py"
    keys = run.home.folder / "config" / "cameo" / "keys"
    command = [
        sys.executable,
        str(script),
        str(run.home.folder / "me.likeness"),
        str(keys),
        str(weights.folder),
    ]
    # Some libraries keep still where they think that they are being tested.
    at_home = {name: value for name, value in os.environ.items() if name not in TESTED_SIGNS}

    done = subprocess.run(command, capture_output=True, check=True, text=True, env=at_home)

    assert done.stdout.split("\n")[0] == "48 []"


def test_a_file_that_is_no_video_is_refused(run: Run) -> None:
    (run.home.folder / "notes.txt").write_text("not a video", encoding="utf-8")

    said = run.home.cameo("likeness", "notes.txt", "--json")

    assert said.code == 2


def test_no_part_written_file_is_left(run: Run) -> None:
    left = {path.name for path in Path(run.home.folder).iterdir() if path.name.startswith(".")}

    assert left == set()
