"""Each way in which something can have been changed is found, and nothing else is complained of."""

import datetime as dt

import pytest
from builders.sealed import (
    CLOSED,
    PSEUDONYMS,
    QUESTIONS,
    ROUNDUP,
    SAID,
    composed,
    entered,
    journal_of,
    sealed_roundup,
    submission_of,
)
from msgspec.structs import replace

from weighin.errors import NotCheckable
from weighin.record.judgements import ProbabilityJudgement, Terms
from weighin.sealing.documents import Journal
from weighin.sealing.journal import digest_of
from weighin.sealing.seal import proof_for, root_of_leaves
from weighin.sealing.verification import Exhibit, Rule, Standing, verify


@pytest.fixture
def made():
    return sealed_roundup()


def brought(**documents):
    return verify(*(Exhibit(name, document) for name, document in documents.items()))


def everything(made, **instead):
    cleo = made["submissions"]["cleo"]
    documents = {
        "receipt": cleo.receipt,
        "submission": cleo,
        "proof": made["proof"],
        "witness": made["witness"],
        "seal": made["seal"],
        "record": made["record"],
        "journal": Journal(tuple(made["journal"])),
    }
    return brought(**(documents | instead))


def wrong(verification):
    return {check.rule for check in verification.disagreements}


def sentence(verification, rule, standing=Standing.DISAGREES):
    [found] = [check.sentence for check in verification.checks if (check.rule, check.standing) == (rule, standing)]
    return found


def test_what_nobody_touched_agrees(made):
    verification = everything(made)
    assert verification.agrees
    agreeing = {check.rule for check in verification.checks if check.standing is Standing.AGREES}
    assert agreeing == set(Rule) - {Rule.ROUNDUP, Rule.SEEDS, Rule.STAMPED, Rule.GROWN, Rule.TOLD}


def test_answers_that_differ_from_the_receipt(made):
    cleo = made["submissions"]["cleo"]
    given = cleo.answers["given"]
    other = {**cleo.answers, "given": [{**given[0], "prose": given[0]["prose"] + " "}, *given[1:]]}
    found = everything(made, submission=replace(cleo, answers=other))
    assert wrong(found) == {Rule.ANSWERS}
    assert "are not those that the receipt was given for" in found.disagreements[0].sentence


def test_a_receipt_that_was_left_out_of_the_seal(made):
    stray = submission_of("cleo", at=CLOSED - dt.timedelta(hours=1), version=9)
    found = brought(receipt=stray.receipt, seal=made["seal"])
    assert wrong(found) == {Rule.SEALED}
    assert "your answers were left out" in sentence(found, Rule.SEALED)


def test_a_receipt_that_the_panelist_replaced_is_explained_by_the_journal(made):
    receipt = made["replaced"].receipt
    assert wrong(brought(receipt=receipt, seal=made["seal"])) == {Rule.SEALED}
    found = brought(receipt=receipt, seal=made["seal"], journal=Journal(tuple(made["journal"])))
    assert found.agrees
    assert "replaced by a later submission, says entry 4 of journal" in sentence(found, Rule.SEALED, Standing.AGREES)


@pytest.mark.parametrize("how", ["were withdrawn", "came after the deadline"])
def test_a_receipt_that_was_withdrawn_or_late_is_explained_too(made, how):
    receipt = made["replaced"].receipt
    steps = [entered(receipt.at, receipt, on_time="no" if "after" in how else "yes")]
    if "withdrawn" in how:
        steps.append((CLOSED, "answers withdrawn", {"panelist": receipt.panelist}))
    found = brought(receipt=receipt, seal=made["seal"], journal=Journal(tuple(journal_of(*steps))))
    assert how in sentence(found, Rule.SEALED, Standing.AGREES)


def test_an_answer_after_the_close(made):
    late = submission_of("cleo", at=CLOSED + dt.timedelta(microseconds=1))
    found = brought(receipt=late.receipt, witness=made["witness"])
    assert "submitted after the close" in sentence(found, Rule.IN_TIME)
    assert brought(receipt=replace(late.receipt, at=CLOSED), witness=made["witness"]).agrees


