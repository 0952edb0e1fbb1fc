"""Places: what their administrators decided."""

from collections.abc import Mapping

from adapters.english.phrases import count, lines, listed
from adapters.wording import Wording
from bot import notices
from bot.clips import Tier
from bot.consent import BoundaryPreset
from engine.contract.messages import Style

SUBJECTS = {
    BoundaryPreset.ROMANCE: "romance",
    BoundaryPreset.VIOLENCE: "violence",
    BoundaryPreset.POLITICS: "politics",
    BoundaryPreset.WEAPONS: "weapons",
    BoundaryPreset.ALCOHOL: "alcohol",
    BoundaryPreset.NUDITY: "nudity and swimwear",
    BoundaryPreset.COMMERCIAL: "commercial use",
    BoundaryPreset.FAKE_STATEMENTS: "fake news and statements",
    BoundaryPreset.CRUDE_HUMOUR: "crude humour",
    BoundaryPreset.ENDORSEMENTS: "real-world endorsements",
}
LANGUAGES = {"en": "English", "de": "German", "es": "Spanish"}
TIERS = {Tier.STANDARD: "standard", Tier.PRO: "pro"}
STYLES = {
    Style.PHOTO: "photo",
    Style.CINEMATIC: "cinematic",
    Style.DOCUMENTARY: "documentary",
    Style.GRAPHIC: "graphic",
}


def _rules(notice: notices.PlaceRulesShown) -> str:
    return lines(
        "Clips are paused here." if notice.paused else "Clips can be asked for here.",
        f"{'Topics' if notice.topics else 'Channels'}: {listed(notice.channels) or 'all'}.",
        f"Who can ask: {listed(notice.makers) or 'everybody'}.",
        _caps(notice),
        f"Language: {LANGUAGES.get(notice.language, notice.language)}."
        if notice.language is not None
        else "Language: each asker's own.",
        f"{'Kept out' if notice.topics else 'In age-restricted channels only'}: "
        f"{'; '.join(SUBJECTS[one] for one in notice.gated) or 'nothing'}.",
        *(_usual(one) for one in notice.usual),
    )


def _caps(notice: notices.PlaceRulesShown) -> str:
    member = "" if notice.per_member is None else f"{notice.per_member:,} of each member"
    place = (
        "" if notice.per_place is None else f"{notice.per_place:,} of all, {notice.asked:,} of them used now"
    )
    return f"Clips in 24 hours: {listed([cap for cap in (member, place) if cap]) or 'no limit'}."


def _usual(usual: notices.UsualThere) -> str:
    parts = [
        "" if usual.seconds is None else f"{usual.seconds:g} s",
        "" if usual.tier is None else TIERS[usual.tier],
        "" if usual.style is None else STYLES[usual.style],
        {None: "", True: "for its maker alone at first", False: "shown to all at once"}[usual.draft],
    ]
    return f"Usual in {usual.chat}: {', '.join(part for part in parts if part)}."


def _exported(notice: notices.PlaceExported) -> str:
    return (
        f"In the file: {count(notice.clips, 'clip')} and {count(notice.decisions, 'decision')} of the last "
        f"{count(notice.days, 'day')} here. It names the people who asked, so keep it as safe as they would. "
        "What a clip shows stands in it only where everybody here can watch the clip."
    )


WORDINGS: Mapping[str, Wording] = {
    "place_rules_shown": _rules,
    "place_exported": _exported,
}
