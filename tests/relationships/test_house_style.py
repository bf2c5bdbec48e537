"""Logo, colour, name and address of the company on everything that is printed."""

import io
import random
import struct
import zlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from relationships.actions.house_style import PRINTED, change_house_style, printable
from relationships.models import HouseStyle
from relationships.reports import as_pdf

PAGE = reverse("relationships:house_style")
SAMPLE = reverse("relationships:house_style_sample")
LOGO = reverse("relationships:house_logo")


def picture(width=300, height=100, kind="PNG", mode="RGB", **more) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), "navy").save(out, kind, **more)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """The head of a PNG of so many pixels and a little of its body: some hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.ada)
    return client


def send(client, **more):
    style = HouseStyle.current()
    told = {"company": "Lindner & Söhne GmbH", "address": "Ring 1\n66111 Saarbrücken", "colour": "#1d4f2b"}
    return client.post(PAGE, told | {"version": style.version} | more)


def text_of(answer) -> str:
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_what_is_said_stands_on_paper(admin):
    assert "Lindner" not in text_of(admin.get(SAMPLE))
    answer = send(admin, logo=SimpleUploadedFile("logo.png", picture(3000, 500, mode="RGBA")))
    assert (answer.status_code, answer.url) == (302, PAGE)
    style = HouseStyle.objects.get()
    assert Image.open(io.BytesIO(bytes(style.logo))).size == (1200, 200)
    assert admin.get(LOGO).content == bytes(style.logo)
    paper = admin.get(SAMPLE)
    assert "Lindner & Söhne GmbH · Ring 1 · 66111 Saarbrücken" in " ".join(text_of(paper).split())
    (image,) = {image.data for page in PdfReader(io.BytesIO(paper.content)).pages for image in page.images}
    assert Image.open(io.BytesIO(image)).size == (1200, 200)


def test_the_logo_stays_until_another_comes_or_it_is_taken_away(admin):
    send(admin, logo=SimpleUploadedFile("logo.png", picture()))
    send(admin, company="Other")
    assert HouseStyle.objects.get().logo
    send(admin, without_logo="on")
    style = HouseStyle.objects.get()
    assert (style.logo, style.company, admin.get(LOGO).status_code) == (None, "Lindner & Söhne GmbH", 404)
    assert [row.company for row in style.history.all()] == ["Lindner & Söhne GmbH", "Other", "Lindner & Söhne GmbH"]


def test_only_administrators_say_it(signed_in, cast):
    assert send(signed_in).status_code == 403
    with pytest.raises(PermissionDenied):
        change_house_style(by=cast.lena, version=1, company="Mine")
    assert not HouseStyle.objects.exists()


def test_two_who_change_it_at_once_see_both(admin):
    send(admin)
    send(admin, company="First")
    answer = send(admin, company="Late", version=1)
    assert (answer.status_code, HouseStyle.objects.get().company) == (409, "First")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BROKEN = picture(600, 600)[:60]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (SVG, "neither a PNG nor a JPEG"),
        (picture(kind="GIF"), "neither a PNG nor a JPEG"),
        (b"%PDF-1.7 no picture", "neither a PNG nor a JPEG"),
        (huge_png(20_000, 10_000), "too many pixels"),
        (huge_png(5_000, 4_000), "too many pixels"),
        (huge_png(3_000, 3_000), "damaged"),
        (BROKEN, "damaged"),
        (random.Random(1).randbytes(2_000_001), "too large"),
    ],
)
def test_a_logo_that_cannot_be_printed_is_refused_in_words(admin, sent, said):
    answer = send(admin, logo=SimpleUploadedFile("logo.png", sent, "image/png"))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not HouseStyle.objects.exists()


def test_nothing_but_the_picture_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "Taken at the home of Mira Lindner"
    kept = printable(picture(kind="JPEG", exif=exif))
    assert (b"Mira" in kept, kept.startswith(b"\x89PNG")) == (False, True)
    assert Image.open(io.BytesIO(printable(picture(10, 10)))).size == (10, 10)
    assert Image.open(io.BytesIO(printable(picture(4000, 4000)))).size == (PRINTED[1], PRINTED[1])


@pytest.mark.parametrize(
    ("colour", "said"),
    [("#ffff00", "too light"), ("red", "six digits"), ("#12345", "six digits"), ("#fff}*{", "six digits")],
)
def test_a_colour_has_to_be_one_and_to_be_read(admin, colour, said):
    answer = send(admin, colour=colour)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_names_are_inert_on_paper(admin):
    send(admin, company="<img src='file:///etc/passwd'>", address="</style><h1>x</h1>")
    assert "<img src='file:///etc/passwd'> · </style><h1>x</h1>" in " ".join(text_of(admin.get(SAMPLE)).split())


def test_no_other_picture_is_fetched_beside_the_logo(db):
    HouseStyle.objects.create(logo=printable(picture()))
    html = (
        '<img src="rapport:logo" alt=""><img src="rapport:other" alt=""><img src="data:image/png;base64,AAAA" alt="">'
    )
    pdf = as_pdf.pdf_of(f"<html lang='en'><title>x</title>{html}</html>")
    assert sum(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages) == 1