def test_a_proof_of_somebody_else_or_one_that_leads_elsewhere(made):
    other = proof_for(made["seal"], made["submissions"]["fay"].receipt.commitment)
    found = brought(receipt=made["submissions"]["cleo"].receipt, proof=other, witness=made["witness"])
    assert wrong(found) == {Rule.SEALED}
    for change in ({"index": 0}, {"size": 4}, {"path": made["proof"].path[::-1]}, {"path": ()}):
        found = brought(proof=replace(made["proof"], **change), witness=made["witness"])
        assert sentence(found, Rule.SEALED) == "The proof does not lead to the root of the witness."


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"root": "00" * 32}, "the root"),
        ({"size": 4}, "the number of leaves"),
        ({"closed_at": CLOSED + dt.timedelta(seconds=1)}, "the time"),
        ({"questions": "00" * 32}, "the questions"),
        ({"journal": None}, "where the journal stood"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_witness_that_says_something_else(made, change, words):
    found = brought(mail=made["witness"], page=replace(made["witness"], **change))
    assert sentence(found, Rule.WITNESSES) == f"They differ in {words}: somebody was told something else."


def test_a_seal_vouches_only_for_itself_until_a_witness_is_brought(made):
    assert "bring a witness" in sentence(brought(seal=made["seal"]), Rule.WITNESSES, Standing.NOT_CHECKED)
    assert brought(seal=made["seal"], witness=made["witness"]).agrees


def test_leaves_that_were_changed_added_reordered_or_doubled(made):
    seal = made["seal"]
    first, *rest = seal.leaves
    for leaves in (("00" * 32, *rest), (*rest, first), (first, first, *rest[1:])):
        assert Rule.ROOT in wrong(brought(seal=replace(seal, leaves=leaves)))
    found = brought(seal=replace(seal, leaves=(*seal.leaves, "00" * 32)))
    assert sentence(found, Rule.ROOT) == "It has 4 leaves, but 3 leaves were sealed."


def test_a_leaf_that_stands_twice_is_told_though_the_root_is_right(made):
    leaves = (*made["seal"].leaves, made["seal"].leaves[0])
    witness = replace(made["witness"], root=root_of_leaves(leaves), size=4)
    found = brought(seal=replace(made["seal"], leaves=leaves, witness=witness))
    assert sentence(found, Rule.ROOT) == "A leaf stands in it twice."


def test_a_seal_that_was_made_anew_differs_from_the_witness_that_was_sent(made):
    leaves = ("00" * 32, *made["seal"].leaves[1:])
    forged = replace(
        made["seal"], leaves=leaves, witness=replace(made["witness"], root=root_of_leaves(leaves)), openings=()
    )
    assert brought(seal=forged).agrees
    assert wrong(brought(seal=forged, witness=made["witness"])) == {Rule.WITNESSES}


def test_questions_or_terms_that_were_changed_after_the_close(made):
    seal = made["seal"]
    question = replace(seal.questions[0], text="Will the ferry to Hollow Isle run?")
    assert wrong(brought(seal=replace(seal, questions=(question, *seal.questions[1:])))) == {Rule.QUESTIONS}

    record = made["record"]
    terms = Terms(what_counts="A ship sails.", due=dt.date(2027, 6, 1))
    softened = replace(record, questions=(replace(record.questions[0], terms=terms), *record.questions[1:]))
    found = everything(made, record=softened)
    assert sentence(found, Rule.QUESTIONS) == "Question q1 is not the one that was sealed: its terms differ."
    fewer = replace(
        record, questions=record.questions[:1], answers=tuple(a for a in record.answers if a.question == "q1")
    )
    renumbered = replace(
        fewer, answers=tuple(replace(a, identifier=f"a{n}") for n, a in enumerate(fewer.answers, start=1))
    )
    assert "1 in the record, 2 sealed" in sentence(everything(made, record=renumbered), Rule.QUESTIONS)


def test_an_opening_that_does_not_open_was_not_sealed_or_is_there_twice(made):
    seal = made["seal"]
    [cleo] = seal.openings
    dmitri = made["submissions"]["dmitri"]
    for openings, words in (
        ((replace(cleo, answers=dmitri.answers),), "are not those of their commitment"),
        ((made["replaced"],), "were not sealed"),
        ((cleo, cleo), "opened twice"),
        ((cleo, replace(dmitri, published_as=cleo.published_as)), "opened twice"),
    ):
        assert words in sentence(brought(seal=replace(seal, openings=openings)), Rule.OPENINGS)


def changed(record, panelist, question, **change):
    return replace(
        record,
        answers=tuple(
            replace(answer, **change) if (answer.panelists, answer.question) == ((panelist,), question) else answer
            for answer in record.answers
        ),
    )


def test_a_published_judgement_that_was_changed(made):
    record = changed(made["record"], "p1", "q1", judgement=ProbabilityJudgement(probability=0.5))
    found = everything(made, record=record)
    assert wrong(found) == {Rule.PUBLISHED}
    told = "is not what was submitted: submitted probability 0.85, published probability 0.5."
    assert sentence(found, Rule.PUBLISHED) == f"The answer of Cleo Marsh to q1 {told}"


def test_a_published_text_that_was_cut_and_nothing_says_so(made):
    answer = made["record"].answers_by("p1")[0]
    record = changed(made["record"], "p1", "q1", paragraphs=answer.paragraphs[:1])
    found = everything(made, record=record)
    told = sentence(found, Rule.PUBLISHED)
    assert told == (
        "The answer of Cleo Marsh to q1 is not what was submitted: submitted “The pier was repaired in October.”, "
        "published nothing there; nothing says that it was edited."
    )


def test_a_published_text_that_was_edited_where_the_seal_says_so(made):
    fay = made["submissions"]["fay"]
    found = brought(fay=fay, seal=made["seal"], record=made["record"])
    assert found.agrees
    told = [check.sentence for check in found.checks if check.of == "fay and record"]
    assert told == [
        "The answers of Fay Oduya were edited, and the seal says so: to q1 (submitted “in the month”, published nothing there)."
    ]
    silent = replace(made["seal"], edited=())
    assert wrong(brought(fay=fay, seal=silent, record=made["record"])) == {Rule.PUBLISHED}


def test_saying_that_a_text_was_edited_does_not_cover_a_changed_judgement(made):
    record = changed(made["record"], "p3", "q1", judgement=ProbabilityJudgement(probability=0.99))
    assert wrong(brought(fay=made["submissions"]["fay"], seal=made["seal"], record=record)) == {Rule.PUBLISHED}


def test_an_answer_that_was_left_out_or_put_into_somebodys_mouth(made):
    record = made["record"]
    without = [answer for answer in record.answers if (answer.panelists, answer.question) != (("p1",), "q2")]
    left_out = replace(record, answers=tuple(replace(a, identifier=f"a{n}") for n, a in enumerate(without, start=1)))
    assert "to q2 is not what was submitted: it was left out" in sentence(
        everything(made, record=left_out), Rule.PUBLISHED
    )

    cleo = made["submissions"]["cleo"]
    one = {**cleo.answers, "given": cleo.answers["given"][:1]}
    opening = replace(cleo, answers=one, published_as="p1")
    found = everything(made, seal=replace(made["seal"], openings=(opening,)))
    assert "is given an answer to q2 that was not submitted" in sentence(found, Rule.PUBLISHED)


def test_a_panelist_whom_the_record_leaves_out(made):
    record = composed()
    cleo = made["submissions"]["cleo"]
    stranger = [{**one, "prose": "Quite other words, none of them printed anywhere."} for one in cleo.answers["given"]]
    submission = replace(cleo, answers={**cleo.answers, "given": stranger})
    found = brought(own=submission, seal=replace(made["seal"], openings=()), record=record)
    assert "Nobody in the record says what these answers say." in sentence(found, Rule.PUBLISHED)


def test_answers_of_a_shape_that_is_not_known_are_not_compared_and_it_says_so(made):
    cleo = made["submissions"]["cleo"]
    for answers, words in (
        ({"version": 7}, "a shape that is not known here"),
        ({"given": [{"question": "other"}]}, "does not say which question"),
    ):
        found = brought(
            own=replace(cleo, answers=answers), seal=replace(made["seal"], openings=()), record=made["record"]
        )
        assert words in sentence(found, Rule.PUBLISHED, Standing.NOT_CHECKED)


def test_a_journal_that_was_rewritten_altogether_differs_from_the_witness(made):
    entries = journal_of(*((entry.at, entry.event, {}) for entry in made["journal"]))
    found = brought(journal=Journal(tuple(entries)), witness=made["witness"])
    assert "the journal was rewritten after the close" in sentence(found, Rule.HEAD)
    found = brought(journal=Journal(tuple(made["journal"][:3])), witness=made["witness"])
    assert sentence(found, Rule.HEAD) == "The journal ends at entry 3; the witness names entry 5."


def test_a_journal_that_was_altered(made):
    entries = list(made["journal"])
    entries[1] = replace(entries[1], about="{}")
    assert sentence(brought(journal=Journal(tuple(entries))), Rule.CHAIN) == "Entry 2: it was changed."


def test_a_receipt_that_the_journal_does_not_have_or_has_at_another_time(made):
    journal = Journal(tuple(made["journal"]))
    stray = submission_of("cleo", at=CLOSED, version=9).receipt
    assert (
        sentence(brought(receipt=stray, journal=journal), Rule.ENTERED) == "The journal has no entry of this receipt."
    )
    receipt = made["submissions"]["cleo"].receipt
    moved = replace(receipt, at=receipt.at - dt.timedelta(hours=1))
    assert "The times differ" in sentence(brought(receipt=moved, journal=journal), Rule.ENTERED)
    other = replace(receipt, panelist=PSEUDONYMS["fay"])
    assert "names another panelist" in sentence(brought(receipt=other, journal=journal), Rule.ENTERED)


def test_a_seal_that_drops_a_submission_or_slips_one_in(made):
    journal = Journal(tuple(made["journal"]))
    leaves = made["seal"].leaves
    dropped = replace(made["seal"], leaves=leaves[1:], openings=())
    told = sentence(brought(seal=dropped, journal=journal), Rule.COMPLETE)
    assert "1 submission that stood at the close left out (entry 5)" in told
    added = replace(made["seal"], leaves=(*leaves, "00" * 32))
    told = sentence(brought(seal=added, journal=journal), Rule.COMPLETE)
    assert "1 leaf sealed that did not stand in the journal" in told


def test_the_journal_of_another_outlet_says_nothing(made):
    entry = replace(made["journal"][0], about="{}")
    other = Journal((replace(entry, digest=digest_of(entry)),))
    receipt = made["submissions"]["cleo"].receipt
    found = brought(receipt=receipt, seal=made["seal"], journal=other)
    assert "another outlet's" in sentence(found, Rule.ENTERED, Standing.NOT_CHECKED)
    assert "another outlet's" in sentence(found, Rule.COMPLETE, Standing.NOT_CHECKED)


def test_documents_of_two_round_ups(made):
    other = replace(made["witness"], roundup="tram-2026")
    found = brought(receipt=made["submissions"]["cleo"].receipt, mail=made["witness"], other=other)
    assert wrong(found) == {Rule.ROUNDUP}
    assert f"receipt, mail of {ROUNDUP}; other of tram-2026" in sentence(found, Rule.ROUNDUP)


@pytest.mark.parametrize("names", [["receipt"], ["witness"], ["proof"], ["record"], ["record", "receipt"], []])
def test_nothing_to_compare_is_an_error_that_says_what_to_bring(made, names):
    documents = {
        "receipt": made["replaced"].receipt,
        "witness": made["witness"],
        "proof": made["proof"],
        "record": made["record"],
    }
    with pytest.raises(NotCheckable, match=r"[Bb]ring "):
        brought(**{name: documents[name] for name in names})


def test_any_selection_of_true_documents_agrees(made):
    cleo = made["submissions"]["cleo"]
    for own in (cleo, cleo.receipt):
        for kept in ("proof", "seal", "journal"):
            document = Journal(tuple(made["journal"])) if kept == "journal" else made[kept]
            assert brought(own=own, kept=document, witness=made["witness"]).agrees


def test_after_erasing_a_person_everything_else_still_agrees(made):
    record = made["record"]
    seal = replace(made["seal"], openings=())  # what Cleo had opened is gone with her answers and nonce
    assert PSEUDONYMS["cleo"] not in repr(seal)
    assert SAID["cleo"][1] not in repr((seal, made["journal"]))
    found = brought(
        fay=made["submissions"]["fay"], seal=seal, witness=made["witness"], journal=Journal(tuple(made["journal"]))
    )
    assert found.agrees
    assert len(record.questions) == len(QUESTIONS)
