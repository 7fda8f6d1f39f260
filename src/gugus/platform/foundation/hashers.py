"""Password hashing that is strong and still fits a small laptop."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LaptopArgon2(Argon2PasswordHasher):
    """argon2id at OWASP's 19 MiB setting."""

    algorithm = "argon2"
    time_cost = 2
    memory_cost = 19456
    parallelism = 1
