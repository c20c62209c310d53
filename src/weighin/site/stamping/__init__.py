"""Stamps from outside: who is due to be asked, and what they answered."""
