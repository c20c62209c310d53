"""Round-ups that an outlet asks itself, before they have a record: the draft, its questions, its panel.

No column says open or closed: `asking.life.stage_of` computes it from the times that stand here. A template and a test run are rows of the same
table, so that there is one way of copying; what is not really asked is left out here, once, by the manager that everything lists and finds with.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from weighin.asking.policies import Approval, Attribution
from weighin.site.store.experts import Expert
from weighin.site.store.identifiers import LENGTH, fresh_identifier
from weighin.site.store.outlets import Member, Outlet
from weighin.site.store.roundups import Roundup

ATTRIBUTIONS = [(one.value, one.value) for one in Attribution]
APPROVALS = [(one.value, one.value) for one in Approval]
DAYS_TO_REPORT = 3


class Purpose(models.TextChoices):
    """What a row is for."""

    ROUNDUP = "round-up"
    TEMPLATE = "template"  # texts, rules and questions to begin others from; nobody is on its panel
    TEST = "test"  # a copy that one member answers to see what panelists will see; thrown away


class ReallyAsked(models.Manager["AskedRoundup"]):
    """Round-ups alone: a template or a test run is in no list, at no address of the desk, in no count."""

    def get_queryset(self) -> models.QuerySet["AskedRoundup"]:
        """Without what is not asked."""
        return super().get_queryset().filter(purpose=Purpose.ROUNDUP)


class AskedRoundup(models.Model):
    """A round-up from its first draft to the close. `roundup` is what it became: the row with the record, made after the close."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="asked")
    roundup = models.OneToOneField(Roundup, on_delete=models.PROTECT, null=True, related_name="asked")
    title = models.CharField(max_length=300)
    standfirst = models.TextField(blank=True)
    introduction = models.TextField(blank=True)
    note_to_panel = models.TextField(blank=True)  # stands in the invitation and above the form, never on the page
    deadline = models.DateTimeField(null=True)
    time_zone = models.CharField(max_length=64, default="UTC")  # in which the outlet names the deadline
    protocol = models.TextField(blank=True)  # the JSON of a `record.protocols.Protocol`; empty: one round
    round = models.PositiveSmallIntegerField(default=1)  # that is open or was last; the times here are its times
    attribution = models.CharField(max_length=40, choices=ATTRIBUTIONS, default=Attribution.ON_THE_RECORD.value)
    approval = models.CharField(max_length=30, choices=APPROVALS, default=Approval.NOT_SHOWN.value)
    publishes_panel = models.BooleanField(default=False)  # readers see who was asked, and who answered
    asks_help = models.BooleanField(default=False)  # whether a machine or a press office helped
    reminders = models.CharField(max_length=60, blank=True, default="72,24")  # hours before the deadline
    days_to_report = models.PositiveSmallIntegerField(default=DAYS_TO_REPORT)  # errors of fact, once an edit is shown
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.ROUNDUP)
    test_of = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="+")
    drafted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    opened_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_early_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    closed_early_at = models.DateTimeField(null=True)

    objects = ReallyAsked()
    of_every_purpose = models.Manager["AskedRoundup"]()

    class Meta:
        """What is open has a deadline; what somebody did has a time; a member tests a round-up once at a time."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(purpose__in=[Purpose.ROUNDUP, Purpose.TEMPLATE], test_of__isnull=True)
                | Q(purpose=Purpose.TEST, test_of__isnull=False, roundup__isnull=True),
                name="a_test_is_of_a_round_up_and_becomes_none",
            ),
            models.CheckConstraint(
                condition=~Q(purpose=Purpose.TEMPLATE) | Q(opened_at__isnull=True), name="a_template_is_never_open"
            ),
            models.UniqueConstraint(fields=["test_of", "drafted_by"], name="a_member_has_one_test_of_a_round_up"),
            models.CheckConstraint(condition=~Q(title=""), name="asked_has_a_title"),
            models.CheckConstraint(
                condition=Q(attribution__in=[value for value, _ in ATTRIBUTIONS]), name="asked_has_a_known_attribution"
            ),
            models.CheckConstraint(
                condition=Q(approval__in=[value for value, _ in APPROVALS]), name="asked_has_a_known_approval"
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False, deadline__gt=F("opened_at")),
                name="opened_by_somebody_at_a_time_before_its_deadline",
            ),
            models.CheckConstraint(
                condition=Q(closed_early_at__isnull=True, closed_early_by__isnull=True)
                | Q(closed_early_at__isnull=False, closed_early_by__isnull=False, opened_at__isnull=False),
                name="closed_early_by_somebody_after_it_was_opened",
            ),
        ]
        indexes: ClassVar = [models.Index(F("outlet"), F("drafted_at").desc(), name="asked_of_an_outlet")]

    def __str__(self) -> str:
        return self.title


class AskedQuestion(models.Model):
    """A question of an asked round-up. `scale` and `terms` are their JSON, empty where the question has none."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    asked = models.ForeignKey(AskedRoundup, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField()
    text = models.TextField()
    asks_prose = models.BooleanField(default=True)
    words_wanted = models.PositiveIntegerField(null=True)  # about so many; a guide, no limit
    scale = models.TextField(blank=True)
    terms = models.TextField(blank=True)

    class Meta:
        """In order, from 1; each asks for something."""

        ordering: ClassVar = ["asked", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["asked", "position"], name="questions_are_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=~Q(text=""), name="question_has_a_text"),
            models.CheckConstraint(condition=Q(asks_prose=True) | ~Q(scale=""), name="question_asks_for_something"),
        ]

    def __str__(self) -> str:
        return self.text


