"""Two at once: threads with connections of their own, as the processes of a server have."""

from threading import Barrier, Thread

import msgspec
import pytest
from builders.second_factor import device_of
from builders.site import NOON, colleague, ferry_record, outlet_of
from django.db import connection, transaction

from weighin.errors import BadName, LastOwner
from weighin.site.accounts import commands as accounts
from weighin.site.accounts.factors import look_at_code
from weighin.site.editions.commands import publish_roundup, withdraw_roundup
from weighin.site.store.door import keep_reading, locked, record_of, save_record
from weighin.site.store.journal import first_break
from weighin.site.store.models import Edition, EditionFile, FrontPage, Member, Role, Roundup, SecondFactor
from weighin.site.store.second_factors import Verdict
from weighin.site.store.seen import last_seen

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps):
    """Do all steps at the same moment; what each gave or raised, in their order."""
    outcomes, ready = [None] * len(steps), Barrier(len(steps))

    def run(number, step):
        try:
            ready.wait(timeout=60)
            outcomes[number] = step()
        except Exception as error:  # noqa: BLE001 - it is looked at below
            outcomes[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=numbered) for numbered in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def succeeded(outcomes):
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    return outcomes


def test_two_publishings_of_one_round_up_make_one_whole_edition():
    ada = outlet_of("The Courant", "Ada")
    ben = colleague(ada, "Ben", Role.EDITOR)
    ferry = keep_reading(ferry_record(), by=ada, now=NOON).roundup
    first, second = succeeded(
        at_once(lambda: publish_roundup(ferry, by=ada, now=NOON), lambda: publish_roundup(ferry, by=ben, now=NOON))
    )
    assert first == second == Edition.objects.get()
    assert first.files.filter(name="index.html").count() == 1
    assert first_break(ada.outlet) is None


def test_two_publishings_of_two_round_ups_are_both_on_the_front_page():
    ada, olga = outlet_of("The Courant", "Ada"), outlet_of("The Rival", "Olga")
    rows = [
        keep_reading(ferry_record(f"Ferry {n}"), by=by, now=NOON).roundup for n, by in enumerate([ada, olga, ada, olga])
    ]
    succeeded(at_once(*(lambda row=row: publish_roundup(row, by=row.read_by, now=NOON) for row in rows)))
    page = bytes(EditionFile.objects.get(front_page=FrontPage.ONLY, name="index.html").content).decode()
    assert [row.public_id for row in rows if row.public_id not in page] == []
    assert first_break(ada.outlet) is first_break(olga.outlet) is None


def test_publishing_and_withdrawing_leave_state_files_and_front_page_in_agreement():
    ada = outlet_of("The Courant", "Ada")
    ferry = keep_reading(ferry_record(), by=ada, now=NOON).roundup
    publish_roundup(ferry, by=ada, now=NOON)
    succeeded(
        at_once(
            lambda: withdraw_roundup(ferry, because="", by=ada, now=NOON),
            lambda: publish_roundup(ferry, by=ada, now=NOON),
        )
    )
    is_published = Roundup.objects.get().state == "published"
    page = bytes(EditionFile.objects.get(front_page=FrontPage.ONLY, name="index.html").content).decode()
    assert last_seen(NOON).exists() == is_published
    assert (ferry.public_id in page) == is_published


def test_two_corrections_both_stand():
    ada = outlet_of("The Courant", "Ada")
    ferry = keep_reading(ferry_record(), by=ada, now=NOON).roundup

    @transaction.atomic
    def corrected(**fields):
        held = locked(ferry)
        save_record(held, msgspec.structs.replace(record_of(held), **fields))

    succeeded(at_once(lambda: corrected(outlet="The Right Paper"), lambda: corrected(title="Ferry", title_at=None)))
    record = record_of(Roundup.objects.get())
    assert (record.outlet, record.title) == ("The Right Paper", "Ferry")


def test_one_source_read_twice_is_kept_once():
    ada = outlet_of("The Courant", "Ada")
    kept = succeeded(at_once(*[lambda: keep_reading(ferry_record(), by=ada, now=NOON)] * 3))
    assert sorted(one.is_new for one in kept) == [False, False, True]
    assert Roundup.objects.count() == 1
    assert first_break(ada.outlet) is None


def test_two_owners_cannot_demote_each_other():
    ada = outlet_of("The Courant", "Ada")
    ben = colleague(ada, "Ben", Role.OWNER)
    outcomes = at_once(
        lambda: accounts.set_role(ben, Role.EDITOR, by=ada, now=NOON),
        lambda: accounts.set_role(ada, Role.EDITOR, by=ben, now=NOON),
    )
    assert sum(isinstance(outcome, LastOwner) for outcome in outcomes) == 1
    assert Member.objects.filter(role=Role.OWNER).count() == 1


def test_one_name_is_given_once():
    ada, olga = outlet_of("The Courant", "Ada"), outlet_of("The Rival", "Olga")
    outcomes = at_once(
        lambda: accounts.add_member("Nils", role=Role.EDITOR, by=ada, now=NOON),
        lambda: accounts.add_member("NILS", role=Role.EDITOR, by=olga, now=NOON),
    )
    assert sum(isinstance(outcome, BadName) for outcome in outcomes) == 1
    assert Member.objects.filter(sign_in_key="nils").count() == 1


@pytest.mark.parametrize("kind", ["code", "recovery code"])
def test_one_code_signs_in_once_however_many_type_it_at_once(kind):
    ada = outlet_of("The Courant", "Ada")
    device = device_of(ada, now=NOON)
    typed = device.code(NOON) if kind == "code" else device.recovery_codes[0]
    factor = SecondFactor.objects.get()
    outcomes = succeeded(at_once(*(lambda: look_at_code(factor, typed, now=NOON) for _ in range(4))))
    assert sorted(outcome is Verdict.WRONG for outcome in outcomes) == [False, True, True, True]
    assert first_break(ada.outlet) is None
