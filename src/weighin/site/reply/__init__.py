"""The expert's form: answering by a personal link, without an account."""
