"""Small addresses for machines: whether the site is well, what robots may visit, the picture of the tab."""

from http import HTTPStatus

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """200 where the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", "text/plain", HTTPStatus.SERVICE_UNAVAILABLE)
    return HttpResponse("well\n", "text/plain")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What is published may be found; the desks need not be looked for."""
    closed = (reverse("desk:roundups"), reverse("accounts:sign_in"), "/embargo/")
    return HttpResponse("".join(["User-agent: *\n", *(f"Disallow: {address}\n" for address in closed)]), "text/plain")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Browsers that know no other place for it look here."""
    return HttpResponsePermanentRedirect(static("favicon.svg"))
