"""Places: what their administrators decided."""

from collections.abc import Mapping

from adapters.german.phrases import count, listed, number
from adapters.german.terms import TIERS
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices
from bot.consent import BoundaryPreset
from engine.contract.messages import Style

SUBJECTS = {
    BoundaryPreset.ROMANCE: "Romantik",
    BoundaryPreset.VIOLENCE: "Gewalt",
    BoundaryPreset.POLITICS: "Politik",
    BoundaryPreset.WEAPONS: "Waffen",
    BoundaryPreset.ALCOHOL: "Alkohol",
    BoundaryPreset.NUDITY: "Nacktheit und Bademode",
    BoundaryPreset.COMMERCIAL: "Kommerzielles",
    BoundaryPreset.FAKE_STATEMENTS: "falsche Nachrichten und Aussagen",
    BoundaryPreset.CRUDE_HUMOUR: "derber Humor",
    BoundaryPreset.ENDORSEMENTS: "echte Werbung und Empfehlungen",
}
LANGUAGES = {"en": "Englisch", "de": "Deutsch", "es": "Spanisch"}
STYLES = {
    Style.PHOTO: "wie fotografiert",
    Style.CINEMATIC: "wie im Kino",
    Style.DOCUMENTARY: "dokumentarisch",
    Style.GRAPHIC: "gezeichnet",
}


def _rules(notice: notices.PlaceRulesShown) -> str:
    return lines(
        "Clips sind hier gerade angehalten." if notice.paused else "Hier kann man Clips machen lassen.",
        f"{'Themen' if notice.topics else 'Kanäle'}: {listed(notice.channels) or 'alle'}.",
        f"Wer darf: {listed(notice.makers) or 'alle'}.",
        _caps(notice),
        f"Sprache: {LANGUAGES.get(notice.language, notice.language)}."
        if notice.language is not None
        else "Sprache: die eigene von jedem, der fragt.",
        f"{'Nicht erwünscht' if notice.topics else 'Nur in altersbeschränkten Kanälen'}: "
        f"{'; '.join(SUBJECTS[one] for one in notice.gated) or 'nichts'}.",
        *(_usual(one) for one in notice.usual),
    )


def _caps(notice: notices.PlaceRulesShown) -> str:
    member = "" if notice.per_member is None else f"{number(notice.per_member)} je Mitglied"
    place = (
        ""
        if notice.per_place is None
        else f"{number(notice.per_place)} von allen zusammen, davon jetzt verbraucht {number(notice.asked)}"
    )
    return f"Clips in 24 Stunden: {listed([cap for cap in (member, place) if cap]) or 'ohne Grenze'}."


def _usual(usual: notices.UsualThere) -> str:
    parts = [
        "" if usual.seconds is None else f"{number(usual.seconds)} s",
        "" if usual.tier is None else TIERS[usual.tier],
        "" if usual.style is None else STYLES[usual.style],
        {None: "", True: "zuerst nur für dich selbst", False: "gleich für alle zu sehen"}[usual.draft],
    ]
    return f"Üblich in {usual.chat}: {', '.join(part for part in parts if part)}."


def _exported(notice: notices.PlaceExported) -> str:
    return (
        f"In der Datei: {count(notice.clips, 'Clip', 'Clips')} und "
        f"{count(notice.decisions, 'Entscheidung', 'Entscheidungen')} von hier, Zeitraum: "
        f"{count(notice.days, 'Tag', 'Tage')} bis jetzt. Sie nennt die, die gefragt haben, also bewahre sie "
        "so "
        "sicher auf, wie sie es täten. Was ein Clip zeigt, steht nur dort, wo ihn hier alle ansehen können."
    )


WORDINGS: Mapping[str, Wording] = {
    "place_rules_shown": _rules,
    "place_exported": _exported,
}
