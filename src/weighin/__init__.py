"""Weigh-In: experts weigh in; Weigh-In keeps the record, and the score."""
