"""Answers are small over the wire, and what must not be compressed is not."""

import gzip
import random
import zlib
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.middleware import compressed_parts
from relationships.actions.interaction import log_interaction
from relationships.actions.review_series import add_series

GZIP = {"Accept-Encoding": "gzip"}


def test_pages_api_and_lists_as_files_come_compressed_where_one_asks_for_it(signed_in, api, cast, lindner):
    log_interaction(by=cast.anna, partners=[lindner], text="Called about the samples. " * 30)
    for client, url in ((signed_in, "/"), (signed_in, "/contacts/?format=csv"), (api, "/api/v1/interactions/")):
        plain, small = client.get(url), client.get(url, headers=GZIP)
        assert (plain.headers.get("Content-Encoding"), small.headers["Content-Encoding"]) == (None, "gzip")
        sent = b"".join(small.streaming_content) if small.streaming else small.content
        told = b"".join(plain.streaming_content) if plain.streaming else plain.content
        assert len(sent) < len(told)
        assert "Accept-Encoding" in small.headers["Vary"]
        if url != "/":  # which bears a token of its own each time
            assert gzip.decompress(sent) == told


def test_who_asks_for_no_gzip_and_what_is_very_short_is_sent_as_it_is(signed_in):
    for accepted in ("", "br", "gzip;q=0", "gzip; q=0.0, br"):
        assert "Content-Encoding" not in signed_in.get("/", headers={"Accept-Encoding": accepted}).headers
    for accepted in ("gzip;q=0.5", "br, gzip"):
        assert signed_in.get("/", headers={"Accept-Encoding": accepted}).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in signed_in.get("/health/", headers=GZIP).headers


def test_of_a_long_file_the_beginning_can_be_read_before_the_rest_is_made():
    made = []

    def lines():
        for number in range(3):
            made.append(random.Random(number).randbytes(200_000))
            yield made[-1]

    parts, reader, read = compressed_parts(lines()), zlib.decompressobj(wbits=31), b""
    while not read:
        read = reader.decompress(next(parts))
    assert len(made) == 1
    assert read + reader.decompress(b"".join(parts)) == b"".join(made)


def test_the_length_of_a_page_tells_nothing_of_what_it_holds(signed_in):
    lengths = {len(signed_in.get(reverse("accounts:settings"), headers=GZIP).content) for _ in range(8)}
    assert len(lengths) > 1


def test_files_that_are_compressed_already_are_left_alone(signed_in, cast, lindner):
    log_interaction(by=cast.anna, partners=[lindner], text="Called")
    assert "Content-Encoding" not in signed_in.get("/contacts/?format=xlsx", headers=GZIP).headers


def test_a_screen_that_follows_is_told_of_no_change_whether_its_page_was_compressed_or_not(signed_in, cast):
    series = add_series(by=cast.anna, name="Round", first_at=timezone.now() + timedelta(days=1))
    state = reverse("relationships:review_state", args=[series.reviews.order_by("pk")[0].pk])
    tag = signed_in.get(state).headers["ETag"]
    answers = [signed_in.get(state, headers={"If-None-Match": told}).status_code for told in (tag, f"W/{tag}", '"old"')]
    assert answers == [304, 304, 204]