class AskedPanelist(models.Model):
    """An expert on one panel, as they were then, and where they stand.

    `link_digest` is the hash of the token in the personal link; the token itself is kept nowhere (`links`).
    """

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    asked = models.ForeignKey(AskedRoundup, on_delete=models.CASCADE, related_name="panel")
    expert = models.ForeignKey(Expert, on_delete=models.SET_NULL, null=True, related_name="panels")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    affiliation = models.CharField(max_length=300, blank=True)
    address = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=12, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    interests = models.TextField(blank=True)
    group = models.CharField(max_length=100, blank=True)  # of stakeholders; empty where they are in none
    attribution = models.CharField(
        max_length=40, choices=ATTRIBUTIONS, blank=True
    )  # stricter than the round-up's; empty: as the round-up
    link_generation = models.PositiveIntegerField(default=1)  # one more, and the links before lead nowhere
    link_digest = models.CharField(max_length=64, unique=True)
    extended_until = models.DateTimeField(null=True)
    invited_at = models.DateTimeField(null=True)  # when the server of their mail took the invitation
    started_at = models.DateTimeField(null=True)  # with the first word, by POST
    declined_at = models.DateTimeField(null=True)
    declined_because = models.TextField(blank=True)
    reminders_stopped_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # their name, address and words are gone
    late_accepted_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    late_accepted_at = models.DateTimeField(null=True)

    class Meta:
        """In order; nobody is on a panel twice."""

        ordering: ClassVar = ["asked", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["asked", "position"], name="panel_is_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["asked", "expert"], name="an_expert_is_on_a_panel_once"),
            models.UniqueConstraint(
                fields=["asked", "address"], condition=~Q(address=""), name="an_address_is_on_a_panel_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="panelist_has_a_name"),
            models.CheckConstraint(
                condition=Q(attribution__in=["", *(value for value, _ in ATTRIBUTIONS)]),
                name="panelist_has_a_known_attribution",
            ),
            models.CheckConstraint(
                condition=Q(late_accepted_at__isnull=True, late_accepted_by__isnull=True)
                | Q(late_accepted_at__isnull=False, late_accepted_by__isnull=False),
                name="a_late_answer_is_accepted_by_somebody_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name
