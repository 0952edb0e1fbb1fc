"""Spoken words against wanted words: one written form for both, then the word error rate."""

import re
import unicodedata
from difflib import SequenceMatcher

import jiwer

from engine.contract.messages import Screenplay, SpokenScore
from engine.recognition import Transcript, Word
from engine.sound import Phone, SpokenLine
from engine.sound.phonemes import is_sound, phonemes

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_SIGNS = {"%": " percent", "&": " and ", "+": " plus ", "=": " equals ", "@": " at "}
_SPELLINGS = {
    "ok": "okay", "mr": "mister", "mrs": "missus", "dr": "doctor", "st": "saint", "vs": "versus",
    "goodbye": "good bye", "alright": "all right", "gonna": "going to", "wanna": "want to", "gotta": "got to",
    "cannot": "can not", "im": "i am", "dont": "do not", "colour": "color",
    "favourite": "favorite", "neighbour": "neighbor", "harbour": "harbor", "grey": "gray",
}  # fmt: skip
_CONTRACTIONS = (
    (r"\bwon't\b", "will not"), (r"\bcan't\b", "can not"), (r"\bshan't\b", "shall not"), (r"n't\b", " not"),
    (r"'re\b", " are"), (r"'ve\b", " have"), (r"'ll\b", " will"), (r"\bi'm\b", "i am"),
    (r"\blet's\b", "let us"),
    (r"\b(it|that|this|what|who|where|there|here|how|he|she)'s\b", r"\1 is"),
)  # fmt: skip
LARGEST_READ = 10**12
MOST_UNEXPECTED = 400
OLDEST_YEAR, LATEST_YEAR = 1100, 1999


def number_words(number: int) -> str:
    """An integer as it is read aloud in English, up to a trillion."""
    if number < 20:  # noqa: PLR2004 - English counts singly up to nineteen
        return _ONES[number]
    for scale, name in _SCALES:
        if number >= scale:
            rest = number % scale
            return f"{number_words(number // scale)} {name}" + (f" {number_words(rest)}" if rest else "")
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f" {_ONES[ones]}" if ones else "")


def _read_number(match: re.Match[str]) -> str:
    money, whole, decimals, suffix = match[1], match[2].replace(",", ""), match[3], match[4] or ""
    number = int(whole)
    if number >= LARGEST_READ:
        return " ".join(_ONES[int(digit)] for digit in whole)
    if OLDEST_YEAR <= number <= LATEST_YEAR and not (money or decimals or suffix or "," in match[2]):
        century, year = divmod(number, 100)
        pair = number_words(year) if year > 9 else ("oh " + _ONES[year] if year else "hundred")  # noqa: PLR2004
        return f" {number_words(century)} {pair} "
    words = number_words(number)
    if decimals:
        words += " point " + " ".join(_ONES[int(digit)] for digit in decimals)
    if suffix:
        head, _, last = words.rpartition(" ")
        ordinal = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
        words = f"{head} {ordinal}"
    return f" {words} " + ("dollars " if money == "$" else "pounds " if money == "£" else "")


def plain_words(text: str) -> list[str]:
    """A text as lower-case words: no punctuation; one form of numbers, signs, contractions and spellings."""
    text = unicodedata.normalize("NFKD", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"([$£])?(\d[\d,]*)(?:\.(\d+))?(st|nd|rd|th)?\b", _read_number, text)
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    for short, full in _CONTRACTIONS:
        text = re.sub(short, full, text)
    text = re.sub(r"'(?=s\b|d\b)", "", text)
    words = re.findall(r"[^\W_]+", text)
    return " ".join(_SPELLINGS.get(word, word) for word in words).split()


def score(wanted: str, heard: str) -> SpokenScore:
    """Compare what was heard, after `plain_words` on both sides, by words and by letters."""
    want, got = plain_words(wanted), plain_words(heard)
    nothing = float(bool(got))
    extra: list[str] = []
    added = 0
    for what, begin, end, first, last in SequenceMatcher(None, want, got, autojunk=False).get_opcodes():
        if what in {"insert", "replace"}:
            extra += got[first:last]
            added = max(added, (last - first) - (end - begin))
    return SpokenScore(
        wanted=wanted,
        heard=heard,
        wer=round(float(jiwer.wer(" ".join(want), " ".join(got))) if want else nothing, 4),
        letter_errors=round(float(jiwer.cer("".join(want), "".join(got))) if want else nothing, 4),
        unexpected=tuple(extra[:MOST_UNEXPECTED]),
        added=added,
    )


def spread(word: Word) -> list[Phone]:
    """A heard word's phones, spread evenly over its time."""
    symbols = [symbol for symbol in phonemes(word.text) if is_sound(symbol)]
    step = (word.end_s - word.start_s) / max(len(symbols), 1)
    return [Phone(s, word.start_s + i * step, word.start_s + (i + 1) * step) for i, s in enumerate(symbols)]


def lines_heard(screenplay: Screenplay, transcript: Transcript) -> tuple[SpokenLine, ...]:
    """The screenplay's lines at the times at which they were heard; a line that was not heard is left out."""
    lines = [line for shot in screenplay.shots for line in shot.lines]
    wanted = [(word, index) for index, line in enumerate(lines) for word in plain_words(line.text)]
    heard = [(plain, word) for word in transcript.words for plain in plain_words(word.text)]
    matcher = SequenceMatcher(
        None, [word for word, _ in wanted], [plain for plain, _ in heard], autojunk=False
    )
    of_line: dict[int, list[Word]] = {}
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            word = heard[block.b + step][1]
            words = of_line.setdefault(wanted[block.a + step][1], [])
            if word not in words:
                words.append(word)
    return tuple(
        SpokenLine(
            lines[index].role,
            lines[index].text,
            words[0].start_s,
            words[-1].end_s,
            tuple(phone for word in words for phone in spread(word)),
        )
        for index, words in sorted(of_line.items())
    )
