"""What a visitor sees when something cannot be done: a sentence that says why and what to do, in the site's look, with the right status.

These pages ask neither the session nor the database, so that they also stand when those do not.
"""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_request, override

from weighin.site.languages import ENGLISH, spoken_language

ANSWERING = "/answer/"  # how the address of every personal link begins


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: also a host name that this site does not answer to. 413 where a form is too large."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return _said(request, "failures/400.html", status=HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it by this name
    """403: signed in, but not with that right."""
    return render(request, "failures/403.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it by this name
    """404: not there, or not for this visitor to know of."""
    return _said(request, "failures/404.html", status=HTTPStatus.NOT_FOUND)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than any article has."""
    return _said(request, "failures/413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def failed(request: HttpRequest) -> HttpResponse:
    """500: an error of the program."""
    return _said(request, "failures/500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def forged_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django calls it so; the reason helps an attacker only
    """403: a form without its token: too old, from elsewhere, or without cookies."""
    return render(request, "failures/csrf.html", status=HTTPStatus.FORBIDDEN)


def leads_nowhere(request: HttpRequest) -> HttpResponse:
    """404: one answer for every link that is not the right one."""
    return _said(request, "failures/link.html", status=HTTPStatus.NOT_FOUND)


def too_many_links(request: HttpRequest) -> HttpResponse:
    """429: too many links that lead nowhere."""
    response = _said(request, "failures/links.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = "900"
    return response


def too_many_codes(request: HttpRequest) -> HttpResponse:
    """429: too many codes of a second factor were wrong."""
    response = render(request, "failures/codes.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = "900"
    return response


def too_many_attempts(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """429: signing in failed too often."""
    response = render(request, "failures/429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = "900"
    return response


def _said(request: HttpRequest, template: str, *, status: HTTPStatus) -> HttpResponse:
    """Behind a personal link in the panelist's language, where it is known already, else in one that the browser asks for; English at the desks."""
    is_answering = request.path.startswith(ANSWERING)
    language = ENGLISH
    if is_answering:
        wanted = getattr(getattr(request, "panelist", None), "language", "")
        language = spoken_language(wanted) or get_language_from_request(request)
    with override(language):
        return render(request, template, {"is_answering": is_answering}, status=status)
