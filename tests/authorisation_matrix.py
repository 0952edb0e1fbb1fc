"""Who may do what: every use case for each of the seven who could ask, and what must come of it.

Each line is a call on one world (`authorised`): the same call for each column. What stands in a cell:

`yes`: it is done. What it answers names nobody but those whom the caller has to do with or named, and holds
nothing that others keep to themselves. `own`: the same, and nothing changes but what is the caller's own.
`log`: `yes`, and it says who asked for clips on their server and what was posted there for all to see.
`house`: nobody asks for it; it takes no person, and no message and no button leads to it. `desk`: done for
the name of an operator, who is written down wherever something is changed or looked at. `shut`: the one door
to the desk is a terminal on the machine; what is typed there means nothing in a chat, not even for operators.
Everything else is the refusal that is raised, with nothing changed.

Who administers a server has its platform's own powers there: to remove a message, to turn the bot out. In
the service they decide where and how much is asked for on that server (`admins`: they alone); to everybody's
likeness and clips they are a stranger. So are operators as far as the app goes: what they may do is the
desk's.
"""

from bot.errors import (
    AdministratorsOnly,
    AlreadyIn,
    AlreadySubscribed,
    CannotReportYourself,
    ChallengeOver,
    ChargeOfAnother,
    HandleTaken,
    LinkCodeUnknown,
    NotAgreedYet,
    NotAskedToApprove,
    NothingToAppeal,
    NothingToDeny,
    NotSubscribed,
    OfferOver,
    OnlyAccount,
    OutsideWhatTheyAllow,
    Refused,
    ThatIsYou,
    UnknownBoundary,
    UnknownCharacter,
    UnknownClip,
    UnknownMessage,
    UnknownPerson,
    UnknownProposal,
    UnknownRequest,
)

REFUSALS: dict[str, type[Refused]] = {
    "no-clip": UnknownClip,
    "nobody": UnknownPerson,
    "no-char": UnknownCharacter,
    "no-ask": UnknownRequest,
    "no-prop": UnknownProposal,
    "no-msg": UnknownMessage,
    "no-limit": UnknownBoundary,
    "no-pen": NothingToAppeal,
    "not-asked": NotAskedToApprove,
    "not-yet": NotAgreedYet,
    "no-such": ChallengeOver,
    "outside": OutsideWhatTheyAllow,
    "nothing": NothingToDeny,
    "oneself": ThatIsYou,
    "me": CannotReportYourself,
    "taken": HandleTaken,
    "another's": ChargeOfAnother,
    "in": AlreadyIn,
    "no-code": LinkCodeUnknown,
    "only-one": OnlyAccount,
    "paying": AlreadySubscribed,
    "no-sub": NotSubscribed,
    "offer-over": OfferOver,
    "admins": AdministratorsOnly,
}
"""Words of the table for refusals."""

NOT_THERE = {
    "no-clip",
    "nobody",
    "no-char",
    "no-ask",
    "no-prop",
    "no-msg",
    "no-limit",
    "no-pen",
    "not-asked",
    "no-such",
}
"""Those that say that there is no such thing, whether or not somebody else has it."""

