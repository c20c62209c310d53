"""What holds for every page behind a personal link."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request, override

from weighin.site.languages import spoken_language
from weighin.site.policy import panelist_of
from weighin.site.security import with_own_script

View = Callable[..., HttpResponse]


def in_their_language(view: View) -> View:
    """The view, said in the panelist's language; where it is not known, or not spoken here, in one that the browser asks for."""

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        language = spoken_language(panelist_of(request).language) or get_language_from_request(request)
        with override(language):
            return view(request, token=token)

    return answer


def private(response: HttpResponse) -> HttpResponse:
    """The address is the key: it goes to no other site, into no cache, into no search engine. Our own script may run and write back."""
    with_own_script(response)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
