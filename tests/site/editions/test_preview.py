"""What members see before it is published."""

import pytest
from builders.site import THEY_SAID
from django.urls import reverse

END = THEY_SAID[2][-30:]


def address(roundup, audience, name=None):
    arguments = {"roundup": roundup.public_id, "audience": audience}
    if name is None:
        return reverse("editions:preview", kwargs=arguments)
    return reverse("editions:preview_file", kwargs={**arguments, "name": name})


@pytest.mark.parametrize("who", ["ada", "ben", "vera"])
def test_members_see_all_of_it_with_its_source(browser_of, ferry, who, ben, vera, request):
    browser = browser_of(request.getfixturevalue(who))
    assert END in browser.get(address(ferry, "editors", "source.html")).content.decode().replace("&#39;", "'")
    response = browser.get(address(ferry, "editors"))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"


def test_the_preview_for_readers_holds_what_readers_would_see(browser_of, ferry, ada):
    browser = browser_of(ada)
    assert END not in browser.get(address(ferry, "readers")).content.decode()
    assert browser.get(address(ferry, "readers", "source.html")).status_code == 404


def test_a_preview_leads_back_to_the_desk_and_publishes_nothing(browser_of, ferry, ada):
    page = browser_of(ada).get(address(ferry, "editors")).content.decode()
    assert reverse("desk:roundup", kwargs={"roundup": ferry.public_id}) in page
    assert browser_of().get(f"/roundups/{ferry.public_id}/").status_code == 404


def test_there_are_two_audiences(browser_of, ferry, ada):
    assert browser_of(ada).get(f"/desk/roundups/{ferry.public_id}/preview/everybody/").status_code == 404
