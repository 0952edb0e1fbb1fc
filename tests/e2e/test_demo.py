"""`cameo demo` as a newcomer runs it: the whole story in a terminal, and how it ends when it cannot go on."""

import asyncio
import os
import pty
import re
import signal
import subprocess
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import pytest
from homes import CAMEO, Home, new_home, processes_of, until

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(900)]

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Played:
    """One demo that ran in a terminal: how it ended, and each line it left on the screen."""

    home: Home
    code: int
    lines: tuple[str, ...]

    @property
    def clip(self) -> Path:
        return Path(self.lines[-1])


def in_a_terminal(home: Home, *arguments: str) -> Played:
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as screen:
        process = subprocess.Popen(
            [CAMEO, *arguments],
            cwd=home.folder,
            env={**home.environment, "TERM": "xterm-256color", "COLUMNS": "120"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        shown = bytearray()
        try:
            while some := screen.read(65536):
                shown += some
        except OSError:  # how Linux says that the other side of a terminal is closed
            pass
        code = process.wait()
    text = ESCAPES.sub("", shown.decode(errors="replace")).replace("\r\n", "\n")
    return Played(home, code, tuple(text.rstrip("\n").split("\n")))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return in_a_terminal(new_home(tmp_path_factory.mktemp("demo")), "demo")


def test_it_ends_well_in_a_terminal(played: Played) -> None:
    assert played.code == 0, "\n".join(played.lines)


def test_the_last_line_is_the_clips_path_alone(played: Played) -> None:
    assert played.clip.is_file()
    assert played.clip.parent.parent == played.home.folder / "cameo-demo"


def test_the_clip_is_720p_at_24_frames_with_sound(played: Played) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(played.clip), "-f", "null", "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    assert re.search(r"Video: h264.* 1280x720\b.* 24 fps", said)
    assert "Audio: aac" in said


def test_clip_poster_ledger_and_log_stay_and_nothing_private(played: Played) -> None:
    assert sorted(path.name for path in played.clip.parent.iterdir()) == [
        "clip.mp4",
        "engine.log",
        "ledger.txt",
        "poster.png",
    ]


def test_the_ledger_holds_the_price_once(played: Played) -> None:
    assert played.clip.with_name("ledger.txt").read_text().count("paid") == 1


def test_it_leaves_no_process_behind(played: Played) -> None:
    assert processes_of(played.home) == {}


@pytest.mark.parametrize(
    "words",
    [
        "/cameo setup",
        "Read aloud:",
        "May I put you in a holiday greeting?",
        "4 s standard at 16 a second is 64 credits",
        "That is outside what owner allows.",
        "Nobody else sees it before you agree",
        "reacts with ✅",
        "Here is your clip",
        "marked so",
    ],
)
def test_the_story_is_told(played: Played, words: str) -> None:
    assert words in "\n".join(played.lines)


def test_nothing_is_written_to_the_users_own_store(played: Played) -> None:
    assert not list(Path(played.home.environment["HOME"]).rglob("*.db"))


def drawn_recording(folder: Path) -> Path:
    """A recording with no person in it."""
    path = folder / "me.mp4"
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc=size=640x480:rate=24",
    ]
    command += ["-f", "lavfi", "-i", "sine=220", "-t", "11", "-pix_fmt", "yuv420p", str(path)]
    subprocess.run(command, check=True)
    return path


def test_a_selfie_without_a_face_is_refused_with_its_reason(home: Home) -> None:
    drawn_recording(home.folder)
    said = home.cameo("demo", "--selfie", "me.mp4", "--json", timeout=600)
    assert said.code == 2
    assert [refusal["code"] for refusal in said.json["refusals"]] == ["no_face"]
    assert processes_of(home) == {}


async def test_ctrl_c_ends_it_with_everything_it_started(home: Home) -> None:
    process = await asyncio.create_subprocess_exec(
        CAMEO, "demo", cwd=home.folder, env=home.environment, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT
    )
    try:
        await until(lambda: any("engine.worker" in line for line in processes_of(home).values()))
        process.send_signal(signal.SIGINT)
        said, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 1
    assert said.decode().splitlines()[-1] == "Stopped."
    assert processes_of(home) == {}
    assert not list(home.folder.rglob("throw-away"))
