"""What whoever administers a place decides there, and what becomes of requests in it."""

import json
from pathlib import Path
from typing import Any

import pytest
from factories import ManualClock
from fakes import PlainJudge
from house import ROOM, House, open_house
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clips import Tier
from bot.consent import ApprovalMode, BoundaryPreset, Usage
from bot.errors import (
    AdministratorsOnly,
    AgeGatedOnly,
    ClipsPaused,
    ExportTooLarge,
    NoSuchChannel,
    NotInThisChat,
    Refused,
    RoleNeeded,
    UnusableDays,
    UnusableLength,
)
from bot.ids import new_id
from bot.notices import Preflight
from bot.people import Account, Chat, Platform
from bot.place_rules import (
    ChannelDefaults,
    ChooseChannels,
    ChooseMakers,
    GateSubjects,
    Pause,
    RuleChange,
    SetCaps,
    Speak,
)
from bot.requests import MakeRequest, Surroundings
from bot.script import read
from bot.store.unit_of_work import Uow
from bot.use_cases.clips import casting
from bot.use_cases.places.ruling import check_posting
from bot.use_cases.places.usual import settled
from engine.contract.messages import Style

pytestmark = pytest.mark.integration

ADMIN = Surroundings(manages=True)
THERE = Chat(Platform.TERMINAL, "thread", server="server")
CHANNEL = Chat(Platform.TERMINAL, "clips", server="server")


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock)
    await house.enrolled("ada")
    await house.hear()
    return house


async def _decided(house: House, *changes: RuleChange, chat: Chat = ROOM) -> str:
    """An administrator decides; returns their id."""
    admin = await house.join("admin")
    for change in changes:
        await house.app.rule_place(admin, chat, ADMIN, change)
    return admin


async def _preflight(house: House, text: str = "@me waves", **fields: Any) -> Preflight:
    return await house.app.preflight(
        await house.join("ada"), MakeRequest(**{"text": text, "chat": ROOM} | fields)
    )


REFUSED: list[tuple[RuleChange, Surroundings, type[Refused]]] = [
    (Pause(paused=True), Surroundings(), ClipsPaused),
    (ChooseChannels(("elsewhere",)), Surroundings(), NotInThisChat),
    (ChooseMakers(("maker",)), Surroundings(roles=("fan",)), RoleNeeded),
    (GateSubjects((BoundaryPreset.VIOLENCE,)), Surroundings(), AgeGatedOnly),
]
ALLOWED: list[tuple[RuleChange, Surroundings]] = [
    (Pause(paused=False), Surroundings()),
    (ChooseChannels(("elsewhere",)), Surroundings(within="elsewhere")),
    (ChooseMakers(("maker",)), Surroundings(roles=("maker",))),
    (ChooseMakers(("maker",)), ADMIN),
    (GateSubjects((BoundaryPreset.VIOLENCE,)), Surroundings(age_gated=True)),
    (GateSubjects((BoundaryPreset.ROMANCE,)), Surroundings()),
]


@pytest.mark.parametrize(("change", "around", "refusal"), REFUSED, ids=lambda it: type(it).__name__)
async def test_a_preflight_shows_what_the_place_says_against_it(
    house: House, change: RuleChange, around: Surroundings, refusal: type[Refused]
) -> None:
    await _decided(house, change)
    shown = await _preflight(house, "@me in a scene of violence", surroundings=around)
    assert [one.code for one in shown.refusals] == [refusal.code]


@pytest.mark.parametrize(("change", "around", "refusal"), REFUSED, ids=lambda it: type(it).__name__)
async def test_what_the_place_says_against_it_is_not_made(
    house: House, change: RuleChange, around: Surroundings, refusal: type[Refused]
) -> None:
    await _decided(house, change)
    ada = await house.join("ada")
    before = await house.app.ledger(ada)
    with pytest.raises(refusal):
        await house.order(ada, "@me in a scene of violence", surroundings=around)
    assert (await house.app.ledger(ada), await house.hear()) == (before, [])
    assert (await house.app.clips(ada)).clips == ()


@pytest.mark.parametrize(("change", "around"), ALLOWED, ids=lambda it: type(it).__name__)
async def test_what_the_place_says_nothing_against_is_made(
    house: House, change: RuleChange, around: Surroundings
) -> None:
    await _decided(house, change)
    made = await house.order(await house.join("ada"), "@me in a scene of violence", surroundings=around)
    assert made.refusals == ()


async def test_what_one_place_decides_holds_in_no_other(house: House) -> None:
    await _decided(house, Pause(paused=True), chat=THERE)
    assert (await _preflight(house)).ok


