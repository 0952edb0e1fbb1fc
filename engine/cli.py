"""The engine's own commands, mounted by `cameo`: models, likeness, render, review.

Exit codes: 0 done, 2 refused (an EngineRefusal goes to the caller, who words it), 1 broken.
"""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from engine.cli_models import answer, as_json_option, models
from engine.contract.keys import EngineKey
from engine.contract.messages import Challenge, Refusal, Resolution, Review, Screenplay, Stage, Style, Turn
from engine.contract.vault import VaultTamperedError, open_file, seal_file
from engine.enrolment.likeness import Likeness, LikenessFormatError, pack, unpack
from engine.errors import EngineRefusal
from engine.settings import EngineSettings

ReadPrompt = Callable[[str, Mapping[str, str], float | None, Style | None], Screenplay]
"""Text, written name -> role, seconds, style. Reading is the bot's work: whoever mounts `render` gives it."""

SUFFIX = ".likeness"
EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)


def engine_commands(read_prompt: ReadPrompt) -> dict[str, click.Command]:
    """All commands of the engine, by name."""

    @click.command("render", help="Render a prompt with .likeness files.")
    @click.option("--cast", "cast", multiple=True, required=True, metavar="NAME=FILE", help="Who plays.")
    @click.option("--prompt", required=True, help="What to make; people by @NAME.")
    @click.option("--seconds", type=click.FloatRange(0, 60, min_open=True), help="Length of the clip.")
    @click.option("--resolution", type=click.Choice([one.value for one in Resolution]), default="720p")
    @click.option("--style", type=click.Choice([one.value for one in Style]))
    @click.option("--renderer", help="How, by name; else [engine] renderer.")
    @click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True)
    @click.option("--out", type=NEW, default="clip.mp4", show_default=True)
    @as_json_option
    def render(
        *,
        cast: tuple[str, ...],
        prompt: str,
        seconds: float | None,
        resolution: str,
        style: str | None,
        renderer: str | None,
        seed: int,
        out: Path,
        as_json: bool,
    ) -> int:
        files = _cast(cast)
        screenplay = read_prompt(prompt, _written(files), seconds, Style(style) if style else None)
        return _render(
            screenplay, files, Resolution(resolution), seed, renderer=renderer, out=out, as_json=as_json
        )

    return {"models": models, "likeness": likeness, "render": render, "review": review}


@click.command("likeness", help="Turn a recording into a sealed .likeness file for this installation.")
@click.argument("file", type=EXISTING)
@click.option("--challenge", help="Head turns in their order: left,right,up,down.")
@click.option("--phrase", help="The words read aloud.")
@click.option("--out", type=NEW, help="Else beside FILE, with the ending .likeness.")
@as_json_option
def likeness(
    file: Path, challenge: str | None, phrase: str | None, out: Path | None, *, as_json: bool
) -> int:
    """Verified only where both turns and phrase were asked for and passed."""
    from engine.enrolment.enrol import enrol  # noqa: PLC0415 - loads models; the other commands need none

    settings = EngineSettings.load()
    asked = _challenge(challenge, phrase)
    enrolled = enrol(file.read_bytes(), asked, settings.weight_store(), _told("enrolment"))
    whole = asked is not None and bool(asked.turns) and bool(asked.phrase)
    made = replace(enrolled.likeness, verified=enrolled.likeness.verified and whole)
    target = out or file.with_suffix(SUFFIX)
    _write(target, seal_file(pack(made), EngineKey.load_or_create(settings.vault.keys).public()))
    payload = {
        "likeness": str(target),
        "verified": made.verified,
        "seconds": round(len(made.frames) / made.fps, 3),
        "frames": len(made.frames),
        "fps": made.fps,
        "voice": made.voice is not None,
        "transcript": made.voice.transcript if made.voice else None,
        "advice": list(enrolled.advice),
    }
    stamp = "verified" if made.verified else "not verified: clips with it are marked"
    answer(payload, [f"{target} ({stamp})", *enrolled.advice], as_json=as_json)
    return 0


@click.command("review", help="Measure a finished clip against its cast.")
@click.argument("clip", type=EXISTING)
@click.option(
    "--cast",
    "cast",
    multiple=True,
    required=True,
    metavar="NAME=FILE",
    help="Who plays, in the order of the roles.",
)
@as_json_option
def review(clip: Path, cast: tuple[str, ...], *, as_json: bool) -> int:
    """Scores, never a decision. Words and times are taken from the clip's own signed manifest."""
    from engine.review import UnplayableError, retold  # noqa: PLC0415 - loads models
    from engine.review import review as measure  # noqa: PLC0415

    settings = EngineSettings.load()
    people = _open_cast(_cast(cast), settings)
    video = clip.read_bytes()
    try:
        screenplay = retold(video, list(people))
        measured = measure(video, screenplay, people, settings.weight_store(), _told("review")).scores
    except UnplayableError as error:
        raise EngineRefusal(Refusal(code="not_a_clip", message=str(error))) from error
    answer(
        {"clip": str(clip), "review": measured.model_dump(mode="json")}, _scores(measured), as_json=as_json
    )
    return 0


