"""Reports: what can be reported, and what becomes of it."""

from enum import StrEnum


class ReportKind(StrEnum):
    """What is wrong, as the reporter sees it."""

    ME_WITHOUT_CONSENT = "me_without_consent"
    SEXUAL = "sexual"
    MINOR = "minor"
    VIOLENCE = "violence"
    HARASSMENT = "harassment"
    HATE = "hate"
    DECEPTION = "deception"
    COPYRIGHT = "copyright"
    IMPERSONATION = "impersonation"
    OTHER = "other"


class ReportState(StrEnum):
    """What operators made of it."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
