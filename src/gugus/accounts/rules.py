"""Decisions about sign-in: which device it was, and which keys a person is told of."""

from datetime import datetime, timedelta

# The first that fits: Edge and Opera say "Chrome" too, Chrome says "Safari", Android says "Linux".
_SYSTEMS = (
    ("Android", "android"),
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("CrOS", "chromebook"),
    ("Windows", "windows"),
    ("Mac OS", "mac"),
    ("Linux", "linux"),
)
_BROWSERS = (
    ("Edg", "edge"),
    ("OPR", "opera"),
    ("SamsungBrowser", "samsung"),
    ("Firefox", "firefox"),
    ("FxiOS", "firefox"),
    ("CriOS", "chrome"),
    ("Chrome", "chrome"),
    ("Safari", "safari"),
)
# So long every sign-in tells of a key that somebody made.
TOLD_FOR = timedelta(days=30)


def device_of(user_agent: str) -> str:
    """The kind of device behind what a browser says of itself: 'android/chrome'.

    >>> device_of("Mozilla/5.0 (Linux; Android 14; K) Chrome/126.0 Mobile Safari/537.36")
    'android/chrome'
    >>> device_of("curl/8.5")
    '/'
    """
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{system}/{next((name for mark, name in _BROWSERS if mark in user_agent), '')}"


def is_told(made_at: datetime, now: datetime) -> bool:
    """Does every sign-in still tell of a key made then, whoever used it meanwhile?

    Being told once would not do: whoever made a key to come in as another would be told instead.
    """
    return made_at > now - TOLD_FOR
