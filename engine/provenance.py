"""Where a clip comes from, signed into it (C2PA), and when its words and sounds are, for whoever checks it.

The operator's key signs; it is made once, with a chain of its own (no public authority vouches for it, so a
checker says "issuer unknown" beside "unchanged"). Nothing personal is written beyond what the clip lets hear:
people are numbers in the order of the screenplay's roles, sounds go by their kind.
"""

import io
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Self

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pydantic import Field, ValidationError

from engine.contract.keys import KeyProblemError, load_or_create_file
from engine.contract.messages import Message, Screenplay
from engine.renderers import Footage
from engine.sound import Phone, PlacedBeat, SpokenLine

SIGNING_KEY_FILE = "provenance.pem"
FORMAT = "video/mp4"
TIMING = "cameo.timing"
MADE_BY = "Cameo"
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
VALID_FOR = timedelta(days=3650)
UNTRUSTED = "signingCredential.untrusted"
"""The one remark of a validator that a key without a public authority always earns."""


OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
"""A manifest may name addresses to fetch from; a clip from elsewhere must not make the engine call them."""


class SigningError(Exception):
    """The clip could not be signed; the message says why."""


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """The operator's signing key (ES256) and its certificate chain, PEM, private key first."""

    pem: bytes

    @classmethod
    def load_or_create(cls, folder: Path) -> Self:
        """Read the signing key of this folder, or make it (file 0600).

        Raises:
            engine.contract.keys.KeyProblemError: the folder cannot be written or the file is not a key.
        """
        signer = cls(load_or_create_file(folder / SIGNING_KEY_FILE, _new_chain))
        if not signer.pem.startswith(b"-----BEGIN PRIVATE KEY-----"):
            raise KeyProblemError(f"{folder / SIGNING_KEY_FILE} is not a signing key.")
        return signer

    @classmethod
    def generate(cls) -> Self:
        """A new key that is kept nowhere."""
        return cls(_new_chain())

    def native(self) -> Any:
        """The key as the signing library takes it."""
        private, chain = self.pem.split(b"-----BEGIN CERTIFICATE-----", 1)
        certificates = b"-----BEGIN CERTIFICATE-----" + chain
        info = c2pa.C2paSignerInfo(c2pa.C2paSigningAlg.ES256, certificates, private, None)
        return c2pa.Signer.from_info(info)


def _name(common: str) -> x509.Name:
    parts = ((NameOID.ORGANIZATION_NAME, "Cameo operator"), (NameOID.COMMON_NAME, common))
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def _certificate(
    subject: str, key: ec.EllipticCurvePrivateKey, issuer: str, signing: ec.EllipticCurvePrivateKey
) -> x509.Certificate:
    authority = subject == issuer
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only"),
        False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID_FOR)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False
        )
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authority,
                key_cert_sign=authority,
                crl_sign=authority,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
    )
    if not authority:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
    return builder.sign(signing, hashes.SHA256())


def _new_chain() -> bytes:
    """A private key, its certificate and that of the root which signed it; the root's key is thrown away."""
    root, leaf = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer, subject = "Cameo operator root", "Cameo clips"
    private = leaf.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    chain = (_certificate(subject, leaf, issuer, root), _certificate(issuer, root, issuer, root))
    return private + b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain)


class TimedLine(Message):
    """A line: which of the screenplay's roles speaks, its words, its phones as [symbol, start, end] in s."""

    speaker: int
    text: str
    start_s: float
    end_s: float
    phones: tuple[tuple[str, float, float], ...]


class TimedBeat(Message):
    """A sound event: its kind, and the frame on which it happens. They stand in the screenplay's order."""

    sound: str
    frame: int


