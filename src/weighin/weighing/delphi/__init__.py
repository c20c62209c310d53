"""Between the rounds of a panel: where it agrees, who kept what, what the rules fixed before say, and what the group is shown of itself."""
