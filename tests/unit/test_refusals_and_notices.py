"""What is said: refusals with their sentences, notices and their JSON."""

import inspect
import re
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter

from bot import errors, notices
from bot.errors import ContentRefused, NotEnoughCredits, OutsideWhatTheyAllow, Refused
from bot.notices import NOTICE, Action, AnyNotice, ClipShown, Notice
from engine.contract.messages import Refusal, Stage

pytestmark = pytest.mark.unit

KINDS: list[type[Notice]] = list(get_args(get_args(AnyNotice)[0]))
REFUSALS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, Refused) and kind is not Refused
]
MOMENT = datetime(2026, 5, 4, tzinfo=UTC)


def _sample(annotation: Any) -> Any:
    """Any valid value of a field's type."""
    known: dict[Any, Any] = {
        str: "x",
        int: 1,
        float: 1.0,
        bool: True,
        datetime: MOMENT,
        Refusal: Refusal(code="c", message="m"),
        Stage: Stage.FRAMES,
    }
    if annotation in known:
        return known[annotation]
    parts = get_args(annotation)
    if getattr(annotation, "__origin__", None) is tuple:
        return (_sample(parts[0]),)
    if getattr(annotation, "__origin__", None) is dict:
        return {}
    if type(None) in parts:
        return None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _filled(annotation)
    return next(iter(annotation))


def _filled(kind: type[BaseModel]) -> Any:
    fields = {
        name: field for name, field in kind.model_fields.items() if name != "kind" or field.is_required()
    }
    return kind(**{name: _sample(field.annotation) for name, field in fields.items()})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_notice_comes_back_from_json_as_it_was(kind: type[Notice]) -> None:
    notice = _filled(kind)
    assert NOTICE.validate_json(NOTICE.dump_json(notice)) == notice


def test_every_notice_can_be_stored() -> None:
    declared = {
        kind for _, kind in inspect.getmembers(notices, inspect.isclass) if issubclass(kind, Notice)
    } - {Notice}
    assert declared == set(KINDS)


def test_buttons_carry_an_id_and_nothing_else() -> None:
    for kind in KINDS:
        for button in _filled(kind).buttons:
            assert set(button.model_dump()) == {"action", "id"}


def test_only_a_clip_in_the_making_can_be_cancelled() -> None:
    running = _filled(ClipShown)
    assert [button.action for button in running.buttons] == [Action.CANCEL_CLIP]


def test_what_an_unapproved_frame_goes_with_is_private() -> None:
    assert notices.ApprovalAsked.private


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_refusal_is_a_whole_sentence_with_a_stable_code(kind: type[Refused]) -> None:
    facts = dict.fromkeys(re.findall(r"{(\w+)", kind.__doc__ or ""), 1)
    refusal = kind(**facts).refusal
    assert re.fullmatch(r"[a-z_]+", refusal.code)
    assert refusal.message.rstrip('"').endswith((".", "?"))
    assert "{" not in refusal.message


def test_codes_are_unique() -> None:
    assert len({kind.code for kind in REFUSALS}) == len(REFUSALS)


def test_facts_fill_the_sentence() -> None:
    assert "costs 160 credits and you have 3" in NotEnoughCredits(price=160, available=3).message


def test_hostile_names_stay_what_they_are() -> None:
    assert "{price}<b>" in OutsideWhatTheyAllow(name="{price}<b>").message


def test_moderation_brings_its_own_code() -> None:
    given = Refusal(code="gore", message="No gore here.")
    assert ContentRefused.of(given).refusal == given


def test_refusals_travel_as_code_message_and_facts() -> None:
    dumped = TypeAdapter(Refusal).dump_python(NotEnoughCredits(price=1, available=0).refusal)
    assert dumped["facts"] == {"price": "1", "available": "0"}
    assert set(dumped) == {"code", "message", "facts"}
