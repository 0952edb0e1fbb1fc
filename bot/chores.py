"""What has to be cleared away outside the database after a commit, so that a crash in between leaves nothing."""

from enum import StrEnum


class ChoreKind(StrEnum):
    """`file`: delete it from the vault; `job`: purge it, with the keys it carried, from the render queue."""

    FILE = "file"
    JOB = "job"
