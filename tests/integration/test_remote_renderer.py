"""Films made by a serving engine: what it is sent in each dialect, and what happens when it goes wrong."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import openai
import pytest
from drawn_person import drawn_likeness
from video_server import VideoServer, digest_of, extra, serving

from engine.contract.messages import FPS, Beat, Line, Resolution, Role, Screenplay, Shot, Stage
from engine.enrolment.likeness import VOICE_RATE, Likeness, Voice
from engine.footage import encode_recording
from engine.generation.orders import Order, parts
from engine.renderers import Footage, Take, UnknownRendererError, renderer
from engine.renderers.remote.errors import RemoteError
from engine.renderers.remote.servers import Servers
from engine.settings import EngineSettings, RemoteSection
from engine.sound import MIX_RATE

pytestmark = pytest.mark.integration

SIZE = (448, 256)
SECONDS = 3.0
DIALECTS = ("openai", "vllm", "sglang")
ORDER = Order(
    "a prompt", SECONDS, 1344, 768, 7, (cv2.imencode(".png", np.zeros((8, 8, 3), np.uint8))[1].tobytes(),)
)


@pytest.fixture(scope="module")
def film() -> bytes:
    pictures = (np.full((SIZE[1], SIZE[0], 3), number, np.uint8) for number in range(round(SECONDS * FPS)))
    tone = np.sin(np.arange(round(SECONDS * VOICE_RATE)) / 9).astype(np.float32) * 0.1
    return encode_recording(pictures, SIZE, tone)


@pytest.fixture
def server(film: bytes) -> Iterator[VideoServer]:
    with serving(VideoServer(film)) as running:
        yield running


def _settings(*servers: VideoServer, dialect: str = "vllm", **more: object) -> RemoteSection:
    listed = [
        {"url": one.url, "dialect": dialect, "model": f"model-{number}"} for number, one in enumerate(servers)
    ]
    return RemoteSection.model_validate({"servers": listed, "patience_s": 3, **more})


def _ask(*servers: VideoServer, **more: object) -> tuple[bytes, tuple[str, ...]]:
    heard: list[float] = []
    with Servers(_settings(*servers, **more), soonest_s=0.005) as all_of_them:  # type: ignore[arg-type]
        return all_of_them.film(ORDER, heard.append)


# --- what comes of a whole take


def _voiced() -> Likeness:
    wave = np.sin(np.arange(3 * VOICE_RATE) / 20).astype(np.float32) * 0.2
    return replace(drawn_likeness(frames=3), voice=Voice(wave, np.zeros(256, np.float32), 120.0, 2.0, ""))


def _play(seconds: float = SECONDS, roles: tuple[str, ...] = ("ada", "bo")) -> Screenplay:
    shot = Shot(seconds=seconds, roles=roles, action="dance", lines=(Line(role=roles[0], text="Hello"),))
    return Screenplay(prompt="dance", roles=tuple(Role(name=role) for role in roles), shots=(shot,))


@pytest.fixture
def configured(server: VideoServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    config = tmp_path / "config.toml"
    listed = f"[{{ url = {json.dumps(server.url)}, dialect = 'vllm', model = 'h3' }}]"
    config.write_text(f"[remote]\nlongest_s = 3.0\nservers = {listed}")
    monkeypatch.setenv("CAMEO_CONFIG", str(config))
    return config


def _render(play: Screenplay) -> tuple[Footage, list[tuple[Stage, float]]]:
    told: list[tuple[Stage, float]] = []
    take = Take(play, {role.name: _voiced() for role in play.roles}, Resolution.P720, seed=7)
    return renderer("remote").render(take, lambda stage, done: told.append((stage, done))), told


@pytest.mark.usefixtures("configured")
def test_a_take_comes_back_as_a_clip_of_the_asked_size_and_length() -> None:
    footage, _ = _render(_play())
    assert [frame.shape for frame in footage.frames] == [(1080, 1280)] * round(SECONDS * FPS)
    assert footage.soundtrack.mix.shape == (round(SECONDS * MIX_RATE), 2)
    assert footage.notes == ("Made by h3.", "Made at 448x256, cut to 448x252, scaled to 1280x720.")


@pytest.mark.usefixtures("configured")
def test_two_people_are_told_apart_by_their_pictures_and_voices(server: VideoServer) -> None:
    _render(_play())
    prompt = server.one.fields["prompt"]
    assert "<Subject 1> is the person in <Picture 1>" in prompt
    assert "<Subject 2> is the person in <Picture 2>" in prompt
    assert (len(server.one.references("image")), len(server.one.references("audio"))) == (2, 1)


@pytest.mark.usefixtures("configured")
def test_a_long_take_is_made_in_parts_that_go_on_from_one_another(server: VideoServer, film: bytes) -> None:
    footage, _ = _render(_play(6.0))
    assert footage.frame_count == sum(1 for _ in footage.frames) == round(6 * FPS)
    assert [one.references("video") for one in server.ordered.values()] == [[], [film]]
    assert "<Video 1> is the film so far" in server.ordered["video_2"].fields["prompt"]


@pytest.mark.usefixtures("configured")
def test_progress_only_ever_goes_on() -> None:
    _, told = _render(_play(6.0))
    made = [done for stage, done in told if stage is Stage.FRAMES]
    assert all(before <= after for before, after in pairwise(made))
    assert (made[0] < 0.5, made[-1]) == (True, 1.0)


def test_without_a_server_it_says_where_one_belongs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.toml").write_text("")
    monkeypatch.setenv("CAMEO_CONFIG", str(tmp_path / "config.toml"))
    with pytest.raises(UnknownRendererError, match="servers"):
        _render(_play())


# --- what is sent


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_gets_a_film_made(server: VideoServer, film: bytes, dialect: str) -> None:
    assert _ask(server, dialect=dialect)[0] == film


def test_openai_is_sent_one_picture_a_length_and_a_size(server: VideoServer) -> None:
    _, notes = _ask(server, dialect="openai")
    ((name, _, kind, _),) = server.one.files
    assert (name, kind) == ("input_reference", "image/png")
    assert server.one.fields == {"model": "model-0", "prompt": "a prompt", "seconds": "3", "size": "1344x768"}
    assert notes == ("Made by model-0.",)


def test_vllm_is_sent_every_reference_and_the_task(server: VideoServer) -> None:
    _ask(server, dialect="vllm")
    assert extra(server.one) == {"task": "ref2va", "duration": 3}
    assert (server.one.fields["width"], server.one.fields["seed"]) == ("1344", "7")


def test_sglang_is_sent_references_as_content_and_a_target(server: VideoServer) -> None:
    _ask(server, dialect="sglang")
    assert server.one.references("image") == [ORDER.pictures[0]]
    assert server.one.fields["target"] == {"short_edge": 768, "aspect_ratio": "7:4", "duration_seconds": 3}


def test_the_key_goes_along(server: VideoServer, film: bytes) -> None:
    server.key = "secret"
    assert _ask(server, api_key="secret")[0] == film


def test_a_wrong_key_is_an_end_and_not_shown(server: VideoServer) -> None:
    server.key = "secret"
    with pytest.raises(RemoteError) as raised:
        _ask(server, api_key="other")
    assert "other" not in str(raised.value)


# --- what goes wrong


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("request_name", ["POST videos", "GET film", "GET content"])
def test_what_may_pass_is_asked_again(
    server: VideoServer, film: bytes, status: int, request_name: str
) -> None:
    server.answers = {request_name: [(status, {})]}
    assert _ask(server)[0] == film
    assert len(server.ordered) == 1


def test_a_pause_that_a_server_asks_for_is_kept(server: VideoServer) -> None:
    server.answers = {"GET film": [(429, {"Retry-After": "0.4"})]}
    began = time.monotonic()
    _ask(server)
    assert time.monotonic() - began >= 0.4


@pytest.mark.parametrize("status", [400, 401, 413, 422])
def test_what_does_not_pass_is_not_asked_again(server: VideoServer, status: int) -> None:
    server.answers = {"POST videos": [(status, {})]}
    with pytest.raises(RemoteError, match=str(status)):
        _ask(server)
    assert server.asked.count("POST videos") == 1


def test_a_download_that_breaks_off_goes_on_where_it_was(server: VideoServer, film: bytes) -> None:
    server.cut = 1000
    assert _ask(server)[0] == film
    assert server.asked.count("GET content") == 2


@pytest.mark.parametrize("right", [True, False])
def test_a_film_has_to_be_the_one_that_was_made(server: VideoServer, film: bytes, *, right: bool) -> None:
    server.digest = digest_of(film if right else b"another")
    if right:
        assert _ask(server)[0] == film
    else:
        with pytest.raises(RemoteError, match="not the one"):
            _ask(server)


@pytest.mark.parametrize("status", ["failed", "cancelled", "something new"])
def test_a_film_that_the_server_gives_up_ends_it(server: VideoServer, status: str) -> None:
    server.status = status
    with pytest.raises(RemoteError, match="gave up"):
        _ask(server)


def test_a_film_that_does_not_get_on_is_given_up_and_ended_there(server: VideoServer) -> None:
    server.stuck = True
    with pytest.raises(RemoteError, match="did not get on"):
        _ask(server, stuck_minutes=0.005)
    assert server.one.ended


def test_no_server_keeps_a_film_that_arrived(server: VideoServer) -> None:
    _ask(server)
    assert server.one.ended


def test_the_server_with_the_least_to_do_is_asked(film: bytes) -> None:
    with ExitStack() as stack:
        loaded, free = (stack.enter_context(serving(VideoServer(film, busy=busy))) for busy in (4, 1))
        _ask(loaded, free)
        assert (len(loaded.ordered), len(free.ordered)) == (0, 1)


def test_a_server_that_lists_nothing_is_asked_whether_it_is_well(server: VideoServer, film: bytes) -> None:
    server.lists = False
    assert _ask(server)[0] == film
    assert "GET health" in server.asked


def test_a_server_that_is_away_is_passed_over(server: VideoServer, film: bytes) -> None:
    away = VideoServer(film, url="http://127.0.0.1:9")
    assert _ask(away, server) == (film, ("Made by model-1.",))


def test_where_all_are_away_that_is_said(film: bytes) -> None:
    with pytest.raises(RemoteError, match="no server"):
        _ask(VideoServer(film, url="http://127.0.0.1:9"))


# --- an independent reading of the same API


def test_openais_own_client_gets_a_film_from_the_same_server(server: VideoServer, film: bytes) -> None:
    client = openai.OpenAI(base_url=f"{server.url}/v1", api_key="k", max_retries=0)
    picture = ("reference.png", ORDER.pictures[0], "image/png")
    made = client.videos.create(model="m", prompt="p", seconds="4", size="1280x720", input_reference=picture)
    for _ in range(server.looks):
        made = client.videos.retrieve(made.id)
    assert (made.status, made.progress) == ("completed", 100)
    assert client.videos.download_content(made.id).read() == film
    assert client.videos.delete(made.id).deleted


def test_our_order_has_the_fields_that_openais_client_sends(server: VideoServer) -> None:
    client = openai.OpenAI(base_url=f"{server.url}/v1", api_key="k", max_retries=0)
    picture = ("reference.png", ORDER.pictures[0], "image/png")
    client.videos.create(model="m", prompt="p", seconds="4", size="1280x720", input_reference=picture)
    _ask(server, dialect="openai")
    theirs, ours = server.ordered.values()
    assert theirs.fields.keys() == ours.fields.keys()
    assert [one[0] for one in theirs.files] == [one[0] for one in ours.files]


# --- cutting a film into parts


def test_parts_are_cut_where_the_film_is_cut() -> None:
    shots = tuple(Shot(seconds=6, roles=(), action=str(number)) for number in range(4))
    cut = parts(Screenplay(prompt="x", roles=(), shots=shots), 14.0)
    assert [[shot.action for shot in part.shots] for part in cut] == [["0", "1"], ["2", "3"]]


def test_a_long_shot_is_cut_with_its_lines_and_sounds_where_they_are() -> None:
    lines = (Line(role="a", text="one"), Line(role="a", text="two"))
    shot = Shot(seconds=20, roles=("a",), lines=lines, beats=(Beat(what="bang", at_s=15.0),))
    first, second = parts(Screenplay(prompt="x", roles=(Role(name="a"),), shots=(shot,)), 14.0)
    assert [line.text for line in first.shots[0].lines] == ["one"]
    assert [line.text for line in second.shots[0].lines] == ["two"]
    assert [(beat.what, beat.at_s) for beat in second.shots[0].beats] == [("bang", 5.0)]


# --- where faces may be sent


@pytest.mark.parametrize("url", ["http://gpu.example.org", "ftp://gpu1", "gpu1:8000", "https://gpu1?x=1"])
def test_an_address_where_faces_may_not_go_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        EngineSettings.model_validate(
            {"remote": {"servers": [{"url": url, "dialect": "vllm", "model": "m"}]}}
        )


@pytest.mark.parametrize("url", ["http://gpu1:8000", "http://10.0.0.7:8000", "https://gpu.example.org"])
def test_an_address_of_ones_own_network_or_an_encrypted_one_is_taken(url: str) -> None:
    settings = {"remote": {"servers": [{"url": url, "dialect": "vllm", "model": "m"}]}}
    assert EngineSettings.model_validate(settings).remote.servers[0].url == url
