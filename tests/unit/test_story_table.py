"""The demo's conversation, as a table: each line of it is one that the grammar reads."""

import pytest

from adapters.terminal.story import FRIEND, OWNER, STORY, Records, Says, Waits
from bot import commands
from bot.commands import intents
from bot.notices import ApprovalAsked, ClipDelivered

pytestmark = pytest.mark.unit

LINES = [step for step in STORY if isinstance(step, Says)]


@pytest.mark.parametrize("step", LINES, ids=lambda step: step.text)
def test_every_line_is_one_that_any_chat_would_read(step: Says) -> None:
    assert commands.parse(step.text, {})


def test_the_friends_prompt_is_read_as_a_clip_of_the_owner() -> None:
    prompts = [commands.parse(step.text, {}) for step in LINES if step.text.startswith("@")]
    assert [intent.mentions for intent in prompts if isinstance(intent, intents.Make)] == [
        (("@owner", "owner"),),
        (("@owner", "owner"),),
    ]


def test_the_owner_sees_the_clip_before_the_friend_has_it() -> None:
    told = [(step.who, step.notice) for step in STORY if isinstance(step, Waits)]
    assert told.index((OWNER, ApprovalAsked)) < told.index((FRIEND, ClipDelivered))


def test_only_the_owner_is_recorded() -> None:
    assert [step.who for step in STORY if isinstance(step, Records)] == [OWNER]
