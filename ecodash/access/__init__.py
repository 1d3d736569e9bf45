"""Who may do what, and how somebody is known to be who they say."""
