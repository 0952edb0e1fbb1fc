"""One person here and on another platform."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.link.seen": "Dieser Code gilt nicht mehr, weil andere ihn lesen konnten. "
    "Hol auf der anderen Seite einen neuen und schick ihn mir hier.",
}
