"""Places: what their administrators decided."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.phrases import count, listed, number
from adapters.spanish.terms import TIERS
from adapters.wording import Wording
from bot import notices
from bot.consent import BoundaryPreset
from engine.contract.messages import Style

SUBJECTS = {
    BoundaryPreset.ROMANCE: "romance",
    BoundaryPreset.VIOLENCE: "violencia",
    BoundaryPreset.POLITICS: "política",
    BoundaryPreset.WEAPONS: "armas",
    BoundaryPreset.ALCOHOL: "alcohol",
    BoundaryPreset.NUDITY: "desnudos y ropa de baño",
    BoundaryPreset.COMMERCIAL: "fines comerciales",
    BoundaryPreset.FAKE_STATEMENTS: "noticias y declaraciones falsas",
    BoundaryPreset.CRUDE_HUMOUR: "humor grosero",
    BoundaryPreset.ENDORSEMENTS: "publicidad y recomendaciones reales",
}
LANGUAGES = {"en": "inglés", "de": "alemán", "es": "español"}
STYLES = {
    Style.PHOTO: "como una foto",
    Style.CINEMATIC: "como en el cine",
    Style.DOCUMENTARY: "documental",
    Style.GRAPHIC: "dibujado",
}


def _rules(notice: notices.PlaceRulesShown) -> str:
    return lines(
        "Aquí los clips están en pausa." if notice.paused else "Aquí se pueden pedir clips.",
        f"{'Temas' if notice.topics else 'Canales'}: {listed(notice.channels) or 'todos'}.",
        f"Quién puede pedirlos: {listed(notice.makers) or 'todo el mundo'}.",
        _caps(notice),
        f"Idioma: {LANGUAGES.get(notice.language, notice.language)}."
        if notice.language is not None
        else "Idioma: el de cada persona que pide.",
        f"{'Quedan fuera' if notice.topics else 'Solo en canales con restricción de edad'}: "
        f"{'; '.join(SUBJECTS[one] for one in notice.gated) or 'nada'}.",
        *(_usual(one) for one in notice.usual),
    )


def _caps(notice: notices.PlaceRulesShown) -> str:
    member = "" if notice.per_member is None else f"{number(notice.per_member)} por miembro"
    place = (
        ""
        if notice.per_place is None
        else f"{number(notice.per_place)} entre todos, de ellos usados ahora {number(notice.asked)}"
    )
    return f"Clips en 24 horas: {listed([cap for cap in (member, place) if cap]) or 'sin tope'}."


def _usual(usual: notices.UsualThere) -> str:
    parts = [
        "" if usual.seconds is None else f"{number(usual.seconds)} s",
        "" if usual.tier is None else TIERS[usual.tier],
        "" if usual.style is None else STYLES[usual.style],
        {None: "", True: "primero solo para quien lo pide", False: "a la vista de todos desde el principio"}[
            usual.draft
        ],
    ]
    return f"Lo habitual en {usual.chat}: {', '.join(part for part in parts if part)}."


def _exported(notice: notices.PlaceExported) -> str:
    return (
        f"En el archivo: {count(notice.clips, 'clip', 'clips')} y "
        f"{count(notice.decisions, 'decisión', 'decisiones')} de aquí, periodo: "
        f"{count(notice.days, 'día', 'días')} hasta ahora. Nombra a quienes pidieron, así que guárdalo con "
        "el "
        "mismo cuidado que tendrían ellos. Lo que muestra un clip solo está donde todos aquí pueden verlo."
    )


WORDINGS: Mapping[str, Wording] = {
    "place_rules_shown": _rules,
    "place_exported": _exported,
}
