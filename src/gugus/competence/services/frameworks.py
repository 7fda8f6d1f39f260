"""Loading competence frameworks from their data files."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from gugus.competence.models import Framework
from gugus.cores.formats.framework_file import FrameworkFile, ItemEntry, check_framework
from gugus.cores.formats.framework_parts import FrameworkFileError
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record

DATA = Path(__file__).resolve().parent.parent / "data"

ModelOf = Callable[[str], type[models.Model]]


@dataclass(frozen=True)
class LoadedFramework:
    """The framework, and whether this call made it."""

    framework: Framework
    created: bool


def load_framework(*, data: object, now: datetime, user_id: int | None) -> LoadedFramework:
    """Store a framework file's content; the same content again changes nothing.

    A published framework is never edited, since answers refer to it: other content under
    a known code and version is refused.
    """
    content = _checked(data)
    with transaction.atomic():
        framework, created = write_framework(content, _current_model)
        if created:
            record(
                user_id,
                now,
                "framework.loaded",
                framework,
                code=content.code,
                version=content.version,
                sha256=content.sha256,
            )
    return LoadedFramework(Framework.objects.get(pk=framework.pk), created)


def read_framework_file(path: Path) -> object:
    """What a framework's JSON file holds, unchecked; Refused when it cannot be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refused(
            _("Berkas %(name)s tidak dapat dibaca: %(reason)s.")
            % {"name": path.name, "reason": error.strerror}
        ) from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Refused(
            _("Berkas %(name)s bukan JSON yang sah: %(reason)s")
            % {"name": path.name, "reason": error}
        ) from error


def write_framework(content: FrameworkFile, model_of: ModelOf) -> tuple[Any, bool]:
    """Write a checked framework's rows, once.

    `model_of` gives a model by name: the current ones, or a migration's historical ones.
    Migration 0002 calls this on an old schema, so a column added later must have a default
    and stay unwritten here until a later migration; the tests, which migrate from nothing,
    fail otherwise.
    """
    framework: Any
    framework, created = model_of("Framework")._default_manager.get_or_create(
        code=content.code,
        version=content.version,
        defaults={
            "name": content.name,
            "name_en": content.name_en,
            "source": content.source,
            "scoring": content.scoring,
            "sha256": content.sha256,
        },
    )
    if created:
        _write_parts(content, framework, model_of)
    elif framework.sha256 != content.sha256:
        raise Refused(_other_content(content))
    return framework, created


def _write_parts(content: FrameworkFile, framework: Any, model_of: ModelOf) -> None:
    order = 0
    for entry in content.competencies:
        competency = model_of("Competency")._default_manager.create(
            framework=framework, number=entry.number, name=entry.name, name_en=entry.name_en
        )
        for item in entry.items:
            order += 1
            _write_item(item, order, competency, framework, model_of)


def _write_item(
    entry: ItemEntry, order: int, competency: Any, framework: Any, model_of: ModelOf
) -> None:
    item = model_of("Item")._default_manager.create(
        competency=competency,
        framework=framework,
        code=entry.code,
        order=order,
        name=entry.name,
        name_en=entry.name_en,
        short_name=entry.short_name,
        short_name_en=entry.short_name_en,
    )
    indicator = model_of("Indicator")
    indicator._default_manager.bulk_create(
        indicator(item=item, code=one.code, order=at, text=one.text, text_en=one.text_en)
        for at, one in enumerate(entry.indicators, start=1)
    )


def _checked(data: object) -> FrameworkFile:
    try:
        return check_framework(data)
    except FrameworkFileError as error:
        raise Refused(
            _("Kerangka ini tidak dapat dimuat: %(reason)s. Tidak ada yang disimpan.")
            % {"reason": error}
        ) from error


def _current_model(name: str) -> type[models.Model]:
    return apps.get_model("competence", name)


def _other_content(content: FrameworkFile) -> str:
    return _(
        "Kerangka %(code)s versi %(version)s sudah ada dengan isi lain. Jawaban merujuk "
        "kepadanya, jadi isinya tidak diganti. Beri versi baru pada berkas ini."
    ) % {"code": content.code, "version": content.version}