class Timing(Message):
    """What a clip says about itself: when which words and sounds are, and how it was made.

    credits: whose licensed characters it shows, word for word as their owners want it.
    """

    version: Annotated[int, Field(ge=1)] = 1
    renderer: str
    verified: bool
    lines: tuple[TimedLine, ...]
    beats: tuple[TimedBeat, ...]
    notes: tuple[str, ...]
    credits: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        footage: Footage,
        screenplay: Screenplay,
        *,
        renderer: str,
        verified: bool,
        credited: tuple[str, ...] = (),
    ) -> Self:
        """Take down the times of footage; names of roles become numbers."""
        names = [role.name for role in screenplay.roles]
        lines = tuple(
            TimedLine(
                speaker=names.index(line.role),
                text=line.text,
                start_s=round(line.start_s, 4),
                end_s=round(line.end_s, 4),
                phones=tuple((p.symbol, round(p.start_s, 4), round(p.end_s, 4)) for p in line.phones),
            )
            for line in footage.soundtrack.lines
        )
        beats = tuple(TimedBeat(sound=beat.sound, frame=beat.frame) for beat in footage.soundtrack.beats)
        told = dict.fromkeys((*footage.notes, *footage.soundtrack.notes))
        notes = tuple(_nameless(note, names) for note in told)
        return cls(
            renderer=renderer, verified=verified, lines=lines, beats=beats, notes=notes, credits=credited
        )

    def spoken(self, screenplay: Screenplay) -> tuple[SpokenLine, ...]:
        """The lines with their roles' names again."""
        return tuple(
            SpokenLine(
                screenplay.roles[line.speaker].name,
                line.text,
                line.start_s,
                line.end_s,
                tuple(Phone(*phone) for phone in line.phones),
            )
            for line in self.lines
            if line.speaker < len(screenplay.roles)
        )

    def placed(self, screenplay: Screenplay) -> tuple[PlacedBeat, ...]:
        """The beats with the screenplay's words again."""
        wanted = [beat.what for shot in screenplay.shots for beat in shot.beats]
        return tuple(
            PlacedBeat(what, beat.sound, beat.frame) for what, beat in zip(wanted, self.beats, strict=False)
        )


def _nameless(note: str, names: list[str]) -> str:
    for number, name in enumerate(names, start=1):
        note = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", f"person {number}", note)
    return note


def _manifest(timing: Timing) -> str:
    action = {"action": "c2pa.created", "softwareAgent": {"name": MADE_BY}, "digitalSourceType": SOURCE_TYPE}
    return json.dumps({
        "claim_generator_info": [{"name": MADE_BY}],
        "title": "Cameo clip",
        "format": FORMAT,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": [action]}},
            {"label": TIMING, "data": timing.model_dump(mode="json")},
        ],
    })  # fmt: skip


def signed(video: bytes, timing: Timing, signer: Signer) -> bytes:
    """The clip with its signed manifest inside.

    Raises:
        SigningError: the library refuses the clip or the key.
    """
    out = io.BytesIO()
    try:
        with signer.native() as key, c2pa.Builder(_manifest(timing)) as builder:
            builder.sign(key, FORMAT, io.BytesIO(video), out)
    except c2pa.C2paError as error:
        raise SigningError(f"The clip could not be signed: {error}") from error
    return out.getvalue()


def _read(video: bytes) -> tuple[dict[str, Any], list[str]] | None:
    """The active manifest and what a validator finds wrong with it; None where there is no manifest."""
    try:
        with (
            c2pa.Context.from_dict(OFFLINE) as context,
            c2pa.Reader(FORMAT, io.BytesIO(video), context=context) as reader,
        ):
            store = json.loads(reader.json())
    except c2pa.C2paError:
        return None
    active = store.get("manifests", {}).get(store.get("active_manifest"))
    if active is None:
        return None
    return active, [str(status.get("code", "")) for status in store.get("validation_status", [])]


def unchanged(video: bytes) -> bool:
    """Whether a clip carries a manifest that fits every byte of it; who signed it is another question."""
    found = _read(video)
    return found is not None and all(code == UNTRUSTED for code in found[1])


def read_timing(video: bytes) -> Timing | None:
    """What a clip says about itself, or None where it says nothing or was changed since it was signed."""
    found = _read(video)
    if found is None or any(code != UNTRUSTED for code in found[1]):
        return None
    data = next((one["data"] for one in found[0].get("assertions", []) if one.get("label") == TIMING), None)
    try:
        return None if data is None else Timing.model_validate_json(json.dumps(data))
    except ValidationError:
        return None
