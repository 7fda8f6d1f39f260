"""Password hashing that is strong and still fits a small laptop."""

import os
from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

# A hashing keeps a core busy and holds its memory: more at once than cores would only take memory,
# which a room of sixty that signs in together could use up.
_TURNS = BoundedSemaphore(os.cpu_count() or 1)


class LaptopArgon2(Argon2PasswordHasher):
    """argon2id at OWASP's 19 MiB setting."""

    algorithm = "argon2"
    time_cost = 2
    memory_cost = 19456
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Django's own, in its turn."""
        with _TURNS:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Django's own, in its turn."""
        with _TURNS:
            return super().verify(password, encoded)
