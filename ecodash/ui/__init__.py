"""Screens: what stands on them, and the forms of the officers' desk."""
