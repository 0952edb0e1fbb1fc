import pytest

from engine.contract.messages import Beat, Shot
from engine.renderers.studio.gestures import sway, undrawn, zoom

pytestmark = pytest.mark.unit


def _shot(action: str = "", camera: str = "") -> Shot:
    return Shot(seconds=4, roles=(), action=action, camera=camera)


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("waves and says hello", ("waves",)),
        ("dances, then waves", ("dances", "waves")),
        ("smiles", ()),
        ("nods", ()),
        ("looks at the wavelength", ()),
        ("a wave crashes behind her", ()),
        ("wave at the camera", ("wave",)),
    ],
)
def test_what_arms_and_legs_would_have_to_do_is_named(action: str, words: tuple[str, ...]) -> None:
    assert undrawn(_shot(action)) == words


def test_what_is_heard_is_not_asked_of_the_body() -> None:
    shot = Shot(seconds=4, roles=(), action="smiles, waves crash", beats=(Beat(what="waves crash"),))
    assert undrawn(shot) == ()


def test_a_nod_moves_the_head_down() -> None:
    assert max(sway(_shot("nods"), t / 24, 0)[1] for t in range(48)) > 0.008


def test_without_a_word_a_person_hardly_moves() -> None:
    assert max(abs(part) for t in range(96) for part in sway(_shot("smiles"), t / 24, 1)) < 0.006


@pytest.mark.parametrize(
    ("camera", "start", "end"), [("", 1.0, 1.045), ("static", 1.0, 1.0), ("slow pull back", 1.05, 1.0)]
)
def test_the_camera_follows_the_words(camera: str, start: float, end: float) -> None:
    shot = _shot(camera=camera)

    assert (zoom(shot, 0.0), zoom(shot, 1.0)) == pytest.approx((start, end))


def test_the_camera_never_shows_beyond_the_picture() -> None:
    assert all(
        zoom(_shot(camera=words), share / 10) >= 1
        for words in ("", "pull out", "locked")
        for share in range(11)
    )
