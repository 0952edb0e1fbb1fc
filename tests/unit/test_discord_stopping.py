"""How long Discord's process takes to stop."""

import pytest

from adapters.posting import GRACE_S
from adapters.terminal.supervisor import STOP_GRACE_S

pytestmark = pytest.mark.unit


def test_messages_under_way_are_settled_before_the_process_is_killed() -> None:
    assert GRACE_S + 3 <= STOP_GRACE_S
