"""What the terminal shows of a conversation."""

import io

import pytest
from rich.console import Console

from adapters.terminal.chat_view import ChatView, printable

pytestmark = pytest.mark.unit


@pytest.fixture
def paper() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def view(paper: io.StringIO) -> ChatView:
    return ChatView(Console(file=paper, width=80, soft_wrap=True))


def test_a_persons_message_stands_behind_their_name(view: ChatView, paper: io.StringIO) -> None:
    view.says("friend", "hello")
    assert paper.getvalue() == "  friend  hello\n"


def test_a_private_answer_says_who_alone_sees_it(view: ChatView, paper: io.StringIO) -> None:
    view.answers("Turn left.\nThen right.", only="owner")
    assert paper.getvalue() == "   Cameo (only owner sees this)  Turn left.\n          Then right.\n"


def test_markup_in_a_message_is_shown_and_not_obeyed(view: ChatView, paper: io.StringIO) -> None:
    view.says("friend", "[bold red]hi[/] [link=file:///etc]x[/link]")
    assert "[bold red]hi[/] [link=file:///etc]x[/link]" in paper.getvalue()


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x9b31m", "\r", "\x07", "\u202e"])
def test_control_characters_are_dropped(hostile: str) -> None:
    assert printable(f"a{hostile}b\nc").startswith("a")
    assert hostile not in printable(f"a{hostile}b\nc")


def test_outside_a_terminal_progress_is_a_line_for_each_stage_and_tenth(
    view: ChatView, paper: io.StringIO
) -> None:
    with view.progress("render") as line:
        for done in (0.0, 0.01, 0.05, 0.31, 0.32):
            line.at("frames", done)
        line.at("review", 0.9)
    assert paper.getvalue().splitlines() == [
        "    render: frames, 0%",
        "    render: frames, 31%",
        "    render: review, 90%",
    ]
