"""Other people: who they are to the reader, and the use of the reader's likeness."""

from collections.abc import Mapping, Sequence

from adapters.phrasing import lines
from adapters.spanish.access import gone, granted
from adapters.spanish.phrases import clips, moment, people, quoted, short
from adapters.wording import Wording
from bot import notices


def _profile_shown(notice: notices.ProfileShown) -> str:
    likeness = "tiene un doble aquí" if notice.likeness else "todavía no tiene un doble aquí"
    if notice.you:
        return f"@{notice.handle} siempre lo puedes usar, y {likeness}."
    if notice.may_use:
        use = f"Puedes usarlo. Prueba: @{notice.handle} saluda al atardecer"
    elif notice.asked:
        use = "Has preguntado, y todavía no hay respuesta."
    else:
        use = f"Puedes preguntar: `/cameo ask @{notice.handle}`."
    return f"@{notice.handle} {likeness}. {use}"


def _friends_shown(notice: notices.FriendsShown) -> str:
    return lines(
        f"Se lo permites: {granted(notice.grants) or 'a nadie en concreto'}.",
        f"Te lo permiten: {granted(notice.granted_by) or 'nadie en concreto'}.",
        _questions("Te preguntan:", notice.asked_of_me, "`/cameo allow {who}` o `/cameo deny {who}`"),
        _questions("Has preguntado:", notice.asked_by_me, ""),
        f"Has bloqueado a: {people(notice.blocked)}." if notice.blocked else "",
    )


def _questions(title: str, questions: Sequence[notices.Question], answer: str) -> str:
    if not questions:
        return ""
    return lines(
        title,
        *(
            f"  @{one.handle}"
            + (f" por @{one.of}" if one.of else "")
            + (f", {quoted(one.message)}" if one.message else "")
            + f", hasta el {moment(one.due_at)}"
            + (f": {answer.format(who=_asker(one))}" if answer else "")
            for one in questions
        ),
    )


def _asker(question: notices.Question) -> str:
    """Who asks, as a command names them."""
    return f"@{question.handle} --of @{question.of}" if question.of else f"@{question.handle}"


def _block_changed(notice: notices.BlockChanged) -> str:
    if not notice.blocked:
        return (
            f"@{notice.friend} ya no está en tu lista de bloqueo. Lo que le permitías antes ha terminado; "
            f"`/cameo allow @{notice.friend}` lo permite otra vez."
        )
    return (
        f"Has bloqueado a @{notice.friend}: no puede usar tu doble, y no vuelves a oír de sus peticiones. "
        f"No se entera.{gone(notice.stopped, notice.taken)}"
    )


def _likeness_asked(notice: notices.LikenessAsked) -> str:
    return lines(
        f"@{notice.maker} ha pedido un clip contigo: {short(notice.prompt)}",
        *_said(notice.words),
        "Puedes pararlo en cualquier momento.",
    )


def _digest_told(notice: notices.DigestTold) -> str:
    return lines(
        f"{clips(len(notice.uses))} contigo desde el último resumen:",
        *(_use(use) for use in notice.uses),
        "Puedes borrar cada uno con `/cameo delete CLIP`.",
    )


def _use(use: notices.Use) -> str:
    did = "hizo" if use.made else "pidió"
    return lines(f"• {use.clip}: @{use.maker} {did} {short(use.prompt)}", *_said(use.words))


def _said(words: Sequence[notices.SpokenWords]) -> list[str]:
    return [f"  @{line.handle}: {quoted(line.text)}" for line in words]


WORDINGS: Mapping[str, Wording] = {
    "profile_shown": _profile_shown,
    "friends_shown": _friends_shown,
    "block_changed": _block_changed,
    "likeness_asked": _likeness_asked,
    "digest_told": _digest_told,
}
