"""When words and sounds of a finished clip are wanted."""

import pytest

from engine import review
from engine.contract.messages import Line, Role, Screenplay, Shot
from engine.provenance import TimedLine, Timing
from engine.recognition import Transcript, Word

pytestmark = pytest.mark.unit

PLAY = Screenplay(
    prompt="x",
    roles=(Role(name="ada"),),
    shots=(Shot(seconds=3, roles=("ada",), lines=(Line(role="ada", text="Hello you"),)),),
)
HEARD = Transcript("Hello you", (Word("Hello", 1.0, 1.4, 1.0), Word("you", 1.4, 1.8, 1.0)))
SAID = TimedLine(speaker=0, text="Hello you", start_s=0.5, end_s=1.5, phones=())


@pytest.mark.parametrize(("timed", "starts_s"), [((SAID,), 0.5), ((), 1.0)])
def test_where_a_clip_does_not_say_when_its_words_are_they_are_where_they_were_heard(
    timed: tuple[TimedLine, ...], starts_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Timing(renderer="r", verified=True, lines=timed, beats=(), notes=())
    monkeypatch.setattr(review, "read_timing", lambda _: told)
    lines, _ = review._times(b"", PLAY, HEARD)
    assert [line.start_s for line in lines] == [starts_s]
