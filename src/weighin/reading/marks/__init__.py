"""The ways in which an article marks a speaker or a question: small functions that know nothing of each other."""
