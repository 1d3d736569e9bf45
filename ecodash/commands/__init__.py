"""What the command line can do, a module for each group of commands; ``ecodash/__main__.py`` reads the arguments."""
