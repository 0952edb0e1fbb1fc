"""The film that goes with a notice, as far as its reader may see it now and it fits where it is posted."""

from dataclasses import dataclass

from bot.app import App
from bot.errors import BeingLookedAt, Refused, TooLargeToPost
from bot.notices import AnyNotice, Attach, Notice
from bot.people import Platform
from bot.requests import ClipFile, Uploaded


@dataclass(frozen=True, slots=True)
class Film:
    """What there is to be shown.

    clip: whose film it is. person: for whom it was fetched. file: None where it cannot be posted, for `why`.
    link: where all of it can be watched for a while, where what is posted is not all of it.
    """

    clip: str
    person: str
    file: ClipFile | Uploaded | None = None
    why: Refused | None = None
    link: str | None = None

    @property
    def small(self) -> bool:
        """Whether it is the smaller version."""
        return self.file is not None and not self.file.whole

    @property
    def name(self) -> str:
        """What it is called as a file: people may keep it, and it is found by that."""
        return film_name(self.clip)


async def film_of(
    app: App, person: str, notice: AnyNotice | Notice, limit: int, kept_by: Platform | None = None
) -> Film | None:
    """What goes with a notice, at most so large (bytes); None where none does.

    kept_by: a platform that may keep the film already, so that it need not be fetched.

    Raises:
        Refused: there is nothing for them to see any more, or the files cannot be reached.
    """
    return (
        None
        if notice.attach is not Attach.VIDEO
        else await film_in(app, person, clip_in(notice), limit, kept_by)
    )


async def film_in(app: App, person: str, clip: str, limit: int, kept_by: Platform | None = None) -> Film:
    """The film of a clip. As `film_of`."""
    try:
        file: ClipFile | Uploaded | None = None
        if kept_by is not None:
            file = await app.uploaded(person, clip, kept_by, limit)
        if file is None:
            file = await app.fetch_fitting(person, clip, limit)
    except (BeingLookedAt, TooLargeToPost) as refused:
        return await no_film(app, person, clip, refused)
    link = None if file.whole else await whole_at(app, person, clip)
    return Film(clip, person, file, link=link)


async def no_film(app: App, person: str, clip: str, why: Refused) -> Film:
    """What there is where the film itself cannot be posted."""
    return Film(clip, person, why=why, link=await whole_at(app, person, clip))


async def whole_at(app: App, person: str, clip: str) -> str | None:
    """Where the whole film can be watched for a while; None where it cannot, or not by them."""
    try:
        return await app.link(person, clip)
    except Refused:
        return None


def film_name(clip: str) -> str:
    """What a clip's film is called as a file."""
    return f"cameo-{clip[-8:]}.mp4"


def clip_in(notice: AnyNotice | Notice) -> str:
    """The clip that a notice is about; "" where it is about none."""
    clip: str = getattr(notice, "clip", "")
    return clip
