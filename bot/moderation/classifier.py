"""The text classifier as a process of its own that speaks JSON lines: bot.moderation.model.TextClassifier.

It first writes `{"ready": true}`. Then it answers each line `{"text": "..."}` in order with
`{"scores": {"label": 0.93}}` or `{"error": "..."}`, and ends when its input is closed, as it is when the bot
ends. It is started at the first question, and again after it died or was too slow, but not more often than
every `PAUSE_S` seconds.
"""

import json
import logging
import queue
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO

from bot.moderation.model import ClassifierDownError

PAUSE_S = 30.0
LONGEST_LINE = 1_000_000

_log = logging.getLogger(__name__)


class ClassifierProcess:
    """Answers one question at a time; whoever else asks meanwhile waits."""

    def __init__(
        self, command: Sequence[str], *, timeout_s: float, start_s: float, pause_s: float = PAUSE_S
    ) -> None:
        """Start nothing yet. `timeout_s` bounds an answer, `start_s` the loading of the model."""
        self._command = tuple(command)
        self._timeout_s, self._start_s, self._pause_s = timeout_s, start_s, pause_s
        self._turn = threading.Lock()
        self._running: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._not_before = 0.0

    def scores(self, text: str) -> Mapping[str, float]:
        """See bot.moderation.model.TextClassifier."""
        with self._turn:
            try:
                running = self._started()
                self._write(running, text)
                return _read(self._next(self._timeout_s))
            except ClassifierDownError as down:
                _log.warning("the text classifier gives no answer: %s", down)
                self._stop()
                raise

    def close(self) -> None:
        """Stop the process; a later question starts it again."""
        with self._turn:
            self._stop()

    def _started(self) -> subprocess.Popen[str]:
        if self._running is not None and self._running.poll() is None:
            return self._running
        if time.monotonic() < self._not_before:
            raise ClassifierDownError("it was started a moment ago")
        self._not_before = time.monotonic() + self._pause_s
        try:
            running = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
            )
        except OSError as error:
            raise ClassifierDownError(str(error)) from error
        self._running, self._lines = running, queue.Queue()
        threading.Thread(target=_pump, args=(running.stdout, self._lines), daemon=True).start()
        if not _json(self._next(self._start_s)).get("ready"):
            raise ClassifierDownError("it did not say that it is ready")
        return running

    @staticmethod
    def _write(running: subprocess.Popen[str], text: str) -> None:
        assert running.stdin is not None  # noqa: S101 - it was opened with a pipe
        try:
            running.stdin.write(json.dumps({"text": text}) + "\n")
            running.stdin.flush()
        except (OSError, ValueError) as error:
            raise ClassifierDownError(str(error)) from error

    def _next(self, wait_s: float) -> str:
        try:
            line = self._lines.get(timeout=wait_s)
        except queue.Empty:
            raise ClassifierDownError(f"no answer within {wait_s:g} s") from None
        if line is None:
            raise ClassifierDownError("it ended")
        return line

    def _stop(self) -> None:
        running, self._running = self._running, None
        if running is None:
            return
        running.kill()
        running.wait()
        if running.stdin is not None:
            with suppress(OSError):  # what it did not read is still to be written
                running.stdin.close()


def _pump(source: IO[str] | None, lines: "queue.Queue[str | None]") -> None:
    """Hand on every line; None when the process has closed its output."""
    if source is not None:
        with source:
            while line := source.readline(LONGEST_LINE):
                lines.put(line)
    lines.put(None)


def _json(line: str) -> dict[str, object]:
    try:
        found = json.loads(line)
    except ValueError:
        raise ClassifierDownError(f"not JSON: {line[:80]!r}") from None
    if not isinstance(found, dict):
        raise ClassifierDownError(f"not an object: {line[:80]!r}")
    return found


def _read(line: str) -> Mapping[str, float]:
    """The scores of an answer; what is no number from 0 to 1 is no answer."""
    found = _json(line)
    scores = found.get("scores")
    if not isinstance(scores, dict) or not scores:
        raise ClassifierDownError(str(found.get("error", "it answered without scores"))[:200])
    read = {str(label): score for label, score in scores.items() if isinstance(score, int | float)}
    if len(read) != len(scores) or not all(0 <= score <= 1 for score in read.values()):
        raise ClassifierDownError("its scores are no numbers from 0 to 1")
    return read
