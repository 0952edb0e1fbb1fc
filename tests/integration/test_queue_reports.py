"""What the bot makes of what an engine of another version says."""

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.ports import JobReport, JobState
from bot.queue import DbosQueue, migrate

pytestmark = pytest.mark.integration


@pytest.fixture
async def queue(tmp_path: Path) -> AsyncIterator[DbosQueue]:
    """One whose engine works on a job."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    await migrate(url)
    queue = DbosQueue(url)
    yield queue
    await queue.close()


async def test_progress_that_cannot_be_read_keeps_no_other_job_from_being_looked_at(
    queue: DbosQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def working(**_asked: Any) -> list[SimpleNamespace]:
        return [SimpleNamespace(workflow_id="c1.1", status="PENDING", queue_name="renders")]

    def said(*_asked: Any, **_more: Any) -> dict[str, Any]:
        return {"stage": "of another version"}

    monkeypatch.setattr(queue._client, "list_workflows", working)
    monkeypatch.setattr(queue._client, "get_event", said)
    assert await queue.look(["c1.1", "gone.1"]) == [
        JobReport("c1.1", JobState.RUNNING),
        JobReport("gone.1", JobState.GONE),
    ]
