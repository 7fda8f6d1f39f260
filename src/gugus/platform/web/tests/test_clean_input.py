"""What a request brings reaches views without what no record can hold."""

import signal
from io import BytesIO

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.utils.module_loading import import_string

from gugus.platform.web.clean_input import clean_json, clean_query, clean_text
from gugus.platform.web.middleware import CleanInputMiddleware
from gugus.platform.web.wsgi import Utf8Handler, Utf8Request
from tests.support.html import page_of


def test_signs_that_cannot_be_stored_are_left_out_everywhere() -> None:
    assert clean_json({"a\0": ["x\0y", {"b": "\ud800"}], "n": 1}) == {
        "a": ["xy", {"b": "?"}],
        "n": 1,
    }
    assert clean_text("satu\tdua\r\ntiga\x07\x1b\x7f\x85") == "satu\tdua\r\ntiga"


@pytest.mark.parametrize(
    "sign", [*"\u202e\u202c\u2066\u2069\u200e\u200f\u200b\u2060\ufeff\u00ad\u061c"]
)
def test_signs_that_nobody_sees_are_left_out_of_forms_and_commands(sign: str) -> None:
    text = f"{sign}Nur{sign}aini{sign}"
    assert clean_text(text) == "Nuraini"
    assert clean_json({"name": text}) == {"name": "Nuraini"}
    query = QueryDict(mutable=True)
    query["name"] = text
    assert clean_query(query)["name"] == "Nuraini"


def test_what_joins_letters_and_pictures_stays() -> None:
    for text in ("\u0646\u200c\u0647", "\U0001f469\u200d\U0001f3eb", "Nur’aini – Mâ’ani"):
        assert clean_text(text) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53 + 1, -(10**40)])
def test_a_number_that_no_record_holds_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="large"):
        clean_json({"a": [value]})


def test_what_is_nested_without_end_is_refused() -> None:
    value: list[object] = []
    for _level in range(40):
        value = [value]
    with pytest.raises(ValueError, match="deep"):
        clean_json(value)


def test_a_clean_query_stays_the_same_object() -> None:
    query = QueryDict("a=1&b=dua%0Atiga")
    assert clean_query(query) is query
    assert dict(clean_query(QueryDict("a=1%00&a=2&b%07=3")).lists()) == {
        "a": ["1", "2"],
        "b": ["3"],
    }


def seen(request: HttpRequest) -> HttpRequest:
    """The request as a view gets it."""
    found: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        found.append(request)
        return HttpResponse()

    CleanInputMiddleware(view)(request)
    return found[0]


def test_query_form_and_cookies_are_cleaned() -> None:
    asked = RequestFactory().generic(
        "POST",
        "/?q=a%00b",
        "note=satu%0D%0Adua%00%1B",
        content_type="application/x-www-form-urlencoded",
        HTTP_COOKIE='sessionid="\\000"; django_language=en',
    )
    request = seen(asked)
    assert request.GET["q"] == "ab"
    assert request.POST["note"] == "satu\r\ndua"
    assert request.COOKIES == {"django_language": "en"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kind", "status", "heading"),
    [
        (b"x", "multipart/form-data", 400, "Kiriman tidak terbaca"),
        (b"--\r\n", "multipart/form-data; boundary=", 400, "Kiriman tidak terbaca"),
        (b"a=1&" * 4001, "application/x-www-form-urlencoded", 413, "Kiriman terlalu besar"),
        (b"a" * 2**21 + b"a", "application/x-www-form-urlencoded", 413, "Kiriman terlalu besar"),
    ],
)
def test_what_cannot_be_read_gets_a_page(body: bytes, kind: str, status: int, heading: str) -> None:
    response = Client().post("/masuk/", body, content_type=kind)
    assert response.status_code == status
    assert page_of(response).heading == heading


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["²", "-1", "abc"])
def test_a_length_that_is_no_number_gets_a_page(length: str) -> None:
    response = Client().post("/masuk/", CONTENT_LENGTH=length)
    assert response.status_code == 400
    assert page_of(response).heading == "Kiriman tidak terbaca"


@pytest.mark.django_db
def test_a_host_that_is_none_gets_a_page() -> None:
    assert Client().get("/masuk/", headers={"host": "["}).status_code == 400


@pytest.mark.parametrize("charset", ["hex", "rot13", "utf-16", "utf-8", "tidak-ada", "\xff"])
def test_a_form_is_read_as_utf_8_whatever_its_sender_calls_it(charset: str) -> None:
    request = Utf8Request(
        {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": f"application/x-www-form-urlencoded; charset={charset}",
            "QUERY_STRING": "q=%C3%A9",
            "CONTENT_LENGTH": "8",
            "wsgi.input": BytesIO(b"b=%C3%A9"),
        }
    )
    assert (request.GET["q"], request.POST["b"]) == ("é", "é")


def test_the_server_reads_requests_so() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        answer = import_string("gugus.config.rsgi.application")
        assert isinstance(answer.__self__._application, Utf8Handler)
    finally:
        # The module is made for a worker of the server, which leaves Ctrl+C alone.
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