async def test_what_is_decided_for_a_place_holds_in_all_its_chats(house: House) -> None:
    await _decided(house, Pause(paused=True), chat=THERE)
    shown = await _preflight(house, chat=CHANNEL)
    assert [one.code for one in shown.refusals] == ["clips_paused"]


async def test_a_clip_in_the_making_goes_on_when_its_place_pauses(house: House) -> None:
    ada = await house.join("ada")
    clip = await house.order(ada, "@me waves")
    await _decided(house, Pause(paused=True))
    await house.finish_jobs()
    assert (await house.app.clip(ada, clip.id)).state == "delivered"


async def test_subjects_that_are_gated_while_a_prompt_is_judged_are_judged_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged, rounds = casting.judged, list[int]()

    async def decided_meanwhile(*given: Any) -> casting.Judgement:
        judgement = await judged(*given)
        rounds.append(1)
        await _decided(house, GateSubjects((BoundaryPreset.VIOLENCE,)))
        return judgement

    monkeypatch.setattr(casting, "judged", decided_meanwhile)
    with pytest.raises(AgeGatedOnly):
        await house.order(await house.join("ada"), "@me in a scene of violence")
    assert len(rounds) == 2


async def test_what_is_usual_in_one_chat_changes_nothing_in_another(house: House) -> None:
    admin = await house.join("admin")
    await house.app.set_channel_defaults(
        admin, CHANNEL, ADMIN, channel="clips", usual=ChannelDefaults(seconds=8.0, tier=Tier.PRO)
    )
    usual, elsewhere = [await _preflight(house, chat=chat) for chat in (CHANNEL, ROOM)]
    assert (usual.price, elsewhere.price) == (8 * 40, 4 * 16)


async def test_a_thread_is_as_usual_as_its_channel(house: House) -> None:
    admin = await house.join("admin")
    await house.app.set_channel_defaults(
        admin, CHANNEL, ADMIN, channel="clips", usual=ChannelDefaults(style=Style.GRAPHIC)
    )
    shown = await _preflight(house, chat=THERE, surroundings=Surroundings(within="clips"))
    assert shown.reading is not None
    assert shown.reading.style == "graphic"


async def test_what_a_request_says_is_never_overruled_by_what_is_usual(house: House) -> None:
    admin = await house.join("admin")
    everything = ChannelDefaults(seconds=8.0, tier=Tier.PRO, style=Style.GRAPHIC, draft=True)
    await house.app.set_channel_defaults(admin, ROOM, ADMIN, channel="room", usual=everything)
    said = MakeRequest("@me waves", ROOM, seconds=5.0, tier=Tier.STANDARD, style=Style.PHOTO, draft=False)
    found = await settled(house.ports, said)
    assert (found.seconds, found.tier, found.style, found.draft) == (5.0, Tier.STANDARD, Style.PHOTO, False)
    unsaid = await settled(house.ports, MakeRequest("@me waves", ROOM))
    assert (unsaid.tier, unsaid.draft, unsaid.usual_seconds) == (Tier.PRO, True, 8.0)


@pytest.mark.parametrize(
    ("text", "seconds", "style"),
    [
        ("@ada waves", 8.0, Style.GRAPHIC),
        ("@ada waves, 5s", 5.0, Style.GRAPHIC),
        ("@ada waves, in a cinematic style", 8.0, Style.CINEMATIC),
        (f'@ada says "{"a long and winding sentence, " * 4}"', 10.0, Style.GRAPHIC),
    ],
    ids=["says neither", "says its length", "says its style", "has lines that need longer"],
)
def test_what_is_usual_gives_way_to_the_prompt(text: str, seconds: float, style: Style) -> None:
    play = read(text, {"@ada": "ada"}, usual=(8.0, Style.GRAPHIC), longest=10.0)
    assert (play.seconds, play.style) == (seconds, style)


async def test_what_was_not_said_of_a_chat_stays_as_it_was(house: House) -> None:
    admin = await house.join("admin")
    for usual in (ChannelDefaults(seconds=8.0), ChannelDefaults(draft=True)):
        shown = await house.app.set_channel_defaults(admin, ROOM, ADMIN, channel="room", usual=usual)
    assert [(one.seconds, one.draft) for one in shown.usual] == [(8.0, True)]
    anew = await house.app.set_channel_defaults(
        admin, ROOM, ADMIN, channel="room", usual=ChannelDefaults(), anew=True
    )
    assert anew.usual == ()


