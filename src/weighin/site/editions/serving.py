"""How stored files are served: as they are, with their hash; 304 where the browser has them already."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from weighin import publishing
from weighin.site.mail.texts import zone_named
from weighin.site.store.models import AskedRoundup, EditionFile, Roundup

FIRST = "index.html"
FOR_ALL = "public, no-cache"  # may be kept, and is asked for anew each time: what is withdrawn is gone at once


def served(
    request: HttpRequest,
    file: EditionFile | publishing.EditionFile,
    *,
    caching: str,
    content: bytes | None = None,
    mark: str = "",
) -> HttpResponse:
    """A stored file; `content` where something was put above it, and then `mark` tells it from the file itself."""
    etag = quote_etag(file.digest + mark)
    body = bytes(file.content) if content is None else content
    response = HttpResponse(body, content_type=declared(file.media_type))
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = caching
    return answer


def declared(media_type: str) -> str:
    """The media type with the encoding of texts."""
    is_text = media_type.startswith("text/") and "charset" not in media_type
    return f"{media_type}; charset=utf-8" if is_text else media_type


def zone_of(roundup: Roundup) -> dt.tzinfo:
    """The time zone in which an editor names times: that of the round-up where it was asked, else UTC."""
    asked = AskedRoundup.objects.filter(roundup=roundup).first()
    return (zone_named(asked.time_zone) if asked else None) or dt.UTC
