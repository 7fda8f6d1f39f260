"""What is sent: by kind of place, in the order in which it is most likely to break something."""

NUL, HALF_SIGN, LONG = "a\0b", "a\ud800b", "x" * 3000
# Past what SQLite, PostgreSQL's bigint and integer, and a year can hold.
HUGE = (2**63, 99999, 2**31, 0, 10**40)

# The first are asked in every gate, of the others some.
PATH_NUMBERS = tuple(str(number) for number in HUGE)
PATH_WORDS = (
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%FF",
    "%0A",
    "x" * 3000,
    "%D9%A1",
    "9" * 30,
    "-1",
    "%2E%2E",
)

# What breaks each in another way; the rest only varies it.
TEXTS = (NUL, str(2**63), "", "²", "1e999", LONG, "9999-12-31", "-1")
MORE_TEXTS = (
    *TEXTS,
    HALF_SIGN,
    "nan",
    "0001-01-01",
    "\u202e\u2028\x07\x1b",
    "9" * 5000,
    "25:99",
    "http://[",
    "٣",
    "None",
    "0",
    "2026-02-30",
    str(2**31),
)
# One at a time among good ones, where the good ones lead as far as the service.
BY_KIND = {
    "number": (str(2**31), "-1"),
    "date": ("9999-12-31", "0001-01-01"),
    "text": (str(2**63),),
    "textarea": (LONG,),
    "choice": ("²",),
}

HEADERS = {
    "accept-language": ("id;q=nan, en;q=1e999", "x" * 5000, "*;;;,,"),
    "range": ("bytes=99999999999999999999-", "bytes=a-b", "bytes=-0"),
    "if-none-match": ('"', 'W/"', "*"),
    "if-modified-since": (
        "Sat, 99 Foo 99999999999 99:99:99 GMT",
        "0",
        "Thu, 01 Jan 9999 00:00:00 GMT",
    ),
    "x-csrftoken": ("x" * 5000, "\xb2", ""),
    "hx-request": ("true", "", "\xff"),
    "hx-current-url": ("http://[", "//[::1", "http://x/%00?\xff"),
    "hx-target": ("x" * 5000, "\xff", "#"),
    "referer": ("http://[", "http://[::1/", "javascript:\xff"),
    "origin": ("http://[", "null", "\xff"),
    "host": ("[", "a b", "x:99999999"),
    "accept": ("*/*;q=nan", "x" * 5000, "\xff/\xff"),
    "x-gugus-sync": ("1", "2", "\xff"),
    "x-forwarded-proto": ("ftp", "\xff", "https"),
    "x-requested-with": ("XMLHttpRequest", "\xff", ""),
}
# The session's cookie stands before: a second one of its name would only sign the person out.
COOKIES = (
    'csrftoken="\\000"; django_language="\\000"',
    "messages=%5B%5B; gugus_device=:::",
    "=; ;;\xff",
)
# A stranger's: a session whose key is no key.
SESSIONS = ('"\\000"', "x" * 5000, "\xff", "..")

METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "ODD", "HEAD")

# Bodies that are not what they say, with their type and length (None: the true one).
BODIES: tuple[tuple[str, bytes, str | None], ...] = (
    ("multipart/form-data", b"x", None),
    ("multipart/form-data; boundary=", b"--\r\n", None),
    (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="a"\r\n',
        None,
    ),
    (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="a\0b"; filename="\0/../x"\r\n\r\n\0\r\n--b--\r\n',
        None,
    ),
    (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--b--\r\n',
        None,
    ),
    ("application/x-www-form-urlencoded; charset=hex", b"a=b", None),
    ("application/x-www-form-urlencoded; charset=utf-16", b"a=b", None),
    ("multipart/form-data; boundary=b; charset=rot13", b"--b--\r\n", None),
    ("application/x-www-form-urlencoded", b"&=&%&%zz=%ED%A0%80&" + b"a=1&" * 4001, None),
    ("application/x-www-form-urlencoded", b"a=1", "\xb2"),
    ("application/x-www-form-urlencoded", b"a=1", "-1"),
    ("application/x-www-form-urlencoded", b"a=1", "abc"),
    ("application/x-www-form-urlencoded", b"a=1", "9" * 11),
    ("application/x-www-form-urlencoded", b"a=" + b"x" * (2 * 1024 * 1024 + 1), None),
    ("application/json", b"{", None),
    ("text/plain; charset=\xff", b"\0\xff", None),
    ("\xff", b"\0\xff", None),
    ("", b"", None),
)

JSON_VALUES = (
    '"a\\u0000b"',
    '"\\ud800"',
    str(2**63),
    str(10**40),
    "1e999",
    "NaN",
    "-Infinity",
    "-1",
    "null",
    "true",
    "[]",
    "{}",
    '[["x"]]',
    '{"data": "\\u0000", "type": 1}',
    "[" * 60 + "]" * 60,
    '"' + "x" * 3000 + '"',
    '"9999-12-31"',
    '"²"',
    "1.5",
)
JSON_BODIES = (
    b"",
    b"[]",
    b"null",
    b"\xff",
    b"\0",
    b"{" * 100_000,
    b"[" * 5_000 + b"]" * 5_000,
    b'{"commands": [], "device": "' + b"9" * 5000 + b'"}',
    b'{"commands": ' + b"9" * 10_000 + b"}",
    b'{"commands": [1, null, "x", [], {}, {"id": {}}, {"id": "\\u0000"}], "device": '
    b'"00000000-0000-4000-8000-000000000000", "sent_at": NaN}',
)
