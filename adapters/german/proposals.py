"""Requests that wait for a word before anything is spent."""

from collections.abc import Mapping

from adapters.german.clips import preflight
from adapters.german.phrases import short
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices


def _proposed(notice: notices.Proposed) -> str:
    return lines(
        ("Eine geänderte Kopie: " if notice.remix else "") + short(notice.prompt),
        preflight(notice.preflight),
        "Nur du bekommst ihn und teilst ihn, wann du willst." if notice.draft else "",
        "Bevor du es sagst, wird nichts ausgegeben.",
    )


def _request_taken(notice: notices.RequestTaken) -> str:
    what = "einen Remix" if notice.remix else "einen Clip"
    return f"@{notice.maker} möchte {what}. Was er kostet und wer zustimmen muss, sieht nur, wer ihn möchte."


def _proposal_dropped(_notice: notices.ProposalDropped) -> str:
    return "Vergessen. Nichts wurde ausgegeben."


def _prompt_shown(notice: notices.PromptShown) -> str:
    return notice.prompt


WORDINGS: Mapping[str, Wording] = {
    "proposed": _proposed,
    "request_taken": _request_taken,
    "proposal_dropped": _proposal_dropped,
    "prompt_shown": _prompt_shown,
}