@pytest.mark.parametrize("seconds", [0.5, 10.5])
async def test_a_usual_length_can_be_had(house: House, seconds: float) -> None:
    admin = await house.join("admin")
    with pytest.raises(UnusableLength):
        await house.app.set_channel_defaults(
            admin, ROOM, ADMIN, channel="room", usual=ChannelDefaults(seconds=seconds)
        )


async def test_nobody_says_what_is_usual_in_another_places_channel(house: House) -> None:
    admin = await house.join("admin")
    usual = ChannelDefaults(seconds=5.0)
    await house.app.set_channel_defaults(admin, CHANNEL, ADMIN, channel="clips", usual=usual)
    with pytest.raises(NoSuchChannel):
        await house.app.set_channel_defaults(admin, ROOM, ADMIN, channel="clips", usual=usual)


async def test_only_who_administers_the_place_decides_there(house: House) -> None:
    guest, around = await house.join("guest"), Surroundings(roles=("admin", "owner"))
    for asked in (
        house.app.place_rules(guest, ROOM, around),
        house.app.rule_place(guest, ROOM, around, Pause(paused=True)),
        house.app.set_channel_defaults(guest, ROOM, around, channel="room", usual=ChannelDefaults()),
        house.app.export_place(guest, ROOM, around),
    ):
        with pytest.raises(AdministratorsOnly):
            await asked
    assert (await _preflight(house)).ok


async def test_the_language_of_a_place_is_the_one_that_was_chosen(house: House) -> None:
    await _decided(house, Speak("de"), chat=THERE)
    assert [await house.app.language_of(chat) for chat in (CHANNEL, ROOM)] == ["de", None]


async def test_decisions_stand_in_the_audit_trail_once_each(house: House) -> None:
    await _decided(house, Pause(paused=True), Pause(paused=True), SetCaps(per_member=3))
    async with house.uow() as tx:
        entries = [row.details for row in await tx.audit.of("terminal:room")]
    assert entries == [{"paused": True}, {"per_member": 3}]


async def test_a_clip_that_failed_is_nobodys_share_of_a_cap(house: House) -> None:
    await _decided(house, SetCaps(per_member=1, per_place=1))
    ada = await house.join("ada")
    await house.order(ada, "@me waves")
    (job,) = house.queue.in_order()
    house.queue.fail(job)
    await house.app.take_outcomes()
    assert (await _preflight(house)).ok


asked_for = st.lists(
    st.tuples(st.sampled_from(["ada", "bo", "cy"]), st.integers(0, 30), st.booleans()), max_size=12
)
"""Who asks, how many hours after the one before, and whether they cancel it again."""


@given(asked=asked_for, per_member=st.integers(1, 2), per_place=st.integers(1, 4))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_caps_hold_whoever_asks_and_whenever(
    house: House, asked: list[tuple[str, int, bool]], per_member: int, per_place: int
) -> None:
    place = Chat(Platform.TERMINAL, new_id())
    await _decided(house, SetCaps(per_member, per_place), chat=place)
    made: list[tuple[str, Any]] = []
    for name, hours, cancels in asked:
        now = house.clock.advance(hours=hours)
        lately = [who for who, at in made if (now - at).total_seconds() < 24 * 3600]
        person = await _rich(house, name)
        shown = await house.app.preflight(person, MakeRequest("@me waves", place))
        codes = {one.code for one in shown.refusals} & {"member_cap_reached", "place_cap_reached"}
        assert ("member_cap_reached" in codes) is (lately.count(name) >= per_member)
        assert ("place_cap_reached" in codes) is (len(lately) >= per_place)
        if shown.ok:
            clip = await house.order(person, "@me waves", chat=place)
            made.append((name, now))
            await (house.app.cancel(person, clip.id) if cancels else house.finish_jobs())


async def _rich(house: House, name: str) -> str:
    """Somebody with a likeness and no other limit than the place's."""
    account = Account(Platform.TERMINAL, name, name)
    known = await house.app.person_for(account, ROOM)
    person = known.id if known.has_likeness else await house.enrolled(name)
    if await house.available(person) < 10_000:
        await house.desk.grant_credits("root", name, 100_000)
    return person


async def test_a_clip_is_shown_in_no_chat_that_is_against_it(house: House) -> None:
    await _decided(
        house, ChooseMakers(("maker",)), GateSubjects((BoundaryPreset.VIOLENCE,)), SetCaps(per_member=1)
    )
    await house.order(await house.join("ada"), "@me waves", surroundings=ADMIN)
    play = PlainJudge().read("@ada and violence", {"@ada": "ada"}, seconds=None, style=None, longest=10.0)
    for around, refusal in ((Surroundings(), RoleNeeded), (ADMIN, AgeGatedOnly)):
        with pytest.raises(refusal):
            await check_posting(house.ports, play, ROOM, around)
    await check_posting(house.ports, play, ROOM, Surroundings(age_gated=True, roles=("maker",)))