def _render(
    screenplay: Screenplay,
    files: Mapping[str, Path],
    resolution: Resolution,
    seed: int,
    *,
    renderer: str | None,
    out: Path,
    as_json: bool,
) -> int:
    from engine.production import produce, whole_render  # noqa: PLC0415 - loads models
    from engine.provenance import Signer  # noqa: PLC0415
    from engine.renderers import Take  # noqa: PLC0415
    from engine.room.keeper import kept  # noqa: PLC0415

    settings = EngineSettings.load()
    playing = {role.name: files[role.name] for role in screenplay.roles}
    take = Take(screenplay=screenplay, cast=_open_cast(playing, settings), resolution=resolution, seed=seed)
    name = renderer or settings.engine.renderer
    signer = Signer.load_or_create(settings.vault.keys)
    report = whole_render(_told("render"))
    with kept():
        made = produce(
            take, name, settings.weight_store(), signer, report, renderers=settings.engine.renderers
        )
    poster = out.with_suffix(".png")
    _write(out, made.video)
    _write(poster, made.poster)
    payload = {
        "clip": str(out),
        "poster": str(poster),
        "verified": made.verified,
        "seed": seed,
        "renderer": name,
        "notes": list(made.notes),
        "screenplay": screenplay.model_dump(mode="json"),
        "review": made.review.model_dump(mode="json"),
    }
    answer(payload, [*made.notes, *_scores(made.review), str(out)], as_json=as_json)
    return 0


def _cast(given: tuple[str, ...]) -> dict[str, Path]:
    """Turn NAME=FILE into names and files.

    Raises:
        click.BadParameter: one is written otherwise, or a file is not there.
    """
    files: dict[str, Path] = {}
    for one in given:
        name, equals, file = one.partition("=")
        if not (equals and name and Path(file).is_file()):
            raise click.BadParameter(
                f"{one!r} is not NAME=FILE with a file that is there.", param_hint="--cast"
            )
        files[name.removeprefix("@")] = Path(file)
    return files


def _written(files: Mapping[str, Path]) -> dict[str, str]:
    """How each of the cast may be written in the prompt. Someone alone is also @me."""
    written = {f"@{name}": name for name in files}
    if len(files) == 1:
        written |= dict.fromkeys(("@me", "@self"), next(iter(files)))
    return written


def _open_cast(files: Mapping[str, Path], settings: EngineSettings) -> dict[str, Likeness]:
    key = EngineKey.load_or_create(settings.vault.keys)
    return {name: _open_likeness(file, key) for name, file in files.items()}


def _open_likeness(file: Path, key: EngineKey) -> Likeness:
    try:
        return unpack(open_file(file.read_bytes(), key))
    except (VaultTamperedError, LikenessFormatError) as error:
        raise EngineRefusal(Refusal(code="likeness_unreadable", message=f"{file}: {error}")) from error


def _challenge(turns: str | None, phrase: str | None) -> Challenge | None:
    if turns is None and phrase is None:
        return None
    words = [word.strip().lower() for word in (turns or "").split(",") if word.strip()]
    try:
        asked = tuple(Turn(word) for word in words)
    except ValueError as error:
        known = ", ".join(one.value for one in Turn)
        raise click.BadParameter(
            f"Turns are {known}, with commas between.", param_hint="--challenge"
        ) from error
    return Challenge(turns=asked, phrase=phrase or "")


def _write(path: Path, data: bytes) -> None:
    """For the user's eyes only; whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _told(what: str) -> Callable[[Stage, float], None]:
    """Progress on standard error: a moving line in a terminal, a line each new stage elsewhere."""
    last: Stage | None = None

    def tell(stage: Stage, done: float) -> None:
        nonlocal last
        if sys.stderr.isatty():
            click.echo(f"\r{what}: {stage.value:10} {done:4.0%} ", err=True, nl=False)
        elif stage != last:
            click.echo(f"{what}: {stage.value} {done:.0%}", err=True)
        last = stage

    return tell


def _scores(review: Review) -> list[str]:
    lines = [
        f"{review.width}x{review.height}, {review.fps:g} fps, {review.frames} frames, {review.seconds:.3f} s"
    ]
    if review.loudness_lufs is not None:
        lines.append(f"loudness {review.loudness_lufs:.1f} LUFS")
    lines += [
        f"{face.role}: face distance {face.mean:.3f} mean, {face.worst:.3f} worst, "
        f"{face.below_045:.0%} below .45, {face.below_060:.0%} below .60"
        for face in review.identity
    ]
    lines += [f"{lip.role}: lips r {lip.r:.2f} at lag {lip.lag_frames}" for lip in review.lips]
    if review.spoken is not None:
        lines.append(f"heard {review.spoken.heard!r}, word error rate {review.spoken.wer:.0%}")
        if review.spoken.unexpected:
            lines.append(f"heard besides what is written: {' '.join(review.spoken.unexpected)}")
    if review.nudity is not None:
        bare = review.nudity
        lines.append(f"nudity {bare.worst:.2f} worst, {bare.mean:.2f} mean of {bare.frames} frames (0 to 1)")
    if review.strangers is not None:
        lines.append(f"people visible who are not in the cast: {review.strangers}")
    return lines + [
        f"{beat.what}: wanted at frame {beat.wanted_frame}, measured at {beat.measured_frame}"
        for beat in review.beats
    ]
