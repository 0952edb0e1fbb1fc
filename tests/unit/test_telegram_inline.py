"""What is offered inline on Telegram, as far as it needs no service: names of offers, and their limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram import inline_cards, inline_ids
from adapters.telegram.drawing import CAPTION_LENGTH, MESSAGE_LENGTH, length
from bot.cards import LONGEST_TEXT, Card, Choice, Hint, Offered, ReadyFilm, mark_of
from bot.clips import Tier
from bot.ids import new_id
from bot.notices import ClipShared
from engine.contract.messages import Style

pytestmark = pytest.mark.unit

TAGS = ("en", "de", "es")
WAY = "https://t.me/cameo_bot?start=hello"
handles = st.text(st.characters(categories=("L", "N")), min_size=2, max_size=24)
words = st.text(min_size=1, max_size=LONGEST_TEXT)
queries = st.integers(0, 2**64 - 1).map(str)
cards = st.builds(
    Card,
    text=words,
    tier=st.sampled_from(Tier),
    style=st.sampled_from(Style),
    seconds=st.floats(0.1, 60),
    price=st.integers(0, 10**9),
    cast=st.lists(handles, min_size=1, max_size=4).map(tuple),
    approvers=st.lists(handles, max_size=4).map(tuple),
    mark=st.one_of(st.just(""), handles.map(mark_of)),
    chosen_style=st.one_of(st.none(), st.sampled_from(Style)),
)


def _film(prompt: str) -> ReadyFilm:
    notice = ClipShared(clip=new_id(), maker="ada", prompt=prompt, verified=True, notes=())
    return ReadyFilm(notice.clip, "file", notice)


@given(cards, queries, words)
def test_a_card_is_read_back_by_its_name(card: Card, query: str, typed: str) -> None:
    name = inline_ids.of_card(card, query)
    key = f"telegram:{name}"
    assert inline_ids.read(name, typed) == Choice(key, typed, card.tier, card.chosen_style, card.mark)


@given(cards, queries)
def test_the_name_of_a_card_fits(card: Card, query: str) -> None:
    assert len(inline_ids.of_card(card, query).encode()) <= inline_ids.LONGEST


def test_the_name_of_a_clip_is_read_back_and_fits() -> None:
    clip = new_id()
    name = inline_ids.of_film(clip)
    assert inline_ids.read(name, "") == inline_ids.FilmChosen(clip)
    assert len(name.encode()) <= inline_ids.LONGEST


@given(st.one_of(st.text(), st.from_regex(r"(card|film)\.[\w.]{0,60}", fullmatch=True)), st.text())
def test_whatever_is_no_name_asks_for_nothing_and_breaks_nothing(name: str, typed: str) -> None:
    read = inline_ids.read(name, typed)
    assert read is None or len(name) <= inline_ids.LONGEST


@pytest.mark.parametrize(
    "name",
    [
        "card.standard.usual.-.",
        "card.standard.usual.-.1\n",
        "card.gold.usual.-.1",
        "card.pro.loud.-.1",
        "card.pro.usual.ABCDEF01.1",
        "card.pro.usual.-.123456789012345678901",
        "card.pro.usual.-.٣",
        "film.",
        "film." + "g" * 32,
        "about",
        "",
    ],
)
def test_a_name_that_no_offer_has_is_refused(name: str) -> None:
    assert inline_ids.read(name, "@ada waves") is None


@pytest.mark.parametrize("tag", TAGS)
@given(shown=st.lists(cards, min_size=1, max_size=10))
def test_what_a_card_becomes_fits_a_message(tag: str, shown: list[Card]) -> None:
    results = inline_cards.results(Offered(cards=tuple(shown)), "1", tag, WAY)
    for one in results:
        content = one.input_message_content  # type: ignore[attr-defined]  # all of them are articles
        assert 0 < length(content.message_text) <= MESSAGE_LENGTH


@pytest.mark.parametrize("tag", TAGS)
def test_every_card_has_a_button_without_which_nobody_learns_what_it_became(tag: str) -> None:
    card = Card("@ada waves", Tier.PRO, Style.GRAPHIC, 4.0, 160, ("ada",), ())
    [result] = inline_cards.results(Offered(cards=(card,)), "1", tag, WAY)
    assert result.to_dict()["reply_markup"]["inline_keyboard"]


@pytest.mark.parametrize("tag", TAGS)
@given(prompt=st.text(min_size=1, max_size=3000))
def test_what_stands_with_a_clip_fits_under_it(tag: str, prompt: str) -> None:
    results = inline_cards.results(Offered(films=(_film(prompt),)), "1", tag, WAY)
    said = results[0].to_dict()["caption"].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert length(said) <= CAPTION_LENGTH + 4 * said.count("@")


@pytest.mark.parametrize("hint", Hint)
@pytest.mark.parametrize("tag", TAGS)
def test_every_reason_has_words_and_a_way(hint: Hint, tag: str) -> None:
    shown = inline_cards.button(Offered(hint=hint, names=("ada", "bo")), tag)
    assert shown is not None
    assert 0 < length(shown.text) <= inline_cards.TITLE


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_can_be_chosen_where_there_is_a_reason(tag: str) -> None:
    assert inline_cards.results(Offered(hint=Hint.NOT_TO_CAST), "1", tag, WAY) == []
