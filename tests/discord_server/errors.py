"""Discord's refusals: HTTP status, its own number, and its sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ApiError(Exception):
    """Answered as the API's error."""

    status: int
    code: int
    message: str


UNAUTHORISED = ApiError(401, 0, "401: Unauthorized")
UNKNOWN_CHANNEL = ApiError(404, 10003, "Unknown Channel")
UNKNOWN_GUILD = ApiError(404, 10004, "Unknown Guild")
UNKNOWN_MEMBER = ApiError(404, 10007, "Unknown Member")
UNKNOWN_MESSAGE = ApiError(404, 10008, "Unknown Message")
UNKNOWN_USER = ApiError(404, 10013, "Unknown User")
UNKNOWN_WEBHOOK = ApiError(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = ApiError(404, 10062, "Unknown interaction")
UNKNOWN_ENTITLEMENT = ApiError(404, 10029, "Unknown Entitlement")
TOO_LARGE = ApiError(413, 40005, "Request entity too large")
ACKNOWLEDGED_ALREADY = ApiError(400, 40060, "Interaction has already been acknowledged.")
MISSING_ACCESS = ApiError(403, 50001, "Missing Access")
CANNOT_EDIT_OTHERS = ApiError(403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE = ApiError(400, 50006, "Cannot send an empty message")
CANNOT_WRITE_TO_USER = ApiError(403, 50007, "Cannot send messages to this user")
MISSING_PERMISSIONS = ApiError(403, 50013, "Missing Permissions")
INVALID_TOKEN = ApiError(401, 50027, "Invalid Webhook Token")
CANNOT_REPLY = ApiError(400, 160002, "Cannot reply without permission to read message history")


def invalid_form(said: str) -> ApiError:
    """What was sent breaks a limit."""
    return ApiError(400, 50035, f"Invalid Form Body: {said}")
