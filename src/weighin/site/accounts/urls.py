"""The addresses of signing in and of the members."""

from django.urls import path

from weighin.site.accounts import links, members, second_factor, signing_in, views

app_name = "accounts"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-in/link", links.ask_for_link, name="ask_for_link"),
    path("sign-in/link/<str:link>", links.sign_in_link, name="sign_in_link"),
    path("sign-in/code", signing_in.second_step, name="second_step"),
    path("invitation/<str:link>", links.take_up, name="take_up"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("desk/password", views.password, name="password"),
    path("desk/second-factor", second_factor.second_factor, name="second_factor"),
    path("desk/second-factor/begin", second_factor.begin, name="begin_second_factor"),
    path("desk/second-factor/confirm", second_factor.confirm, name="confirm_second_factor"),
    path("desk/second-factor/recovery-codes", second_factor.renew_codes, name="renew_recovery_codes"),
    path("desk/second-factor/off", second_factor.turn_off, name="turn_off_second_factor"),
    path("desk/members/second-factor", second_factor.ask_all, name="ask_all_for_second_factor"),
    path("desk/members", members.members, name="members"),
    path("desk/members/add", members.add_member, name="add_member"),
    path("desk/members/<str:member>/role", members.set_role, name="set_role"),
    path("desk/members/<str:member>/address", members.set_address, name="set_address"),
    path("desk/members/<str:member>/password", members.reset_password, name="reset_password"),
    path("desk/members/<str:member>/second-factor", second_factor.reset, name="reset_second_factor"),
    path("desk/members/<str:member>/remove", members.remove_member, name="remove_member"),
]
