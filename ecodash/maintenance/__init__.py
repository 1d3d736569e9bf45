"""Taking everything along and putting it back: backups, exports, and whether what is kept is whole."""
