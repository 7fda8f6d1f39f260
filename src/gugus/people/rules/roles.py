"""Who may do what: the one table of the whole product.

A role is held within a scope (group, school, region). The table says what the role may do
there; `people.access` answers whether a person holds such a role for a given group.
"""

from enum import StrEnum


class Role(StrEnum):
    """Who a person is within a scope."""

    SECRETARY = "secretary"
    TREASURER = "treasurer"
    CHAIR = "chair"
    SECTION_HEAD = "section_head"
    LEAD_TEACHER = "lead_teacher"
    SCHOOL_HEAD = "school_head"
    SUPERVISOR = "supervisor"
    DISTRICT_OFFICER = "district_officer"
    SITE_ADMIN = "site_admin"
    # Invited to single records (a study, a monitoring) until a day, and to nothing else.
    EVALUATOR = "evaluator"
    # Last: most heads and officers teach too, and are named by their office.
    TEACHER = "teacher"


class May(StrEnum):
    """Everything that can be done, named by its job."""

    # See the group's home, programme, meetings and group needs.
    SEE_GROUP = "see_group"
    # See counts of a group in one's region.
    SEE_COUNTS = "see_counts"
    # See names and schools of members.
    SEE_MEMBERS = "see_members"
    # See NIP, NUPTK, phone of members.
    SEE_CONTACTS = "see_contacts"
    # Change schools, teachers, committee, study groups, speakers.
    EDIT_MEMBERS = "edit_members"
    # Read a roster file in.
    IMPORT_ROSTER = "import_roster"
    # Give and withdraw links and PINs.
    ISSUE_KEYS = "issue_keys"
    # Give and withdraw officers' accounts and roles.
    MANAGE_OFFICERS = "manage_officers"
    # Change the group's name, letterhead and settings.
    EDIT_GROUP = "edit_group"
    # Answer a measurement about oneself.
    RATE_SELF = "rate_self"
    # Rate the teachers of one's school.
    RATE_AS_HEAD = "rate_as_head"
    # Rate the teachers of one's groups.
    RATE_AS_SUPERVISOR = "rate_as_supervisor"
    # Open, close and import measurement rounds.
    RUN_ROUNDS = "run_rounds"
    # See the group's ranked needs.
    SEE_NEEDS = "see_needs"
    # See ratings of single teachers within one's scope.
    SEE_RATINGS = "see_ratings"
    # Add and change programme lines.
    EDIT_PROGRAMME = "edit_programme"
    # Record the forum's agreement.
    AGREE_PROGRAMME = "agree_programme"
    # Sign the programme as chair.
    SIGN_PROGRAMME = "sign_programme"
    # See and acknowledge a signed programme as supervisor; write down findings of the field.
    ACKNOWLEDGE_PROGRAMME = "acknowledge_programme"
    WRITE_FINDINGS = "write_findings"
    # Set days, ways, hosts and speakers; have the year's schedule made, and take it.
    PLAN_YEAR = "plan_year"
    # Say which weekday suits, offer to help others: for oneself.
    OFFER_SELF = "offer_self"
    # Read the budget, the cash book with its receipts, and the account.
    SEE_MONEY = "see_money"
    # Write the budget and its revisions.
    PLAN_BUDGET = "plan_budget"
    # Put the agreed budget in force.
    AGREE_BUDGET = "agree_budget"
    # Approve a revision that needs it; a chair does so only with an office's letter.
    APPROVE_REVISION = "approve_revision"
    # Write the cash book, count the cash, close months.
    KEEP_CASH = "keep_cash"
    # Countersign a month's cash count.
    COUNTERSIGN_CASH = "countersign_cash"
    # Plan, change, call and cancel meetings.
    CALL_MEETING = "call_meeting"
    # Record attendance, minutes and steps.
    RECORD_MEETING = "record_meeting"
    # See who attended.
    SEE_ATTENDANCE = "see_attendance"
    # Read minutes and papers of a meeting.
    SEE_MINUTES = "see_minutes"
    # Report on one's own step.
    REPORT_OWN_STEP = "report_own_step"
    # Record the state of anybody's step.
    REPORT_ANY_STEP = "report_any_step"
    # Catch up on a missed meeting, say what one thought of one, keep a journal: for oneself.
    REFLECT = "reflect"
    # Read the pages of journals that their writers share.
    SEE_SHARED_JOURNALS = "see_shared_journals"
    # Raise a problem from class, propose a way out, say what came of trying it.
    RAISE_PROBLEM = "raise_problem"
    # Issue, replace and withdraw certificates; make and retire the group's signing keys.
    ISSUE_CERTIFICATES = "issue_certificates"
    # See who did what in the group.
    SEE_AUDIT = "see_audit"
    # Invite outside evaluators, and end their invitations.
    INVITE_EVALUATORS = "invite_evaluators"
    # See the records that one is invited to, each by itself.
    SEE_INVITED = "see_invited"
    # Make groups, see the state of the installation.
    ADMINISTER_SITE = "administer_site"


