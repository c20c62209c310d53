"""Every table, by family; Django looks for them here."""

from weighin.site.store.asked import AskedPanelist, AskedQuestion, AskedRoundup, Purpose
from weighin.site.store.between import Contribution, DecidedProposal, GroupJudgement, Pseudonym
from weighin.site.store.clarifications import Clarification, Confirmation
from weighin.site.store.conditions import QuestionCondition
from weighin.site.store.editions import Edition, EditionFile, FrontPage
from weighin.site.store.experts import Affiliation, Expert, Photograph, Proof
from weighin.site.store.incoming import Inbox, IncomingMail, MailKind, MatchedBy, Outcome
from weighin.site.store.journal import Event, JournalEntry
from weighin.site.store.letters import Letter, LetterKind, LetterState
from weighin.site.store.notes import Note
from weighin.site.store.openings import Opening
from weighin.site.store.outlets import Member, Outlet, Role
from weighin.site.store.previews import EmbargoPreview
from weighin.site.store.replies import AnswerVersion, Arrival, Edit, EditState, LooseSubmission, Seal
from weighin.site.store.requests import Request, Wish
from weighin.site.store.rounds import ClearedReason, CountedInRound, EndedRound, ProtocolNote
from weighin.site.store.roundups import Correction, Roundup, State
from weighin.site.store.second_factors import RecoveryCode, SecondFactor
from weighin.site.store.seeds import SeedQuestion
from weighin.site.store.sign_in_links import LinkPurpose, LinkRequest, SignInLink
from weighin.site.store.stamps import OutsideStamp, StampState

__all__ = [
    "Affiliation",
    "AnswerVersion",
    "Arrival",
    "AskedPanelist",
    "AskedQuestion",
    "AskedRoundup",
    "Clarification",
    "ClearedReason",
    "Confirmation",
    "Contribution",
    "Correction",
    "CountedInRound",
    "DecidedProposal",
    "Edit",
    "EditState",
    "Edition",
    "EditionFile",
    "EmbargoPreview",
    "EndedRound",
    "Event",
    "Expert",
    "FrontPage",
    "GroupJudgement",
    "Inbox",
    "IncomingMail",
    "JournalEntry",
    "Letter",
    "LetterKind",
    "LetterState",
    "LinkPurpose",
    "LinkRequest",
    "LooseSubmission",
    "MailKind",
    "MatchedBy",
    "Member",
    "Note",
    "Opening",
    "Outcome",
    "Outlet",
    "OutsideStamp",
    "Photograph",
    "Proof",
    "ProtocolNote",
    "Pseudonym",
    "Purpose",
    "QuestionCondition",
    "RecoveryCode",
    "Request",
    "Role",
    "Roundup",
    "Seal",
    "SecondFactor",
    "SeedQuestion",
    "SignInLink",
    "StampState",
    "State",
    "Wish",
]
