"""แม่แบบเอกสาร: brought in at the desk, checked, tried out, used, taken back."""

from ecodash import facts
from ecodash.documents.office_template import ours, template_of_province
from ecodash.domain.vocabulary import TemplateForm
from ecodash.evidence.template_check import TYPES
from ecodash.language.text import t
from ecodash.store.store import Store
from forms import OTHER, Open, press, said

PAPERS = TemplateForm.PAPERS


def test_a_template_is_tried_out_before_it_takes_effect_and_can_be_taken_back(opened: Open, store: Store) -> None:
    at = opened("templates", area="a")
    at.file_uploader[0].upload("ของจังหวัด.docx", ours(PAPERS), TYPES[PAPERS]).run()
    assert t("th", "templates.fits", name="ของจังหวัด.docx") in said(at)
    assert t("th", "templates.preview") in [button.label for button in at.get("download_button")]
    assert facts.office_templates(store) == ()
    press(at, t("th", "templates.use"))
    assert t("th", "templates.taken", name="ของจังหวัด.docx") in said(at)
    assert template_of_province(store, "lamphun", PAPERS) == ours(PAPERS)
    press(at, t("th", "templates.back"))
    assert t("th", "templates.uses_ours") in said(at)
    assert template_of_province(store, "lamphun", PAPERS) is None


def test_what_cannot_be_one_is_told_why_and_nothing_is_recorded(opened: Open, store: Store) -> None:
    at = opened("templates", area="a")
    at.file_uploader[0].upload("สไลด์.pptx", ours(TemplateForm.SLIDES), TYPES[TemplateForm.SLIDES]).run()
    assert t("th", "template_problem.other_program", suffix=".docx") in said(at)
    assert t("th", "templates.use") not in [button.label for button in at.button]
    assert facts.office_templates(store) == ()


def test_it_is_the_secretary_s(opened: Open) -> None:
    at = opened("templates", who=OTHER)
    assert t("th", "people.secretary_only") in said(at)
    assert not at.file_uploader
