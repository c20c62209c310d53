"""Mail that came in: what it is, whose it was found to be and by what, and what an editor made of it. The letter is kept as it came."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from weighin.site.store.asked import AskedPanelist
from weighin.site.store.identifiers import LENGTH, fresh_identifier
from weighin.site.store.letters import Letter
from weighin.site.store.outlets import Member, Outlet


class MailKind(models.TextChoices):
    """What came."""

    BOUNCE = "bounce"  # the address takes no letters
    DELAY = "delay"  # not delivered yet, or for a reason that may pass
    AUTOMATIC = "automatic reply"
    REPLY = "reply"  # answers were found in it
    MESSAGE = "message"  # from a person, without an answer that could be found


FROM_PEOPLE = frozenset({MailKind.REPLY.value, MailKind.MESSAGE.value})


class MatchedBy(models.TextChoices):
    """What says whose it is. The sender's address is no such thing: anybody can write it."""

    REPLY_ADDRESS = "reply address"  # the panelist's own, which stands in their letters alone
    LETTER = "letter"  # it names the Message-ID of a letter of ours
    EDITOR = "editor"
    NOTHING = "nothing"


class Outcome(models.TextChoices):
    """What an editor made of it."""

    ENTERED = "entered"
    ASKED = "put on the board"
    SET_ASIDE = "set aside"


class IncomingMail(models.Model):
    """One letter that came in. `content` is as it came, or its headers alone where `is_whole` says so."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=fresh_identifier, editable=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="incoming")
    panelist = models.ForeignKey(AskedPanelist, on_delete=models.CASCADE, null=True, related_name="incoming")
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, null=True, related_name="incoming")  # that it names
    kind = models.CharField(max_length=15, choices=MailKind.choices)
    matched_by = models.CharField(max_length=13, choices=MatchedBy.choices)
    digest = models.CharField(max_length=64, unique=True)  # so that no letter is kept twice
    from_name = models.CharField(max_length=200, blank=True)
    from_address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    told = models.TextField(blank=True)  # a server's reason, the first line of an automatic reply, why it was not read
    answers_found = models.PositiveIntegerField(default=0)
    content = models.BinaryField(null=True)
    size = models.PositiveBigIntegerField()
    is_whole = models.BooleanField(default=True)
    received_at = models.DateTimeField()  # when it reached the mailbox
    collected_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)  # by an editor, first
    opened_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)

    class Meta:
        """What was opened or settled, was so by somebody at a time."""

        ordering: ClassVar = ["received_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=MailKind.values), name="mail_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="mail_is_opened_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, outcome="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(outcome="")),
                name="mail_is_settled_by_somebody_at_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["outlet", "settled_at"], name="mail_to_be_settled")]

    def __str__(self) -> str:
        return f"{self.kind} from {self.from_address}"


class Inbox(models.Model):
    """How far a mailbox was read. One worker reads at a time: it claims the row until `next_look_at`."""

    name = models.CharField(max_length=500, unique=True)  # user, host and folder
    validity = models.PositiveBigIntegerField(
        default=0
    )  # UIDVALIDITY, RFC 3501: another one, and all numbers begin anew
    last_uid = models.PositiveBigIntegerField(default=0)
    next_look_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)  # when it was last read without trouble
    trouble = models.CharField(max_length=300, blank=True)  # why it cannot be read now

    def __str__(self) -> str:
        return self.name
