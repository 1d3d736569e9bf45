"""E-mail, where a secretary sets a server up: nothing needs it. Settings and addresses are kept beside the accounts."""
