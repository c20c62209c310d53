"""Replies that came by mail, as a document or by word of mouth: read into the questions, confirmed by an editor, entered for the panelist."""
