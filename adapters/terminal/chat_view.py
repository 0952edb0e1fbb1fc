"""A chat room drawn in a terminal: who says what, what only one person sees, how far a render is.

In a terminal a progress bar moves; anywhere else a plain line comes at every new stage and every tenth. What
people wrote is printed as it is, less control characters: no markup, no escape sequences.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

SERVICE = "Cameo"
COLOURS = ("cyan", "magenta", "yellow", "blue")
SERVICE_COLOUR = "green"
PLAIN_STEP = 0.1


def printable(text: str) -> str:
    """Drop what could move a terminal's cursor or change its colours; keep line breaks."""
    return "".join(sign for sign in text if sign == "\n" or not unicodedata.category(sign).startswith("C"))


class ProgressLine:
    """How far one piece of work is, as a bar or as plain lines."""

    def __init__(self, console: Console, bar: Progress | None, label: str) -> None:
        """Begin at nothing."""
        self._console = console
        self._bar = bar
        self._task: TaskID | None = bar.add_task(label, total=1.0, stage="") if bar else None
        self._label = label
        self._said: tuple[str, int] | None = None

    def at(self, stage: str, done: float) -> None:
        """Show the stage in words, and how much of the whole is done, 0..1."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, stage=stage)
            return
        now = (stage, int(done / PLAIN_STEP))
        if now != self._said:
            self._said = now
            self._console.print(f"    {self._label}: {stage}, {done:.0%}", markup=False, highlight=False)


class ChatView:
    """The room. Colours are given to people in the order in which they first speak."""

    def __init__(self, console: Console | None = None) -> None:
        """Draw on standard output unless told otherwise."""
        self.console = console or Console(highlight=False, soft_wrap=True)
        self._colours: dict[str, str] = {}

    def heading(self, text: str) -> None:
        """Begin a part of the story."""
        self.console.print()
        self.console.print(Text(text, style="bold"))

    def says(self, who: str, text: str) -> None:
        """Show a person's message in the room."""
        self._message(who, self._colour(who), text, aside="")

    def does(self, who: str, what: str) -> None:
        """Show what a person does without words."""
        line = Text()
        line.append(f"{who:>8}", style=f"bold {self._colour(who)}")
        line.append(f"  {printable(what)}", style="italic")
        self.console.print(line)

    def answers(self, text: str, *, only: str | None = None) -> None:
        """Show the service's message; `only` names the one person who sees it."""
        self._message(SERVICE, SERVICE_COLOUR, text, aside=f" (only {only} sees this)" if only else "")

    def remark(self, text: str) -> None:
        """Show a word of the narrator's."""
        self.console.print(Text(f"  {printable(text)}", style="dim italic"))

    @contextmanager
    def progress(self, label: str) -> Iterator[ProgressLine]:
        """Show how far something is while the block runs."""
        if not self.console.is_terminal:
            yield ProgressLine(self.console, None, label)
            return
        columns = (
            TextColumn("    {task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}% {task.fields[stage]}"),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self.console, transient=True) as bar:
            yield ProgressLine(self.console, bar, label)

    def _colour(self, who: str) -> str:
        return self._colours.setdefault(who, COLOURS[len(self._colours) % len(COLOURS)])

    def _message(self, who: str, colour: str, text: str, *, aside: str) -> None:
        first, *rest = printable(text).split("\n")
        line = Text()
        line.append(f"{who:>8}", style=f"bold {colour}")
        line.append(aside, style="dim")
        line.append("  ")
        line.append(first)
        self.console.print(line)
        for each in rest:
            self.console.print(Text(f"{'':>8}  {each}"))