async def _exported(house: House, admin: str, **fields: Any) -> list[dict[str, Any]]:
    export = await house.app.export_place(admin, ROOM, ADMIN, **fields)
    return [json.loads(line) for line in export.data.decode().splitlines()]


async def test_the_export_says_what_was_posted_and_of_the_rest_only_that_it_was_asked_for(
    house: House,
) -> None:
    admin = await _decided(house, SetCaps(per_member=9))
    ada, bo = await house.join("ada"), await house.enrolled("bo")
    await house.app.set_usage(bo, Usage.EVERYONE)
    await house.app.set_approval(bo, ApprovalMode.BEFORE_PUBLISH)
    posted = await house.order(ada, "@me waves at everybody")
    await house.finish_jobs()
    waiting = await house.order(ada, "@bo dances alone")
    await house.finish_jobs()
    await house.hear()
    head, decision, *clips = await _exported(house, admin)
    assert head["lines"] == 3
    assert (decision["by"], decision["decided"]) == ("admin", {"per_member": 9})
    assert [clip["clip"] for clip in clips] == [posted.id, waiting.id]
    assert (clips[0]["prompt"], clips[0]["with"], clips[0]["by"]) == (
        "@me waves at everybody",
        ["ada"],
        "ada",
    )
    assert len(clips[0]["messages"]) == 1
    assert set(clips[1]) == {"at", "kind", "clip", "by", "account", "chat", "shared", "posted"}
    assert clips[1]["posted"] is False


async def test_the_export_says_nothing_more_of_a_clip_that_was_taken_away(house: House) -> None:
    admin, ada = await _decided(house), await house.join("ada")
    clip = await house.order(ada, "@me waves at everybody")
    await house.finish_jobs()
    await house.hear()
    await house.app.delete(ada, clip.id)
    _, line = await _exported(house, admin)
    assert (line["posted"], "prompt" in line) == (False, False)


async def test_the_export_says_nothing_of_what_was_shared_in_another_place(house: House) -> None:
    admin, ada = await _decided(house), await house.join("ada")
    clip = await house.order(ada, "@me waves at everybody", draft=True)
    await house.finish_jobs()
    await house.app.share(ada, clip.id, THERE, Surroundings())
    await house.hear()
    there = (await house.app.export_place(admin, THERE, ADMIN)).data.decode()
    _, line = await _exported(house, admin)
    assert (line["posted"], "everybody" in json.dumps(line), "everybody" in there) == (False, False, True)


async def test_a_shared_clip_is_worded_in_the_language_of_its_place(house: House) -> None:
    await _decided(house, Speak("de"), chat=THERE)
    ada = await house.join("ada")
    clip = await house.order(ada, "@me waves")
    await house.finish_jobs()
    await house.hear()
    await house.app.share(ada, clip.id, THERE, Surroundings())
    (delivery,) = await house.app.due_deliveries(Platform.TERMINAL)
    assert (delivery.chat_id, delivery.language) == ("thread", "de")


async def test_the_export_goes_back_as_far_as_asked(house: House) -> None:
    admin, ada = await _decided(house), await house.join("ada")
    await house.order(ada, "@me waves")
    house.clock.advance(hours=49)
    assert [len(await _exported(house, admin, days=days)) for days in (2, 3)] == [1, 2]


@pytest.mark.parametrize("days", [0, 366])
async def test_an_export_has_its_days(house: House, days: int) -> None:
    with pytest.raises(UnusableDays):
        await house.app.export_place(await _decided(house), ROOM, ADMIN, days)


async def test_an_export_that_cannot_be_posted_is_refused_and_not_written_down(house: House) -> None:
    admin = await _decided(house, Pause(paused=True))
    tight = Surroundings(manages=True, upload_limit=10)
    with pytest.raises(ExportTooLarge):
        await house.app.export_place(admin, ROOM, tight)
    async with house.uow() as tx:
        assert [row.action for row in await tx.audit.of("terminal:room")] == ["place.rules_changed"]


async def test_who_took_an_export_is_written_down(house: House) -> None:
    admin = await _decided(house)
    await _exported(house, admin, days=7)
    async with house.uow() as tx:
        (entry,) = await tx.audit.of("terminal:room")
        person = await tx.people.get(admin)
        assert person is not None
        assert (entry.action, entry.actor, entry.details) == (
            "place.exported",
            person.pseudonym,
            {"days": 7},
        )
