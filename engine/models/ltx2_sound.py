"""Sound that a film of LTX-2 is made to: speech first, lips after it.

After the release's own audio-to-video pipeline (github.com/Lightricks/LTX-2, `a2vid_two_stage`): the sound is
encoded, and held clean while the picture is made, so that the picture follows it. diffusers' pipelines for
references do not offer that, so the transformer is handed the held sound at every step in place of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, cast

import numpy as np
import torch
from scipy.signal import resample_poly
from transformers.audio_utils import mel_filter_bank

from engine.models import Samples

WINDOW = 1024
"""Samples of one spectrum, and QUIETEST the least of it: as the release prepares sound for its encoder."""
QUIETEST = 1e-5
CHANNELS = 2


def encoded(audio_vae: Any, sound: Samples, rate: int, tokens: int) -> torch.Tensor:
    """A sound as the transformer reads it, (1, tokens, features); silence stands in for what is missing."""
    own = audio_vae.config.sample_rate
    waves = _resampled(sound[:, 0], rate, own)
    hop = audio_vae.config.mel_hop_length * audio_vae.temporal_compression_ratio
    wanted = tokens * hop + WINDOW
    waves = np.pad(waves[:wanted], (0, max(0, wanted - len(waves))))
    mel = log_mel(torch.from_numpy(waves), audio_vae.config)
    mel = mel.expand(1, CHANNELS, -1, -1).to(device=audio_vae.device, dtype=audio_vae.dtype)
    with torch.no_grad():
        latents = audio_vae.encode(mel).latent_dist.mode()[:, :, :tokens]
    packed = latents.transpose(1, 2).flatten(2, 3)
    mean, spread = audio_vae.latents_mean.to(packed), audio_vae.latents_std.to(packed)
    return cast("torch.Tensor", (packed - mean) / spread)


@contextmanager
def held(transformer: Any, sound: torch.Tensor | None) -> Iterator[None]:
    """Within this, the transformer hears `sound` and nothing else; None leaves it alone."""
    if sound is None:
        yield
        return

    def hear(
        _module: Any, args: tuple[Any, ...], named: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        own = named["audio_hidden_states"]
        heard = sound.to(own).expand(len(own), -1, -1)
        still = torch.zeros_like(named["audio_timestep"])
        return args, named | {"audio_hidden_states": heard, "audio_timestep": still, "audio_sigma": still}

    hook = transformer.register_forward_pre_hook(hear, with_kwargs=True)
    try:
        yield
    finally:
        hook.remove()


def _resampled(waves: Samples, rate: int, wanted: int) -> Samples:
    ratio = Fraction(wanted, rate)
    return np.asarray(resample_poly(waves, ratio.numerator, ratio.denominator), np.float32)


def log_mel(waves: torch.Tensor, config: Any) -> torch.Tensor:
    """Logarithms of a mel spectrogram of (samples,), (1, 1, times, bins), as torchaudio's of the release.

    config: of the audio coder: mel_hop_length, mel_bins, sample_rate.
    """
    spectra = torch.stft(
        waves,
        n_fft=WINDOW,
        hop_length=config.mel_hop_length,
        window=torch.hann_window(WINDOW),
        return_complex=True,
    ).abs()
    filters = mel_filter_bank(
        num_frequency_bins=WINDOW // 2 + 1,
        num_mel_filters=config.mel_bins,
        min_frequency=0.0,
        max_frequency=config.sample_rate / 2,
        sampling_rate=config.sample_rate,
        norm="slaney",
        mel_scale="slaney",
    )
    mel = spectra.T @ torch.from_numpy(filters).float()
    return mel.clamp(min=QUIETEST).log()[None, None]
