"""Sound as LTX-2's encoder reads it, against transformers' own reading of the same definition."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from transformers.audio_utils import mel_filter_bank, spectrogram, window_function

from engine.models.ltx2_sound import QUIETEST, WINDOW, log_mel

pytestmark = pytest.mark.models

CODER = SimpleNamespace(mel_hop_length=160, mel_bins=64, sample_rate=16_000)
"""As LTX-2.3 has it."""


def test_it_is_the_mel_spectrogram_that_it_is_meant_to_be() -> None:
    waves = np.random.default_rng(1).normal(0, 0.1, 16_000).astype(np.float32)

    ours = log_mel(torch.from_numpy(waves), CODER)

    filters = mel_filter_bank(
        WINDOW // 2 + 1, CODER.mel_bins, 0.0, 8000.0, CODER.sample_rate, norm="slaney", mel_scale="slaney"
    )
    theirs = spectrogram(
        waves,
        window_function(WINDOW, "hann"),
        WINDOW,
        CODER.mel_hop_length,
        power=1.0,
        mel_filters=filters,
        mel_floor=QUIETEST,
        log_mel="log",
    )
    assert ours.shape == (1, 1, 101, CODER.mel_bins)
    assert np.allclose(ours[0, 0].numpy().T, theirs, atol=1e-3)


def test_silence_is_no_less_than_the_quietest() -> None:
    assert torch.all(log_mel(torch.zeros(4000), CODER) == np.float32(np.log(QUIETEST)))
