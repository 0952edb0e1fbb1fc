"""Light on a person: surface directions guessed from matte and face mesh, lit by the scene's lamps."""

from dataclasses import dataclass

import cv2
import numpy as np
from scipy.spatial import Delaunay

from engine.renderers.studio.kernel import Floats, Ints, kernel
from engine.renderers.studio.scenes.look import Look

# Light is soft: a quarter of the resolution is plenty.
COARSE = 4
# Skin outside these is a recording's doing: too dark or bright a room, too vivid a camera. Luma and
# saturation of the recordings it was tuned on: p01 .65 and .32, p02 .73 and .21,
# the sample portrait .69 and .44.
_DARKEST, _BRIGHTEST, _MOST_SATURATED = 0.20, 0.64, 0.40

# A recording whose bright parts are below this was underexposed, and is lifted, at most so many times.
# p01 .88, s02 .80, s04 .68.
_WHITE, _MOST_LIFT = 0.80, 1.25


@dataclass(frozen=True, slots=True)
class Relit:
    """Light on a sprite, both (h/4, w/4, 3) BGR: colour = own * gain + add * (.3 + .7 own).

    `saturation` 0..1 is what then remains of the colour.
    """

    gain: Floats
    add: Floats
    saturation: float


@kernel
def _rasterise(points: Floats, directions: Floats, triangles: Ints, out: Floats, cover: Floats) -> None:
    height, width = cover.shape
    for index in range(triangles.shape[0]):
        i, j, k = triangles[index, 0], triangles[index, 1], triangles[index, 2]
        ax, ay, bx, by, cx, cy = (
            points[i, 0],
            points[i, 1],
            points[j, 0],
            points[j, 1],
            points[k, 0],
            points[k, 1],
        )
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-6:  # noqa: PLR2004 - edge on
            continue
        for y in range(max(0, int(min(ay, by, cy))), min(height - 1, int(max(ay, by, cy)) + 1) + 1):
            for x in range(max(0, int(min(ax, bx, cx))), min(width - 1, int(max(ax, bx, cx)) + 1) + 1):
                p = ((bx - x) * (cy - y) - (cx - x) * (by - y)) / area
                q = ((cx - x) * (ay - y) - (ax - x) * (cy - y)) / area
                r = 1 - p - q
                if p >= 0 and q >= 0 and r >= 0:
                    cover[y, x] = 1
                    for c in range(3):
                        out[y, x, c] = p * directions[i, c] + q * directions[j, c] + r * directions[k, c]


class Relighter:
    """Lights one person's sprites; keeps the triangles of their face."""

    def __init__(self, look: Look, template: Floats, skin: Floats, white: float) -> None:
        """Take a scene's look and a person.

        Args:
            look: of the scene.
            template: (478, 3) the person's face from the front.
            skin: (3,) its colour in the recording, BGR 0..1.
            white: luma 0..1 of what is bright in the recording.
        """
        self._look = look
        self._exposure, self._saturation = _development(skin, white)
        self._triangles = np.ascontiguousarray(Delaunay(template[:468, :2]).simplices, np.int64)

    def light(self, matte: Floats, landmarks: Floats, behind: Floats) -> Relit:
        """Light for a sprite.

        Args:
            matte: (h/4, w/4) 0..1.
            landmarks: (478, 3) in pixels of this coarse sprite.
            behind: (h/4, w/4, 3) the background behind the sprite, BGR 0..1.
        """
        head = max(float(np.linalg.norm(landmarks[10, :2] - landmarks[152, :2])), 4.0)
        directions = _body(matte, head)
        self._add_face(directions, landmarks, head)
        gain, add = _thrown(self._look, directions, matte, head, behind)
        return Relit(gain=gain * np.float32(self._exposure), add=add, saturation=self._saturation)

    def _add_face(self, directions: Floats, landmarks: Floats, head: float) -> None:
        points = np.ascontiguousarray(landmarks[:468], np.float32)
        corners = points[self._triangles]
        across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        across *= np.where(across[:, 2:] > 0, -1, 1)
        normals = np.zeros_like(points)
        for corner in range(3):
            np.add.at(normals, self._triangles[:, corner], across)
        normals[:, 2] *= -1
        normals[:, :2] *= -1
        normals *= np.where(normals[:, 2:] < 0, -1, 1)
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-6)
        drawn = np.zeros(directions.shape, np.float32)
        cover = np.zeros(directions.shape[:2], np.float32)
        _rasterise(points, normals.astype(np.float32), self._triangles, drawn, cover)
        soft = cv2.GaussianBlur(cv2.erode(cover, np.ones((3, 3), np.uint8)), (0, 0), 0.05 * head)
        share = np.clip(soft * 1.6 - 0.6, 0, 1)[..., None]
        smooth = cv2.GaussianBlur(drawn, (0, 0), 0.025 * head)
        directions += share * (smooth - directions)
        directions /= np.maximum(np.linalg.norm(directions, axis=2, keepdims=True), 1e-3)


