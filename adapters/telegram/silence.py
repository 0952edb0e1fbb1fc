"""The client library notes what it cannot read, whole; here it notes only that it could not."""

import logging

LOGGERS = ("telegram.Bot", "telegram.ext.ExtBot", "telegram.ext.Updater", "telegram.request.BaseRequest")
"""Those that pass on answers and updates as they come, which are people's messages."""
KEPT = logging.WARNING
"""From this level on; what is less is not logged anywhere."""
_NOT_SHOWN = "(not shown)"


class _WithoutWords(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the sentence, and leave out what was put into it."""
        if record.levelno >= KEPT and record.args:  # a mapping alone is not in a tuple
            number = len(record.args) if isinstance(record.args, tuple) else 1
            record.args = (_NOT_SHOWN,) * number
        return True


_WITHOUT_WORDS = _WithoutWords()


def keep_words_out_of_logs() -> None:
    """From now on, for this process; a second time changes nothing."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(_WITHOUT_WORDS)
