import re
from pathlib import Path

import pytest

from engine.contract.weights import (
    CarrierSource,
    UnknownWeightError,
    Weight,
    WeightFile,
    WeightMissingError,
    WeightStore,
    known,
)

pytestmark = pytest.mark.unit

NAMES = {
    "face_landmarker",
    "selfie_segmentation",
    "dlib_face_resnet",
    "dlib_landmarks_5",
    "speaker_embedder",
    "whisper_base",
    "kokoro",
    "kokoro_voices",
    "nsfw",
    "sample_portrait",
}


def test_the_list_names_every_weight_once() -> None:
    assert sorted(weight.name for weight in known()) == sorted(NAMES)


@pytest.mark.parametrize("weight", known(), ids=lambda weight: weight.name)
def test_every_source_says_where_each_file_comes_from(weight: Weight) -> None:
    files = {file.path for file in weight.files}
    for source in weight.sources:
        assert set(source.members) <= files
        assert all(source.parts(file) for file in files)


def test_a_folder_inside_a_source_has_the_files_by_their_own_names() -> None:
    source = CarrierSource(
        kind="npm", packages=("voices@1.0.0",), inside="package/voices", members={"a.bin": ("x.1", "x.2")}
    )
    assert source.parts("b.bin") == ("package/voices/b.bin",)
    assert source.parts("a.bin") == ("x.1", "x.2")


@pytest.mark.parametrize("weight", known(), ids=lambda weight: weight.name)
def test_every_carrier_is_pinned(weight: Weight) -> None:
    packages = [package for source in weight.sources if source.kind != "hub" for package in source.packages]
    assert all(re.search(r"[=@]=?\d", package) for package in packages)


def test_only_the_better_voice_is_optional() -> None:
    assert {weight.name for weight in known() if weight.optional} == {"kokoro", "kokoro_voices"}


def test_a_missing_weight_says_its_size_and_what_fetches_it(tmp_path: Path) -> None:
    with pytest.raises(WeightMissingError, match=r"face_landmarker .* 3\.8 MB.*cameo models pull"):
        WeightStore(tmp_path).path("face_landmarker")


def test_an_unknown_weight_is_told_apart_from_a_missing_one(tmp_path: Path) -> None:
    with pytest.raises(UnknownWeightError):
        WeightStore(tmp_path).path("nonesuch")


def test_a_changed_file_is_found_by_its_hash(tmp_path: Path) -> None:
    one = known()[0].model_copy(update={"files": (WeightFile(path="a.bin", size=3, sha256="0" * 64),)})
    (tmp_path / "a.bin").write_bytes(b"abc")
    assert WeightStore(tmp_path, [one]).verify() == {
        one.name: f"{one.name} is not what it should be: a.bin has another sha256."
    }


def test_a_file_of_another_size_counts_as_missing(tmp_path: Path) -> None:
    one = known()[0].model_copy(update={"files": (WeightFile(path="a.bin", size=4, sha256="0" * 64),)})
    (tmp_path / "a.bin").write_bytes(b"abc")
    assert not WeightStore(tmp_path, [one]).has(one.name)
