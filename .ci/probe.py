"""Look at a clip with the bundled ffmpeg: `probe.py CLIP [SECONDS]` exits 1 where it is not as asked for."""

import re
import subprocess
import sys
from pathlib import Path

import imageio_ffmpeg

FPS = 24


def probe(clip: Path) -> str:
    """Decode every frame and sample; return what ffmpeg says of the streams and its last progress line."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-xerror", "-i", str(clip), "-f", "null", "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr


def complaints(said: str, seconds: float | None) -> list[str]:
    """What is not as it should be: picture, rate, codecs, length within one frame."""
    wanted = {
        "the picture is not h264": r"Video: h264",
        "the picture is not 1280x720": r"Video: .*\b1280x720\b",
        "the rate is not 24 frames a second": rf"Video: .*\b{FPS} fps\b",
        "the sound is not AAC": r"Audio: aac",
    }
    found = [sentence for sentence, pattern in wanted.items() if not re.search(pattern, said)]
    frames = [int(count) for count in re.findall(r"frame=\s*(\d+)", said)]
    if not frames or frames[-1] < FPS:
        found.append("there is less than one second of picture")
    elif seconds is not None and abs(frames[-1] - round(seconds * FPS)) > 1:
        found.append(f"it has {frames[-1]} frames, not {round(seconds * FPS)}")
    return found


def main() -> int:
    """Probe the named clip."""
    clip, seconds = Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else None  # noqa: PLR2004 - argv
    if not clip.is_file():
        print(f"There is no clip at {clip}: the demo did not end with its path.")
        return 1
    found = complaints(probe(clip), seconds)
    print(f"{clip.name}: " + ("; ".join(found) if found else "1280x720, 24 fps, h264 and aac, as asked"))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
