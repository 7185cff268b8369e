"""Reading: from files to frozen models, or to all their problems."""
