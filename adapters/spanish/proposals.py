"""Requests that wait for a word before anything is spent."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.clips import preflight
from adapters.spanish.phrases import short
from adapters.wording import Wording
from bot import notices


def _proposed(notice: notices.Proposed) -> str:
    return lines(
        ("Una copia cambiada: " if notice.remix else "") + short(notice.prompt),
        preflight(notice.preflight),
        "Lo recibes solo tú, y lo compartes cuando quieras." if notice.draft else "",
        "No se gasta nada antes de que lo digas.",
    )


def _request_taken(notice: notices.RequestTaken) -> str:
    what = "un remix" if notice.remix else "un clip"
    return (
        f"@{notice.maker} quiere {what}. Lo que cuesta y quién tiene que aprobarlo lo ve solo quien lo pide."
    )


def _proposal_dropped(_notice: notices.ProposalDropped) -> str:
    return "Olvidado. No se gastó nada."


def _prompt_shown(notice: notices.PromptShown) -> str:
    return notice.prompt


WORDINGS: Mapping[str, Wording] = {
    "proposed": _proposed,
    "request_taken": _request_taken,
    "proposal_dropped": _proposal_dropped,
    "prompt_shown": _prompt_shown,
}
