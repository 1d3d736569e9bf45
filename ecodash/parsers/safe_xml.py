"""Expat without what XML can be made to do harm with."""

from typing import Any
from xml.parsers import expat

from ecodash.parsers.protocol import Refused


def xml_parser(start: Any) -> Any:
    """A parser that calls ``start`` at each element; Refused, later, for a document with entities of its own."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_entities
    return parser


def _refuse_entities(*_: object) -> None:
    raise Refused("broken")