def lit_thing(look: Look, matte: Floats, form: float, behind: Floats) -> Relit:
    """Light for something that has no face: a pet, an object, a drawing. Its own colours are what they are.

    Args:
        look: of the scene.
        matte: (h/4, w/4) 0..1.
        form: how large its rounded parts are, in pixels of this coarse sprite.
        behind: (h/4, w/4, 3) the background behind the sprite, BGR 0..1.
    """
    form = max(form, 4.0)
    gain, add = _thrown(look, _body(matte, form), matte, form, behind)
    return Relit(gain=gain, add=add, saturation=1.0)


def _thrown(
    look: Look, directions: Floats, matte: Floats, head: float, behind: Floats
) -> tuple[Floats, Floats]:
    """What a scene's lamps and its background do to a surface: gain and added light."""
    flat = np.clip(directions[..., 2], 0, 1)
    gain = np.empty((*matte.shape, 3), np.float32)
    gain[:] = look.ambient
    add = np.zeros_like(gain)
    for lamp in look.lights:
        towards = np.asarray(lamp.towards, np.float32)
        towards /= np.linalg.norm(towards)
        colour = np.asarray(lamp.colour, np.float32)
        facing = np.clip(directions @ towards * 0.75 + 0.25, 0, 1)
        gain += (lamp.fill * facing)[..., None] * colour
        if lamp.rim:
            sideways = np.clip(directions[..., 0] * towards[0] + directions[..., 1] * towards[1], 0, 1)
            add += (lamp.rim * sideways * (1 - flat) ** 2)[..., None] * colour
    inside = cv2.GaussianBlur(matte, (0, 0), 0.05 * head)
    edge = np.clip(1.15 - inside, 0, 1) ** 1.5 * look.wrap
    add += edge[..., None] * cv2.GaussianBlur(behind, (0, 0), 0.07 * head)
    return gain, add


def _development(skin: Floats, white: float) -> tuple[float, float]:
    """Exposure and saturation that temper a recording too dark, too bright or too vivid.

    A skin's tint and tone are the person's own: only what lies outside a wide range is drawn in. How dark a
    recording is shows in its whites, whatever the skin.
    """
    luma = float(skin @ np.array([0.0722, 0.7152, 0.2126]))
    saturation = float((skin.max() - skin.min()) / max(float(skin.max()), 1e-3))
    lifted = luma * float(np.clip(_WHITE / max(white, 1e-3), 1, _MOST_LIFT))
    exposure = float(np.clip(lifted, _DARKEST, _BRIGHTEST) / max(luma, 1e-3))
    return exposure, min(1.0, _MOST_SATURATED / max(saturation, 1e-3))


def _body(matte: Floats, head: float) -> Floats:
    """Surface directions (h, w, 3) of the matte blown up like a cushion: right, down, towards the viewer."""
    # The frame's border is a cut, not an edge of the body.
    padded = cv2.copyMakeBorder((matte > 0.5).astype(np.uint8), 0, 8, 8, 8, cv2.BORDER_REPLICATE)  # noqa: PLR2004
    distance = cv2.distanceTransform(padded, cv2.DIST_L2, 3)[:-8, 8:-8]
    radius = 0.34 * head
    inward = np.clip(1 - distance / radius, 0, 1)
    height = radius * np.sqrt(np.maximum(1 - inward**2, 0))
    height = cv2.GaussianBlur(height.astype(np.float32), (0, 0), 0.045 * head)
    down, right = np.gradient(height)
    directions = np.stack([-right, -down, np.ones_like(height)], axis=-1).astype(np.float32)
    directions /= np.linalg.norm(directions, axis=2, keepdims=True)
    return directions
