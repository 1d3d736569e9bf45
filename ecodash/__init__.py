"""ecodash: the working memory of an Eco Industrial Town programme."""

__version__ = "0.2.0"
