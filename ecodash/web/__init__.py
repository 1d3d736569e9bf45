"""HTTP beside the screens."""
