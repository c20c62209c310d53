"""Who works here: signing in and out, one's password, the members of an outlet."""
