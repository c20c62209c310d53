"""A photograph is made anew: the picture passes, nothing else does."""

import io

import pytest
from builders.photographs import PLACE, bomb, photograph
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from weighin.errors import NotAccepted
from weighin.site.directory import photographs
from weighin.site.directory.photographs import made_anew
from weighin.site.store.models import Photograph

SCRIPT = b"<script>alert(1)</script>"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_camera_and_comment_stay_behind(kind):
    came = photograph(kind)
    assert PLACE.encode() in came
    made = made_anew(came).content
    with Image.open(io.BytesIO(made)) as shown:
        assert shown.format == "JPEG"
        assert dict(shown.getexif()) == {}
        assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for told in (PLACE, "Camera of Cleo", "taken at the harbour"):
        assert told.encode() not in made


def test_it_stands_upright_and_within_the_longest_side():
    made = made_anew(photograph(size=(1600, 400), orientation=6))  # held sideways
    assert (made.width, made.height) == (200, 800)


def test_what_can_be_seen_through_lies_on_white():
    with Image.open(io.BytesIO(made_anew(photograph("PNG", mode="RGBA", colour=(0, 0, 0, 0))).content)) as shown:
        assert shown.getpixel((5, 5)) == (255, 255, 255)


def test_what_a_file_is_besides_a_picture_stays_behind():
    assert SCRIPT not in made_anew(photograph() + SCRIPT).content
    assert b"PK\x03\x04" not in made_anew(photograph("PNG") + b"PK\x03\x04an archive").content


@pytest.mark.parametrize(
    "came",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7 and so on",
        b"GIF89a" + b"\0" * 40,
        b"",
        photograph()[:300],
        b"II*\0" + b"\0" * 100,
    ],
)
def test_what_is_no_photograph_is_refused(came):
    with pytest.raises(NotAccepted, match="JPEG, PNG or WebP"):
        made_anew(came)


@pytest.mark.parametrize("size", [(60_000, 60_000), (10_000, 5_001)])
def test_a_picture_of_too_many_pixels_is_refused_before_one_is_read(monkeypatch, size):
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("pixels were read"))
    with pytest.raises(NotAccepted, match="million pixels"):
        made_anew(bomb(*size))


def test_a_file_of_too_many_bytes_is_refused(monkeypatch):
    monkeypatch.setattr(photographs, "MOST_BYTES", 100)
    with pytest.raises(NotAccepted, match="MB"):
        made_anew(photograph())


@settings(max_examples=60)
@given(st.binary(max_size=400), st.integers(min_value=0, max_value=300))
def test_no_damage_breaks_it(noise, at):
    came = photograph()
    for damaged in (noise, came[:at] + noise + came[at + len(noise) :]):
        try:
            made_anew(damaged)
        except NotAccepted:
            continue


def test_it_is_kept_and_served_as_it_was_made_to_members_alone(browser_of, ben, vera, olga, ines):
    address = f"/desk/experts/{ines.public_id}/photograph"
    uploaded = SimpleUploadedFile("ines.svg.php", photograph() + SCRIPT, content_type="image/svg+xml")
    assert browser_of(ben).post(address, {"photograph": uploaded}).status_code == 302
    shown = browser_of(vera).get(f"{address}.jpg")
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.content == bytes(Photograph.objects.get().content) == made_anew(photograph()).content
    assert browser_of(olga).get(f"{address}.jpg").status_code == 404
    assert browser_of(ben).get(f"/desk/experts/{ines.public_id}").content.decode().count("<img") == 1
    assert browser_of(ben).post(f"{address}/remove").status_code == 302
    assert not Photograph.objects.exists()


def test_one_that_is_refused_is_told_beside_the_field(browser_of, ben, ines):
    uploaded = SimpleUploadedFile("bomb.png", bomb(), content_type="image/png")
    response = browser_of(ben).post(f"/desk/experts/{ines.public_id}/photograph", {"photograph": uploaded})
    assert response.status_code == 422
    assert "A photograph has at most 50 million pixels" in response.content.decode()
