"""What the audit trail says of a person."""

from collections.abc import Mapping

from adapters.english.phrases import count, lines, moment
from adapters.wording import Wording
from bot import notices


def _receipts_shown(notice: notices.ReceiptsShown) -> str:
    if not notice.receipts:
        return "Nothing is written down about you yet."
    newest = "" if notice.total == len(notice.receipts) else f" The newest {len(notice.receipts)}:"
    return lines(
        f"{count(notice.total, 'entry', 'entries')} of the audit trail name you.{newest}",
        *(_entry(receipt) for receipt in notice.receipts),
        "The whole of it, with the hashes that prove it, comes with an export.",
    )


def _entry(receipt: notices.Receipt) -> str:
    what = receipt.action.replace(".", " ").replace("_", " ")
    facts = ", ".join(f"{name} {value}" for name, value in receipt.details.items() if value not in (None, ""))
    return f"  {moment(receipt.at)}  {what}" + (f": {facts}" if facts else "")


WORDINGS: Mapping[str, Wording] = {"receipts_shown": _receipts_shown}
