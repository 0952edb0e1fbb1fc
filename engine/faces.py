"""Faces in pictures.

478 points, expression and pose by MediaPipe's landmarker, identity by dlib's descriptor.
"""

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import cv2
import dlib
import numpy as np
from numpy.typing import NDArray

from engine.contract.weights import WeightStore

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]

# Indices of the landmarker's 478 points.
INNER_LIPS = (13, 14)
LIP_CORNERS = (78, 308)
CHIN, FOREHEAD = 152, 10
NOSE_TIP = 1
# Two descriptors closer than this are the same person (dlib's own figure, 99.4 % on Labeled Faces in
# the Wild).
SAME_PERSON = 0.6


@dataclass(frozen=True, slots=True)
class Face:
    """One face of one picture.

    landmarks: (478, 3) x and y in pixels, z in pixels relative to the head.
    blendshapes: (52,) 0..1.
    pose_deg: (3,) yaw (positive: the person's left), pitch (positive: up), roll (positive: clockwise as
        seen).
    """

    landmarks: Floats
    blendshapes: Floats
    pose_deg: Floats

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in pixels, around all points; may reach outside the picture."""
        left, top = np.floor(self.landmarks[:, :2].min(axis=0)).astype(int)
        right, bottom = np.ceil(self.landmarks[:, :2].max(axis=0)).astype(int)
        return int(left), int(top), int(right), int(bottom)

    @property
    def height(self) -> float:
        """Forehead to chin in pixels."""
        return float(np.linalg.norm(self.landmarks[FOREHEAD, :2] - self.landmarks[CHIN, :2]))

    @property
    def lip_aperture(self) -> float:
        """Distance of the inner lips as a share of the face's height."""
        upper, lower = (self.landmarks[point] for point in INNER_LIPS)
        return float(np.linalg.norm(upper - lower)) / max(self.height, 1.0)


def pose_of(matrix: NDArray[np.floating[Any]]) -> Floats:
    """Yaw, pitch and roll in degrees from the landmarker's 4x4 matrix (x right, y up, z to the camera)."""
    m = matrix
    yaw = math.atan2(m[0, 2], m[2, 2])
    pitch = math.atan2(m[1, 2], math.hypot(m[0, 2], m[2, 2]))
    roll = -math.atan2(m[1, 0], m[0, 0])
    return np.asarray(np.degrees([yaw, pitch, roll]), np.float32)


@contextmanager
def silenced() -> Iterator[None]:
    """Within this block nothing comes out on descriptor 2, where native runtimes write their remarks."""
    kept, null = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(null)


class FaceReader:
    """Reads faces.

    With `most=1` successive frames of a video are tracked; else every picture stands for itself.
    """

    def __init__(self, weights: WeightStore, *, most: int = 1) -> None:
        """Load the landmarker.

        Raises:
            engine.contract.weights.WeightMissingError: the weight is not here.
        """
        with silenced():
            # Imported late: it takes a second and prints.
            import mediapipe  # noqa: PLC0415
            from mediapipe.tasks.python import BaseOptions, vision  # noqa: PLC0415

            self._mediapipe = mediapipe
            self._video = most == 1
            mode = vision.RunningMode.VIDEO if self._video else vision.RunningMode.IMAGE
            self._landmarker = vision.FaceLandmarker.create_from_options(
                vision.FaceLandmarkerOptions(
                    base_options=BaseOptions(model_asset_path=str(weights.path("face_landmarker"))),
                    running_mode=mode,
                    num_faces=most,
                    output_face_blendshapes=True,
                    output_facial_transformation_matrixes=True,
                )
            )
        self._last_ms = -1

    def __enter__(self) -> Self:
        """Use as a context: closing frees the native graph."""
        return self

    def __exit__(self, *_: object) -> None:
        """Free the native graph."""
        with silenced():
            self._landmarker.close()

    def read(self, picture: Picture, at_s: float = 0.0) -> tuple[Face, ...]:
        """The faces of a BGR picture (h, w, 3) uint8, largest first; `at_s` must rise from call to call."""
        rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
        image = self._mediapipe.Image(image_format=self._mediapipe.ImageFormat.SRGB, data=rgb)
        first = self._last_ms < 0
        self._last_ms = max(self._last_ms + 1, round(at_s * 1000))
        if first:
            with silenced():
                found = self._detect(image)
        else:
            found = self._detect(image)
        height, width = picture.shape[:2]
        size = np.array([width, height, width], np.float32)
        faces = [
            Face(
                np.array([(p.x, p.y, p.z) for p in points], np.float32) * size,
                np.array([shape.score for shape in shapes], np.float32),
                pose_of(matrix),
            )
            for points, shapes, matrix in zip(
                found.face_landmarks,
                found.face_blendshapes,
                found.facial_transformation_matrixes,
                strict=True,
            )
        ]
        return tuple(sorted(faces, key=lambda face: -face.height))

    def _detect(self, image: Any) -> Any:
        if self._video:
            return self._landmarker.detect_for_video(image, self._last_ms)
        return self._landmarker.detect(image)


@lru_cache(maxsize=2)
def _aligner(path: Path) -> Any:
    return dlib.shape_predictor(str(path))


@lru_cache(maxsize=2)
def _describer(path: Path) -> Any:
    return dlib.face_recognition_model_v1(str(path))


def describe(picture: Picture, face: Face, weights: WeightStore) -> Floats:
    """The (128,) descriptor of a face in a BGR picture, aligned by dlib's 5 points.

    Raises:
        engine.contract.weights.WeightMissingError: a weight is not here.
    """
    aligner = _aligner(weights.path("dlib_landmarks_5"))
    describer = _describer(weights.path("dlib_face_resnet"))
    # dlib's own detector frames a face from the brows to the chin, square; the points reach up to the
    # hairline.
    left, top, right, bottom = face.box
    side = 0.9 * (bottom - top)
    middle_x, low = (left + right) / 2, bottom + 0.03 * side
    box = dlib.rectangle(
        round(middle_x - side / 2), round(low - side), round(middle_x + side / 2), round(low)
    )
    rgb = np.ascontiguousarray(picture[..., ::-1])
    return np.array(describer.compute_face_descriptor(rgb, aligner(rgb, box)), np.float32)


def distance(first: Floats, second: Floats) -> float:
    """Euclidean distance of two descriptors; see `SAME_PERSON`."""
    return float(np.linalg.norm(first - second))


def sharpness_of(picture: Picture, face: Face) -> float:
    """Variance of the Laplacian inside the face's box, scaled to a face 200 pixels high.

    0 where none is visible.
    """
    left, top, right, bottom = face.box
    cut = picture[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    if not cut.size:
        return 0.0
    scale = 200 / cut.shape[0]
    grey = cv2.cvtColor(cut, cv2.COLOR_BGR2GRAY)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return float(cv2.Laplacian(grey, cv2.CV_32F).var())
