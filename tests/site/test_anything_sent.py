"""Whatever is sent to whatever address, by whomever: never an error of the program."""

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FIELDS = (
    "username password next role name right because words page current chosen again check code proof required".split()
)
anything = st.text(max_size=40) | st.sampled_from(
    ["owner", "quotation", "own", "-1", "\0", "\u202e", "９", "//evil.example", "a" * 600]
)
sent = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=9), anything, max_size=6)


def addresses(patterns, rooms=()):
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, (*rooms, *([entry.app_name] if entry.app_name else [])))
        elif isinstance(entry, URLPattern):
            yield ":".join((*rooms, entry.name)), tuple(entry.pattern.regex.groupindex)


ALL = [
    each
    for each in addresses(get_resolver().url_patterns)
    if each[0].split(":")[0] in {"accounts", "articles", "desk", "editions", "health", "front_page"}
]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    address=st.sampled_from(ALL),
    fields=sent,
    method=st.sampled_from(["get", "post", "head", "put"]),
    is_known=st.booleans(),
)
def test_nothing_that_is_sent_is_an_error_of_the_program(ada, vera, published_ferry, address, fields, method, is_known):  # noqa: PLR0917 - what is drawn and what is given meet here
    name, arguments = address
    subjects = {
        "roundup": published_ferry.public_id,
        "public_id": published_ferry.public_id,
        "member": vera.public_id,
        "name": "index.html",
        "audience": "readers",
        "kind": "anything",
        "number": 1,
        "preview": published_ferry.public_id,
        "link": "x" * 43,
    }
    browser = Client(raise_request_exception=False)
    if is_known:
        browser.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    where = reverse(name, kwargs={argument: subjects[argument] for argument in arguments})
    asking = {"query_params": fields} if method in {"get", "head"} else {"data": fields}
    if method == "put":
        asking = {"data": str(fields)}
    response = getattr(browser, method)(where, **asking)
    assert response.status_code < 500, response.content
