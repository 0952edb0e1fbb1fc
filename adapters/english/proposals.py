"""Requests that wait for a word before anything is spent."""

from collections.abc import Mapping

from adapters.english.clips import preflight
from adapters.english.phrases import lines, short
from adapters.wording import Wording
from bot import notices


def _proposed(notice: notices.Proposed) -> str:
    return lines(
        ("A changed copy: " if notice.remix else "") + short(notice.prompt),
        preflight(notice.preflight),
        "You alone get it, and share it when you like." if notice.draft else "",
        "Nothing is spent before you say so.",
    )


def _request_taken(notice: notices.RequestTaken) -> str:
    what = "a remix" if notice.remix else "a clip"
    return f"@{notice.maker} would like {what}. What it costs and who has to agree, only they can see."


def _proposal_dropped(notice: notices.ProposalDropped) -> str:
    del notice
    return "Forgotten. Nothing was spent."


def _prompt_shown(notice: notices.PromptShown) -> str:
    return notice.prompt


WORDINGS: Mapping[str, Wording] = {
    "proposed": _proposed,
    "request_taken": _request_taken,
    "proposal_dropped": _proposal_dropped,
    "prompt_shown": _prompt_shown,
}
