"""Letters out: written as drafts, sent off by somebody, delivered by a worker; each step a row in the outbox."""