APP = """
                         owner      appears    asker      stranger   blocked    server_admin operator
person_for               own        own        own        own        own        own        own
pointed_out              own        own        own        own        own        own        own
left                     own        own        own        own        own        own        own
link_code                own        own        own        own        own        own        own
linked                   own        own        own        own        own        own        own
offer_linking            no-code    no-code    no-code    no-code    no-code    no-code    no-code
void_link_code           own        own        own        own        own        own        own
link_accounts            no-code    no-code    no-code    no-code    no-code    no-code    no-code
unlink                   only-one   only-one   only-one   only-one   only-one   only-one   only-one
pace                     own        own        own        own        own        own        own
begin_dialogue           own        own        own        own        own        own        own
dialogue                 own        own        own        own        own        own        own
continue_dialogue        own        own        own        own        own        own        own
end_dialogue             own        own        own        own        own        own        own
begin_enrolment          own        own        own        own        own        own        own
expect_recording         no-such    own        no-such    no-such    no-such    no-such    no-such
submit_recording         no-such    own        no-such    no-such    no-such    no-such    no-such
enrolment                own        own        own        own        own        own        own
language                 own        own        own        own        own        own        own
choose_language          own        own        own        own        own        own        own
me                       own        own        own        own        own        own        own
pause                    own        yes        own        own        own        own        own
pause rex                nobody     own        nobody     nobody     nobody     nobody     nobody
resume                   own        own        own        own        own        own        own
resume rex               nobody     own        nobody     nobody     nobody     nobody     nobody
export                   own        own        own        own        own        own        own
privacy                  own        own        own        own        own        own        own
settings                 own        own        own        own        own        own        own
settings rex             nobody     own        nobody     nobody     nobody     nobody     nobody
set_usage                own        yes        own        own        own        own        own
set_usage rex            nobody     own        nobody     nobody     nobody     nobody     nobody
set_approval             own        own        own        own        own        own        own
set_approval rex         nobody     own        nobody     nobody     nobody     nobody     nobody
set_visibility           own        own        own        own        own        own        own
set_visibility rex       nobody     own        nobody     nobody     nobody     nobody     nobody
set_notify               own        own        own        own        own        own        own
set_exception appia      own        oneself    own        own        own        own        own
set_exception rex        nobody     own        nobody     nobody     nobody     nobody     nobody
clear_exception appia    own        oneself    own        own        own        own        own
clear_exception rex      nobody     own        nobody     nobody     nobody     nobody     nobody
add_boundary             own        own        own        own        own        own        own
add_boundary rex         nobody     own        nobody     nobody     nobody     nobody     nobody
remove_boundary          no-limit   own        no-limit   no-limit   no-limit   no-limit   no-limit
remove_boundary rex      nobody     no-limit   nobody     nobody     nobody     nobody     nobody
presets                  own        own        own        own        own        own        own
presets rex              nobody     own        nobody     nobody     nobody     nobody     nobody
profile appia            yes        own        yes        yes        yes        yes        yes
profile rex              yes        own        yes        yes        yes        yes        yes
friends                  own        own        own        own        own        own        own
request_access appia     own        oneself    own        yes        yes        yes        yes
request_access rex       yes        oneself    yes        yes        yes        yes        yes
answer_access            no-ask     yes        no-ask     no-ask     no-ask     no-ask     no-ask
grant appia              yes        oneself    yes        yes        yes        yes        yes
grant rex                nobody     yes        nobody     nobody     nobody     nobody     nobody
deny askell              nothing    yes        oneself    nothing    nothing    nothing    nothing
deny rex                 nobody     nothing    nobody     nobody     nobody     nobody     nobody
revoke appia             own        oneself    own        own        own        own        own
revoke rex               nobody     own        nobody     nobody     nobody     nobody     nobody
block appia              own        oneself    own        own        own        own        own
unblock appia            own        oneself    own        own        own        own        own
preflight oneself        own        own        own        own        own        own        own
preflight appia          yes        own        outside    outside    outside    outside    outside
preflight rex            outside    own        outside    outside    outside    outside    outside
make oneself             own        own        own        own        own        own        own
make appia               yes        own        outside    outside    outside    outside    outside
make rex                 outside    own        outside    outside    outside    outside    outside
propose oneself          own        own        own        own        own        own        own
propose appia            own        own        own        own        own        own        own
take_request             own        own        own        own        own        own        own
look                     own        no-prop    no-prop    no-prop    no-prop    no-prop    no-prop
start                    own        no-prop    no-prop    no-prop    no-prop    no-prop    no-prop
drop                     own        no-prop    no-prop    no-prop    no-prop    no-prop    no-prop
again posted             own        own        own        own        own        own        own
again waiting            own        no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
prompt_of posted         own        own        own        own        own        own        own
prompt_of waiting        own        no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
prompt_of proposal       own        no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
prompt_at                no-clip    no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
remix posted             own        own        own        own        own        own        own
remix waiting            own        no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
remix proposal           own        no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
offered                  own        own        own        own        own        own        own
choose oneself           own        own        own        own        own        own        own
choose appia             yes        own        outside    outside    outside    outside    outside
choose rex               outside    own        outside    outside    outside    outside    outside
tell_why                 own        own        own        own        own        own        own
sent_by_maker            yes        no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
castable                 own        own        own        own        own        own        own
names_in                 own        own        own        own        own        own        own
known_as                 own        own        own        own        own        own        own
accounts_named           own        own        own        own        own        own        own
cancel                   yes        no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
clip draft               own        own        no-clip    no-clip    no-clip    no-clip    no-clip
clip waiting             own        own        no-clip    no-clip    no-clip    no-clip    no-clip
clip held                own        own        no-clip    no-clip    no-clip    no-clip    no-clip
clips                    own        own        own        own        own        own        own
clip_page mine           own        own        own        own        own        own        own
clip_page with_me        own        own        own        own        own        own        own
clip_home                own        no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
share                    yes        no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
decide waiting           not-asked  yes        not-asked  not-asked  not-asked  not-asked  not-asked
decide first             not-asked  yes        not-asked  not-asked  not-asked  not-asked  not-asked
keep                     own        no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
delete draft             yes        yes        no-clip    no-clip    no-clip    no-clip    no-clip
delete waiting           yes        yes        no-clip    no-clip    no-clip    no-clip    no-clip
fetch draft              own        own        no-clip    no-clip    no-clip    no-clip    no-clip
fetch waiting            not-yet    own        no-clip    no-clip    no-clip    no-clip    no-clip
fetch held               not-yet    not-yet    no-clip    no-clip    no-clip    no-clip    no-clip
preview                  yes        no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
fetch_fitting draft      own        own        no-clip    no-clip    no-clip    no-clip    no-clip
fetch_fitting waiting    not-yet    own        no-clip    no-clip    no-clip    no-clip    no-clip
fetch_fitting held       not-yet    not-yet    no-clip    no-clip    no-clip    no-clip    no-clip
uploaded draft           own        own        no-clip    no-clip    no-clip    no-clip    no-clip
uploaded waiting         not-yet    own        no-clip    no-clip    no-clip    no-clip    no-clip
uploaded held            not-yet    not-yet    no-clip    no-clip    no-clip    no-clip    no-clip
link draft               own        own        no-clip    no-clip    no-clip    no-clip    no-clip
link waiting             not-yet    own        no-clip    no-clip    no-clip    no-clip    no-clip
link held                not-yet    not-yet    no-clip    no-clip    no-clip    no-clip    no-clip
ledger                   own        own        own        own        own        own        own
packs                    own        own        own        own        own        own        own
purchase                 own        own        own        own        own        own        own
purchase again           own        another's  another's  another's  another's  another's  another's
reverse_purchase         house      house      house      house      house      house      house
subscribe                own        own        own        own        own        own        own
subscribe again          own        another's  another's  another's  another's  another's  another's
follow_subscription      house      house      house      house      house      house      house
payment_returned         house      house      house      house      house      house      house
is_credited              house      house      house      house      house      house      house
offer                    own        own        own        own        own        own        own
offer monthly            paying     own        own        own        own        own        own
check_offer              own        offer-over offer-over offer-over offer-over offer-over offer-over
paid                     house      house      house      house      house      house      house
credited                 house      house      house      house      house      house      house
renewal                  own        own        own        own        own        own        own
end_renewal              own        no-sub     no-sub     no-sub     no-sub     no-sub     no-sub
renewals_to_end          house      house      house      house      house      house      house
renewal_ended            house      house      house      house      house      house      house
ask_about_payment        yes        yes        yes        yes        yes        yes        yes
bookmark                 house      house      house      house      house      house      house
gift appia               yes        oneself    outside    outside    outside    outside    outside
invite                   own        own        own        own        own        own        own
redeem                   in         in         in         in         in         in         in
waitlist                 in         in         in         in         in         in         in
receipts                 own        own        own        own        own        own        own
export_receipts          own        own        own        own        own        own        own
offer_report draft       own        own        own        own        own        own        own
offer_report waiting     own        own        no-clip    no-clip    no-clip    no-clip    no-clip
offer_report_at          no-clip    no-clip    no-clip    no-clip    no-clip    no-clip    no-clip
report draft             yes        yes        yes        yes        yes        yes        yes
report waiting           yes        yes        no-clip    no-clip    no-clip    no-clip    no-clip
report appia             yes        me         yes        yes        yes        yes        yes
standing                 own        own        own        own        own        own        own
appeal                   yes        no-pen     no-pen     no-pen     no-pen     no-pen     no-pen
help                     own        own        own        own        own        own        own
create_character         own        own        own        own        own        own        own
create_character rex     taken      taken      taken      taken      taken      taken      taken
renew_character          no-char    own        no-char    no-char    no-char    no-char    no-char
characters               own        own        own        own        own        own        own
rename_character         no-char    own        no-char    no-char    no-char    no-char    no-char
offer_character_removal  no-char    own        no-char    no-char    no-char    no-char    no-char
delete_character         no-char    own        no-char    no-char    no-char    no-char    no-char
erase                    yes        yes        yes        own        yes        own        own
place_rules              admins     admins     admins     admins     admins     yes        admins
rule_place               admins     admins     admins     admins     admins     yes        admins
set_channel_defaults     admins     admins     admins     admins     admins     yes        admins
export_place             admins     admins     admins     admins     admins     log        admins
language_of              house      house      house      house      house      house      house
moved                    house      house      house      house      house      house      house
heard                    house      house      house      house      house      house      house
follow                   house      house      house      house      house      house      house
take_outcomes            house      house      house      house      house      house      house
sweep                    house      house      house      house      house      house      house
due_deliveries           house      house      house      house      house      house      house
wait_for_news            house      house      house      house      house      house      house
proposal_posted          house      house      house      house      house      house      house
due_statuses             house      house      house      house      house      house      house
status_told              house      house      house      house      house      house      house
status_put_back          house      house      house      house      house      house      house
status_lost              house      house      house      house      house      house      house
mark_sent                house      house      house      house      house      house      house
due_takedowns            house      house      house      house      house      house      house
remember_upload          house      house      house      house      house      house      house
upload_lost              house      house      house      house      house      house      house
mark_taken_down          house      house      house      house      house      house      house
mark_take_down_failed    house      house      house      house      house      house      house
mark_unknown             house      house      house      house      house      house      house
mark_called              house      house      house      house      house      house      house
mark_hindered            house      house      house      house      house      house      house
mark_over                house      house      house      house      house      house      house
put_back                 house      house      house      house      house      house      house
doubtful                 house      house      house      house      house      house      house
mark_found               house      house      house      house      house      house      house
unanswered               house      house      house      house      house      house      house
send_again               no-msg     own        no-msg     no-msg     no-msg     no-msg     no-msg
unread                   own        own        own        own        own        own        own
read                     no-msg     own        no-msg     no-msg     no-msg     no-msg     no-msg
calls                    own        own        own        own        own        own        own
posted                   own        own        own        own        own        own        own
"""
"""bot.app.App. After the name of the method: what it is asked about, where there are several lines of it.

Who was in the room may report what was posted there. A question, a gift or a grant reaches the one it is for;
a question of somebody blocked is taken like any other, and goes nowhere. Erasing oneself as who is blocked
takes the block along. Whoever allows less ends what others have in the making with them.
"""

