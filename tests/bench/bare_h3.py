"""A bare script around diffusers' MiniMax-H3, as its documentation writes it; it stands beside the engine.

`python bare_h3.py FOLDER`: a line of JSON comes in: `prompt`, `width`, `height`, `frames`, `steps` and lists
of files `pictures`, `voices`; then a line for each run. For each goes out its seconds on the clock and of
the processor, and the largest memory so far in MB.
"""

import json
import resource
import sys
import time
import warnings
import wave

import numpy as np
import PIL.Image
import torch
from diffusers import ComponentsManager, ModularPipeline
from diffusers.modular_pipelines.minimax_h3 import MiniMaxH3AudioReference, MiniMaxH3ImageReference


def voice(path: str) -> MiniMaxH3AudioReference:
    with wave.open(path) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768
        return MiniMaxH3AudioReference(audio=torch.from_numpy(samples)[None], sample_rate=file.getframerate())


def main() -> None:
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    told = json.loads(sys.stdin.readline())
    pipe = ModularPipeline.from_pretrained(
        sys.argv[1], workflow="ref2va", components_manager=ComponentsManager()
    )
    pipe.load_components(dtype=torch.float32)
    pipe.set_progress_bar_config(disable=True)
    for run, _ in enumerate(sys.stdin):
        began, worked_before = time.perf_counter(), time.process_time()
        pictures = [MiniMaxH3ImageReference(image=PIL.Image.open(path)) for path in told["pictures"]]
        pipe(
            prompt=told["prompt"],
            references=[*pictures, *map(voice, told["voices"])],
            width=told["width"],
            height=told["height"],
            num_frames=told["frames"],
            num_inference_steps=told["steps"] + 1,
            generator=torch.Generator("cpu").manual_seed(run),
            output_type="np",
            output=["videos", "audio", "sampling_rate"],
        )
        took, worked = time.perf_counter() - began, time.process_time() - worked_before
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        sys.stdout.write(json.dumps([took, worked, peak]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
