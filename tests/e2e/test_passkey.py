"""A passkey in real Chromium, with the browser's own virtual device, on `localhost`."""

from playwright.sync_api import Browser, expect

from tests.support.browser import PATIENCE, SIZES, violations
from tests.support.stage import Stage

PASSWORD = "tujuh kuda biru"
_OFFICER = f"""
import json
from base64 import b32decode
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.utils import timezone
from gugus.people.models import RoleAssignment
from gugus.second_factor.services import codes
user = RoleAssignment.objects.filter(role="secretary").first().user
user.set_password("{PASSWORD}")
user.save()
sealed, now = codes.draw_secret(user), timezone.now()
secret = codes.address_of(user, sealed).partition("secret=")[2].partition("&")[0]
code = TOTP(b32decode(secret), 6, SHA1(), 30).generate(int(now.timestamp())).decode()
print(json.dumps([user.username, codes.set_up(user=user, sealed=sealed, code=code, now=now)]))
"""


def test_a_device_takes_the_place_of_the_code(stage: Stage, browser: Browser) -> None:
    username, paper = stage.show_code(_OFFICER)
    width, height = SIZES["360"]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "isUserVerified": True}
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**kind, "hasUserVerification": True, "automaticPresenceSimulation": True}},
    )

    def sign_in() -> None:
        page.goto(f"http://localhost:{stage.server.port}/masuk/kata-sandi/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        expect(page.locator("h1")).to_have_text("Kode kedua")

    sign_in()
    expect(page.locator("[data-passkey]")).to_have_count(0)
    page.fill("[name=code]", paper[0])
    page.locator("main form .btn[type=submit]").click()
    page.goto(f"http://localhost:{stage.server.port}/saya/kode-kedua/kunci-sandi/")
    assert violations(page) == []
    page.fill("[name=title]", "laptop sekolah")
    page.fill("[name=code]", paper[1])
    page.locator("[data-passkey=make]").click()
    expect(page.locator(".list")).to_contain_text("laptop sekolah")
    context.clear_cookies()
    sign_in()
    assert violations(page) == []
    page.locator("[data-passkey=show]").click()
    expect(page.locator("h1")).not_to_have_text("Kode kedua")
    assert "/masuk/" not in page.url
    context.close()
