"""The addresses of signing in and of the members."""

from django.urls import path

from weighin.site.accounts import members, views

app_name = "accounts"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("desk/password", views.password, name="password"),
    path("desk/members", members.members, name="members"),
    path("desk/members/add", members.add_member, name="add_member"),
    path("desk/members/<str:member>/role", members.set_role, name="set_role"),
    path("desk/members/<str:member>/password", members.reset_password, name="reset_password"),
    path("desk/members/<str:member>/remove", members.remove_member, name="remove_member"),
]