_READER = frozenset(
    {May.SEE_GROUP, May.SEE_NEEDS, May.SEE_MINUTES, May.SEE_MEMBERS, May.RAISE_PROBLEM}
)
_MEMBER = _READER | {May.RATE_SELF, May.REPORT_OWN_STEP, May.REFLECT, May.OFFER_SELF}
_OFFICER = _READER | {
    May.SEE_CONTACTS,
    May.SEE_ATTENDANCE,
    May.EDIT_PROGRAMME,
    May.SEE_MONEY,
}
_RECORDER = frozenset({May.RECORD_MEETING, May.REPORT_ANY_STEP, May.SEE_SHARED_JOURNALS})
_RUNNER = (
    _OFFICER | _RECORDER | {May.CALL_MEETING, May.RUN_ROUNDS, May.EDIT_MEMBERS, May.EDIT_GROUP}
)

TABLE: dict[Role, frozenset[May]] = {
    Role.SECRETARY: _RUNNER
    | {
        May.IMPORT_ROSTER,
        May.ISSUE_KEYS,
        May.MANAGE_OFFICERS,
        May.SEE_AUDIT,
        May.INVITE_EVALUATORS,
        May.AGREE_PROGRAMME,
        May.ISSUE_CERTIFICATES,
        May.PLAN_YEAR,
    },
    Role.TREASURER: _OFFICER | {May.PLAN_BUDGET, May.KEEP_CASH},
    Role.CHAIR: _RUNNER
    | {
        May.AGREE_PROGRAMME,
        May.SIGN_PROGRAMME,
        May.MANAGE_OFFICERS,
        May.SEE_AUDIT,
        May.INVITE_EVALUATORS,
        May.ISSUE_CERTIFICATES,
        May.PLAN_YEAR,
        May.PLAN_BUDGET,
        May.AGREE_BUDGET,
        May.APPROVE_REVISION,
        May.COUNTERSIGN_CASH,
    },
    Role.SECTION_HEAD: _OFFICER | _RECORDER | {May.CALL_MEETING, May.PLAN_YEAR},
    Role.LEAD_TEACHER: _OFFICER - {May.SEE_CONTACTS} | _RECORDER,
    Role.TEACHER: _MEMBER,
    Role.SCHOOL_HEAD: _READER
    | {
        May.RATE_AS_HEAD,
        May.SEE_RATINGS,
        May.SEE_ATTENDANCE,
        May.SEE_CONTACTS,
        May.SEE_SHARED_JOURNALS,
        May.SEE_MONEY,
    },
    Role.SUPERVISOR: _READER
    | {
        May.RATE_AS_SUPERVISOR,
        May.SEE_RATINGS,
        May.SEE_ATTENDANCE,
        May.SEE_CONTACTS,
        May.SEE_MONEY,
        May.ACKNOWLEDGE_PROGRAMME,
        May.WRITE_FINDINGS,
        May.APPROVE_REVISION,
    },
    Role.DISTRICT_OFFICER: frozenset({May.SEE_COUNTS}),
    Role.EVALUATOR: frozenset({May.SEE_INVITED}),
    Role.SITE_ADMIN: frozenset({May.ADMINISTER_SITE, May.MANAGE_OFFICERS, May.SEE_AUDIT}),
}

# What a school head may see or do reaches only the teachers of that school.
SCHOOL_WIDE: frozenset[May] = frozenset(
    {
        May.RATE_AS_HEAD,
        May.SEE_RATINGS,
        May.SEE_ATTENDANCE,
        May.SEE_CONTACTS,
        May.SEE_SHARED_JOURNALS,
    }
)
