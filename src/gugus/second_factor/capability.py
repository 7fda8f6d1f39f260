"""What the second factor adds: pages of its own, reached from the account and from the officers."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability
from gugus.platform.foundation.erasure import deleted

capability = Capability(
    title=noop("Kode kedua"),
    deeds={
        "passkey.added": noop("memasang kunci sandi"),
        "passkey.removed": noop("menghapus kunci sandi"),
        "second_factor.codes_renewed": noop("membuat kode cadangan baru"),
        "second_factor.released": noop("membuat kode kedua tidak lagi wajib"),
        "second_factor.removed": noop("menghapus kode kedua"),
        "second_factor.required": noop("mewajibkan kode kedua"),
        "second_factor.set_up": noop("memasang kode kedua"),
    },
    samples="gugus.second_factor.tests.samples.samples",
    held=deleted(
        "second_factor.SecondFactor.user",
        "second_factor.RecoveryCode.user",
        "second_factor.Passkey.user",
    ),
)
