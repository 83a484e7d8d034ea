"""A page as a picture, still packed as the file holds it.

Enters: bytes of a picture (JPEG, PNG, ...) or bare grey or coloured points. Leaves: an array of bytes, turned as a
viewer shows the page. The JPEG of a scanner goes through unchanged, so that a page is known again by its bytes.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    Pixels = NDArray[np.uint8]

LARGEST = 170_000_000
"""So many points a page has at most."""


class BadPictureError(ValueError):
    """A picture that can't be unpacked."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: `data` is a picture file, or points if `shape` (height, width, channels) is given.

    `turn` is by how many degrees, clockwise, a viewer shows the picture turned; `width` and `height` are those of the
    page as shown, in points.
    """

    data: bytes
    width: float
    height: float
    shape: tuple[int, int, int] | None = None
    turn: int = 0

    def digest(self) -> str:
        """Return what the picture is known by: the SHA-256 of all that reading depends on."""
        said = f"{self.width:.2f} {self.height:.2f} {self.shape} {self.turn}\n"
        return hashlib.sha256(said.encode() + self.data).hexdigest()

    def pixels(self) -> Pixels:
        """Return the points, as shown: (height, width) or (height, width, 3); raises `BadPictureError`."""
        import numpy as np

        if self.shape is not None:
            found = np.frombuffer(self.data, np.uint8).reshape(self.shape)
        else:
            found = unpacked(self.data)
        if found.ndim == 3 and found.shape[2] == 1:
            found = found[:, :, 0]
        return np.ascontiguousarray(np.rot90(found, -self.turn // 90)) if self.turn else found


def unpacked(data: bytes) -> Pixels:
    """Return the points of a picture file; raises `BadPictureError`."""
    import struct
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # points_of has a bound of its own
            image = Image.open(io.BytesIO(data))
        with image:
            return points_of(image)
    except (
        Image.DecompressionBombError,
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        struct.error,
        MemoryError,
    ) as error:
        raise BadPictureError(str(error)) from error


def points_of(image: Image) -> Pixels:
    """Return the points of an opened picture as bytes, grey or coloured; what is transparent is white."""
    import numpy as np
    from PIL import Image as Images

    if image.width * image.height > LARGEST:
        raise BadPictureError("too large")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Images.new("RGBA", layer.size, (255, 255, 255, 255))
        return np.asarray(Images.alpha_composite(paper, layer).convert("RGB"))
    if image.mode.startswith("I") or image.mode == "F":
        deep = np.asarray(image, dtype=np.float64)
        top = 65535.0 if deep.max() > 255 else 255.0
        return np.asarray(np.clip(deep / top * 255, 0, 255), dtype=np.uint8)
    return np.asarray(image.convert("L" if image.mode in ("1", "L") else "RGB"))
