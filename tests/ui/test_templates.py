"""What holds of the templates themselves."""

from jinja2 import nodes

from ecodash.language.unbroken import NO_BREAK
from ecodash.ui import render


def test_a_template_that_is_compiled_once_says_nothing_of_one_language() -> None:
    """A filter of ours behind a constant would be worked out in compiling, with the language that came first."""
    environment = render._environment("th")
    assert environment.loader is not None
    for name in environment.list_templates(["html"]):
        tree = environment.parse(environment.loader.get_source(environment, name)[0])
        worked_out = [f.name for f in tree.find_all(nodes.Filter) if isinstance(f.node, nodes.Const)]
        assert not set(worked_out) & set(render._filters("th")), name


def test_whatever_is_written_stays_in_its_line_and_what_is_copied_stays_as_it_is() -> None:
    template = render._environment("th").from_string("<p title='{{ said }}'>{{ said }}</p><pre>{{ said|e }}</pre>")
    whole = f"ย้อนหลัง 3{NO_BREAK}เดือน"
    assert template.render(said="ย้อนหลัง 3 เดือน") == f"<p title='{whole}'>{whole}</p><pre>ย้อนหลัง 3 เดือน</pre>"


def test_no_line_of_a_template_is_longer_than_one_of_the_code() -> None:
    environment = render._environment("th")
    assert environment.loader is not None
    lines = (
        (name, line)
        for name in environment.list_templates(["html"])
        for line in environment.loader.get_source(environment, name)[0].splitlines()
    )
    assert [(name, line) for name, line in lines if len(line) > 120] == []
