"""A text classifier that transformers really loads, tiny and with random weights, in its own process."""

from contextlib import closing
from pathlib import Path

import pytest
import transformers

from bot.judging import ScriptJudge
from bot.settings import ModerationSettings

pytestmark = pytest.mark.models


@pytest.fixture
def tiny_model(tmp_path: Path) -> Path:
    """A BERT of two layers with random weights and the labels `toxic` and `fine`, saved as safetensors."""
    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *"abcdefghijklmnopqrstuvwxyz",
        "ada",
        "paints",
        "toad",
    ]
    (tmp_path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        id2label={0: "fine", 1: "toxic"},
        label2id={"fine": 0, "toxic": 1},
    )
    transformers.BertForSequenceClassification(config).save_pretrained(tmp_path)
    transformers.BertTokenizerFast(vocab_file=str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    return tmp_path


def test_a_model_in_a_folder_takes_part_in_the_checks(tiny_model: Path) -> None:
    section = {"model": str(tiny_model), "labels": {"toxic": "harassment"}, "threshold": 0.0}
    with closing(ScriptJudge.of(ModerationSettings.model_validate({"classifier": section}))) as judge:
        assert judge.judged("ada paints a toad").verdict == "refuse"
