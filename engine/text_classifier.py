"""A text classifier of the transformers library behind JSON lines.

The bot imports no model runtime, so it starts `python -m engine.text_classifier --model X` as a process;
bot.moderation.classifier says what is spoken. Loads safetensors only, runs no code that comes with a model,
and fetches nothing unless `--download` is given. Needs the packages of the extra `classifier`.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import IO, Any

Scores = Callable[[str], Mapping[str, float]]


def load(model: str, *, download: bool) -> Scores:
    """Load a sequence classifier by folder or hub name; one score per label, 0..1.

    Raises ImportError where the optional packages are missing, OSError where the model is not there or has no
    safetensors.
    """
    if not download:
        os.environ["HF_HUB_OFFLINE"] = "1"
    from transformers import (  # noqa: PLC0415 - optional, and heavy
        AutoModelForSequenceClassification,
        AutoTokenizer,
        pipeline,
    )

    only: dict[str, Any] = {"local_files_only": not download, "trust_remote_code": False}
    classify = pipeline(
        "text-classification",
        model=AutoModelForSequenceClassification.from_pretrained(model, use_safetensors=True, **only),
        tokenizer=AutoTokenizer.from_pretrained(model, **only),
        device="cpu",
    )

    def scores(text: str) -> Mapping[str, float]:
        found = classify(text, top_k=None, truncation=True)
        return {str(one["label"]): min(1.0, max(0.0, float(one["score"]))) for one in found}

    return scores


def answer(line: str, scores: Scores) -> dict[str, object]:
    """The answer to one line: its scores, or what went wrong."""
    try:
        return {"scores": dict(scores(str(json.loads(line)["text"])))}
    except Exception as error:  # noqa: BLE001 - one bad text is no reason to end
        return {"error": f"{type(error).__name__}: {error}"}


def serve(scores: Scores, questions: IO[str], answers: IO[str]) -> None:
    """Say that all is ready, then answer line by line until the questions end."""
    print(json.dumps({"ready": True}), file=answers, flush=True)
    for line in questions:
        print(json.dumps(answer(line, scores)), file=answers, flush=True)


def main() -> None:
    """Load the model that the arguments name and serve it on standard input and output."""
    parser = argparse.ArgumentParser(prog="python -m engine.text_classifier", description=__doc__)
    parser.add_argument("--model", required=True, help="a folder, or a name on a model hub")
    parser.add_argument("--download", action="store_true", help="whether it may be fetched")
    given = parser.parse_args()
    spoken = sys.stdout
    sys.stdout = sys.stderr  # what the libraries print is no answer
    serve(load(given.model, download=given.download), sys.stdin, spoken)


if __name__ == "__main__":
    main()