DESK = """
                         owner      appears    asker      stranger   blocked    server_admin operator
verify_audit             shut       shut       shut       shut       shut       shut       desk
export_audit             shut       shut       shut       shut       shut       shut       desk
confirm_licence          shut       shut       shut       shut       shut       shut       desk
explain                  shut       shut       shut       shut       shut       shut       desk
explain_clip             shut       shut       shut       shut       shut       shut       desk
make_invite              shut       shut       shut       shut       shut       shut       desk
invites                  shut       shut       shut       shut       shut       shut       desk
withdraw_invite          shut       shut       shut       shut       shut       shut       desk
waitlist                 shut       shut       shut       shut       shut       shut       desk
admit                    shut       shut       shut       shut       shut       shut       desk
credits                  shut       shut       shut       shut       shut       shut       desk
grant_credits            shut       shut       shut       shut       shut       shut       desk
refund                   shut       shut       shut       shut       shut       shut       desk
reverse_purchase         shut       shut       shut       shut       shut       shut       desk
returnable               shut       shut       shut       shut       shut       shut       desk
payment_questions        shut       shut       shut       shut       shut       shut       desk
payment_question         shut       shut       shut       shut       shut       shut       desk
answer_payment_question  shut       shut       shut       shut       shut       shut       desk
set_plan                 shut       shut       shut       shut       shut       shut       desk
costs                    shut       shut       shut       shut       shut       shut       desk
reports                  shut       shut       shut       shut       shut       shut       desk
report                   shut       shut       shut       shut       shut       shut       desk
evidence                 shut       shut       shut       shut       shut       shut       desk
uphold                   shut       shut       shut       shut       shut       shut       desk
dismiss                  shut       shut       shut       shut       shut       shut       desk
account                  shut       shut       shut       shut       shut       shut       desk
strike                   shut       shut       shut       shut       shut       shut       desk
lift                     shut       shut       shut       shut       shut       shut       desk
reopen                   shut       shut       shut       shut       shut       shut       desk
appeals                  shut       shut       shut       shut       shut       shut       desk
appeal                   shut       shut       shut       shut       shut       shut       desk
grant_appeal             shut       shut       shut       shut       shut       shut       desk
reject_appeal            shut       shut       shut       shut       shut       shut       desk
holds                    shut       shut       shut       shut       shut       shut       desk
unknown_faces            shut       shut       shut       shut       shut       shut       desk
hold                     shut       shut       shut       shut       shut       shut       desk
look_at                  shut       shut       shut       shut       shut       shut       desk
release                  shut       shut       shut       shut       shut       shut       desk
refuse                   shut       shut       shut       shut       shut       shut       desk
"""
"""bot.desk.Desk."""


def cells(table: str) -> list[tuple[str, str, str]]:
    """The line (method and what it is about), the column and the cell, one after the other."""
    head, *lines = table.strip("\n").splitlines()
    columns = head.split()
    found: list[tuple[str, str, str]] = []
    for line in lines:
        words = line.split()
        name, given = " ".join(words[: -len(columns)]), words[-len(columns) :]
        found += [(name, column, cell) for column, cell in zip(columns, given, strict=True)]
    return found


def lines(table: str) -> list[str]:
    """The first column."""
    return list(dict.fromkeys(name for name, _, _ in cells(table)))
