from __future__ import annotations

import io

from PIL import Image, ImageCms

from soleprint.ink.icc import srgb_profile


def test_profile_says_its_own_size_and_is_valid() -> None:
    data = srgb_profile()
    assert int.from_bytes(data[:4], "big") == len(data) < 1000
    profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
    assert profile.profile.profile_description == "sRGB"


def test_colours_are_those_of_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    image = Image.frombytes("RGB", (256, 16), bytes((i * 7 + i // 3) % 256 for i in range(256 * 16 * 3)))
    converted = ImageCms.profileToProfile(image, ours, ImageCms.createProfile("sRGB"))
    assert converted is not None
    assert max(abs(a - b) for a, b in zip(image.tobytes(), converted.tobytes(), strict=True)) <= 1
