"""Every address, each named; `policy.ADDRESSES` says who may visit it."""

from django.urls import include, path, re_path

from weighin.site import signposts
from weighin.site.editions import views as editions

urlpatterns = [
    path("health", signposts.health, name="health"),
    path("robots.txt", signposts.robots, name="robots"),
    path("favicon.ico", signposts.favicon, name="favicon"),
    path("", include("weighin.site.accounts.urls")),
    path("", include("weighin.site.articles.urls")),
    path("", include("weighin.site.desk.urls")),
    path("", include("weighin.site.editions.urls")),
    path("", include("weighin.site.directory.urls")),
    path("", include("weighin.site.drafting.urls")),
    path("", include("weighin.site.outbox.urls")),
    path("", include("weighin.site.board.urls")),
    path("", include("weighin.site.entering.urls")),
    path("", include("weighin.site.facilitating.urls")),
    path("", include("weighin.site.reply.urls")),
    path("", editions.front_page, name="front_page"),
    re_path(r"^(?P<name>[a-z0-9-]+\.[a-z0-9]+)$", editions.front_page, name="front_page_file"),
]

handler400 = "weighin.site.failures.bad_request"
handler403 = "weighin.site.failures.forbidden"
handler404 = "weighin.site.failures.not_found"
handler500 = "weighin.site.failures.failed"
