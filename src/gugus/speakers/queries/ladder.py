"""Which speakers have served on their rung, so that the next one may be proposed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from gugus.cores.words.stems import stems
from gugus.people.models import Speaker
from gugus.speakers.models import Skill
from gugus.speakers.queries.speakers import Service, served_by
from gugus.speakers.rules import counts_on


def served_counts_by_skill(speakers: Sequence[Speaker]) -> dict[int, int]:
    """For each skill (by pk) how many held meetings it was shown at since its level was set."""
    services: dict[int, list[Service]] = defaultdict(list)
    for service in served_by([one.pk for one in speakers]):
        services[service.speaker_id].append(service)
    return {
        skill.pk: sum(_shown(skill, service) for service in services[one.pk])
        for one in speakers
        for skill in one.skills.all()
    }


def is_about(topic: str, texts: Iterable[str]) -> bool:
    """Do the texts speak of the topic? Compared by stems: 'penilaian' is about 'menilai'."""
    wanted = frozenset(stems(topic))
    return bool(wanted) and wanted <= {stem for text in texts for stem in stems(text)}


def _shown(skill: Skill, service: Service) -> bool:
    if not counts_on(skill.level, service.part):
        return False
    # What was held on the very day counts: the level is usually set before.
    if skill.since is not None and service.day < skill.since:
        return False
    if skill.item_id is not None:
        return skill.item_id in service.needs
    return is_about(skill.topic, service.texts)
