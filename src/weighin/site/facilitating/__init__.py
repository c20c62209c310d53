"""What editors do between a panel's answers: decide on proposals, look after a discussion, enter what a group agreed on."""
