"""The grammar of commands and mentions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clips import Tier
from bot.commands import LONGEST_COMMAND, TABLE, CommandError, parse, written
from bot.commands.intents import (
    SELF,
    AddBoundary,
    Allow,
    Appeal,
    Approve,
    Ask,
    Balance,
    Cancel,
    Deny,
    Erase,
    Export,
    Gift,
    Help,
    Intent,
    Invite,
    ListBoundaries,
    Make,
    Me,
    Packs,
    Pause,
    Preflight,
    Privacy,
    Redeem,
    Reject,
    RemoveBoundary,
    Report,
    Resume,
    Revoke,
    SetApproval,
    Setup,
    SetUsage,
    Standing,
    Status,
    Waitlist,
)
from bot.consent import ApprovalMode, Usage
from bot.reports import ReportKind
from engine.contract.messages import Style

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("/cameo setup", Setup()),
        ("/CAMEO Setup", Setup()),
        ("/cameo@our_bot setup", Setup()),
        ("/cameo", Help()),
        ("/cameo help make", Help("make")),
        ("/cameo help credits", Help("balance")),
        ("/cameo ask @owner may I?", Ask("owner", "may I?")),
        ("/cameo allow @ada", Allow(who="ada")),
        ("/cameo allow 7f3a", Allow(request="7f3a")),
        ("/cameo deny @ada", Deny(who="ada")),
        ("/cameo revoke @ada", Revoke("ada")),
        ("/cameo usage only me", SetUsage(Usage.ONLY_ME)),
        ("/cameo usage people I approve", SetUsage(Usage.APPROVED)),
        ("/cameo approval before publish", SetApproval(ApprovalMode.BEFORE_PUBLISH)),
        ("/cameo approval never", SetApproval(ApprovalMode.NEVER)),
        ('/cameo boundary add "no spiders"', AddBoundary("no spiders")),
        ("/cameo boundary remove 2", RemoveBoundary("2")),
        ("/cameo boundaries", ListBoundaries()),
        ("/cameo cancel", Cancel()),
        ("/cameo cancel #4f2", Cancel("4f2")),
        ("/cameo status", Status()),
        ("/cameo approve 4f2", Approve("4f2")),
        ("/cameo reject 4f2", Reject("4f2")),
        ("/cameo balance", Balance()),
        ("/cameo report 4f2 hate it mocks a faith", Report("4f2", "", ReportKind.HATE, "it mocks a faith")),
        ("/cameo report #4f2 me", Report("4f2", "", ReportKind.ME_WITHOUT_CONSENT, "")),
        ("/cameo report 4f2 me-without-consent", Report("4f2", "", ReportKind.ME_WITHOUT_CONSENT, "")),
        ("/cameo report 4f2", Report("4f2")),
        ("/cameo flag @ada Minors: look", Report("", "ada", ReportKind.MINOR, "look")),
        ("/cameo report @me other", Report("", SELF, ReportKind.OTHER, "")),
        ("/cameo standing", Standing()),
        ("/cameo strikes", Standing()),
        ("/cameo appeal it was a prop", Appeal("", "it was a prop")),
        (f"/cameo appeal {'0a' * 16} it was a prop", Appeal("0a" * 16, "it was a prop")),
        ("/cameo packs", Packs()),
        ("/cameo buy", Packs()),
        ("/cameo gift @ada 50 Happy birthday!", Gift("ada", 50, "Happy birthday!")),
        ("/cameo give @ada 50 credits", Gift("ada", 50)),
        ('/cameo gift @ada 5 "for you"', Gift("ada", 5, "for you")),
        ("/cameo invite", Invite()),
        ("/cameo redeem ABCD-EFGH", Redeem("ABCD-EFGH")),
        ("/cameo waitlist", Waitlist()),
        ("/cameo erase", Erase()),
        ("/cameo erase yes", Erase(confirmed=True)),
    ],
)
def test_a_command_is_read(text: str, intent: Intent) -> None:
    assert parse(text) == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("@ada dances", Make("@ada dances", (("@ada", "ada"),))),
        (
            "@you and @me as astronauts on Mars",
            Make("@you and @me as astronauts on Mars", (("@you", "you"), ("@me", SELF))),
        ),
        ("@Self in Tokyo 5s", Make("@Self in Tokyo", (("@Self", SELF),), seconds=5.0)),
        (
            "/cameo make @ada --seconds 6 surfs --style graphic --pro",
            Make("@ada surfs", (("@ada", "ada"),), seconds=6.0, tier=Tier.PRO, style=Style.GRAPHIC),
        ),
        ("/cameo preflight @ada dances", Preflight("@ada dances", (("@ada", "ada"),))),
        ("/cameo @ada dances", Make("@ada dances", (("@ada", "ada"),))),
        ("@ada and me in Rome", Make("@ada and @me in Rome", (("@ada", "ada"), ("@me", SELF)))),
        ("@ada where I'm a king", Make("@ada where @me is a king", (("@ada", "ada"), ("@me", SELF)))),
        ("show me @ada in Rome", Make("show me @ada in Rome", (("@ada", "ada"),))),
        ('@ada says "ask @bo --now"', Make('@ada says "ask @bo --now"', (("@ada", "ada"),))),
    ],
)
def test_a_wish_for_a_clip_is_read(text: str, intent: Intent) -> None:
    assert parse(text) == intent


def test_mentions_are_those_of_the_platform() -> None:
    made = parse("<@12> and @Ada L dance", {"<@12>": "bo", "@Ada L": "ada"})
    assert isinstance(made, Make)
    assert made.mentions == (("<@12>", "bo"), ("@Ada L", "ada"))


def test_a_mention_with_a_space_can_be_asked() -> None:
    assert parse("/cameo ask @Ada L please", {"@Ada L": "ada"}) == Ask("ada", "please")


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("/cameo stetup", "/cameo setup"),
        ("/cameo prefliht", "/cameo preflight"),
        ("/cameo qwertz", "/cameo help"),
        ("/cameo ask", "/cameo ask @ada A birthday clip for you?"),
        ("/cameo usage friendsish", "/cameo usage approved"),
        ("/cameo boundary paint", "/cameo boundary add no spiders"),
        ("/cameo make", TABLE["make"].example),
        ("/cameo make @ada --loud", TABLE["make"].example),
        ("/cameo make @ada --seconds many", TABLE["make"].example),
        ("/cameo report", TABLE["report"].example),
        ("/cameo report @ada", TABLE["report"].example),
        ("/cameo report 4f2 dull", TABLE["report"].example),
        ("/cameo report what? hate", TABLE["report"].example),
        ("/cameo appeal", TABLE["appeal"].example),
        (f"/cameo appeal {'0a' * 16}", TABLE["appeal"].example),
        ("/cameo gift @ada", "/cameo gift @ada 50 Happy birthday!"),
        ("/cameo gift @ada many", "/cameo gift @ada 50 Happy birthday!"),
        ("/cameo redeem", "/cameo redeem ABCD-EFGH-JKMN-PQRS"),
        ("/nonsense", "/cameo help"),
        ("hello", TABLE["make"].example),
        ("", TABLE["make"].example),
    ],
)
def test_what_cannot_be_read_shows_the_way_out(text: str, way_out: str) -> None:
    with pytest.raises(CommandError) as caught:
        parse(text)
    assert caught.value.suggestion == way_out


@pytest.mark.parametrize("row", TABLE.values(), ids=lambda row: row.name)
def test_every_example_in_the_help_is_understood_as_its_own_command(row: object) -> None:
    assert parse(row.example)  # type: ignore[attr-defined] # parametrised over the table


def test_a_very_long_line_is_refused_by_its_length() -> None:
    with pytest.raises(CommandError, match=f"under {LONGEST_COMMAND:,}"):
        parse("@ada " + "x" * 100_000)


def test_hostile_markup_and_invisible_characters_do_not_survive() -> None:
    made = parse("/cam\u200beo make <img src=x onerror=alert(1)>@ada\u202e **dances**\x00")
    assert made == Make("@ada dances", (("@ada", "ada"),))


def understood_or_helped(text: str, mentions: dict[str, str] | None = None) -> bool:
    try:
        return isinstance(parse(text, mentions), Intent)
    except CommandError as error:
        return bool(error.message)


@given(st.text(max_size=400))
def test_any_line_is_read_or_refused_with_a_way_out(text: str) -> None:
    assert understood_or_helped(text)


pieces = st.sampled_from(
    [
        "/cameo",
        "make",
        "allow",
        "@ada",
        "@",
        "--",
        "--seconds",
        "5s",
        '"',
        "boundary",
        "add",
        "#",
        "<@1>",
        "—pro",
    ]
)


@given(
    st.lists(pieces, max_size=8).map(" ".join),
    st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=3),
)
def test_lines_made_of_the_grammars_own_pieces_are_read_or_refused(
    text: str, mentions: dict[str, str]
) -> None:
    assert understood_or_helped(text, mentions)


handles = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True).filter(
    lambda name: name not in {"me", "self", "myself"}
)
ids = st.from_regex(r"[a-f0-9]{4,12}", fullmatch=True)
plain = st.from_regex(r"[a-z]{2,8}( [a-z]{2,8}){0,4}", fullmatch=True).filter(
    lambda text: " me" not in f" {text}"
)
intents = st.one_of(
    st.builds(Ask, handles, plain),
    st.builds(Allow, who=handles),
    st.builds(Deny, request=ids),
    st.builds(Revoke, handles),
    st.builds(SetUsage, st.sampled_from(Usage)),
    st.builds(SetApproval, st.sampled_from(ApprovalMode)),
    st.builds(AddBoundary, plain),
    st.builds(RemoveBoundary, ids),
    st.builds(Cancel, ids),
    st.builds(Report, clip=ids, kind=st.sampled_from(ReportKind), text=plain | st.just("")),
    st.builds(Report, who=handles, kind=st.sampled_from(ReportKind), text=plain),
    st.builds(Appeal, text=plain),
    st.builds(Appeal, st.from_regex(r"[0-9a-f]{32}", fullmatch=True), plain),
    st.builds(Approve, ids),
    st.builds(Gift, handles, st.integers(1, 99_999), plain.filter(lambda text: "credit" not in text)),
    st.builds(Redeem, ids),
    st.builds(Pause, st.just("") | handles),
    st.builds(Resume, st.just("") | handles),
    st.sampled_from([Me(), Export(), Privacy()]),
    st.builds(Help, st.sampled_from([*TABLE, ""])),
    st.builds(
        lambda who, text, seconds, tier, style: Make(
            f"@{who} {text}", ((f"@{who}", who),), seconds, tier, style
        ),
        handles,
        plain,
        st.none() | st.integers(1, 20).map(float),
        st.none() | st.sampled_from(Tier),
        st.none() | st.sampled_from(Style),
    ),
)


@given(intents)
def test_what_is_written_is_read_back(intent: Intent) -> None:
    assert parse(written(intent)) == intent
