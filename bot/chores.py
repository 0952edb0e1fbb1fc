"""What has to be cleared away outside the database after a commit; a crash in between forgets none of it."""

from enum import StrEnum


class ChoreKind(StrEnum):
    """`file`: delete it from the vault; `job`: purge it, with the keys it carried, from the render queue."""

    FILE = "file"
    JOB = "job"
