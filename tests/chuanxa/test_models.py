"""Every model declares what it is, so that a new one cannot slip past the rules that keep its kind.

- recorded: facts, superseded and never changed (chuanxa.facts.Recorded);
- dated: what has a first and a last day, kept by loaders and by those who set the rules (chuanxa.facts.Dated);
- derived: what follows from the facts, written by cadres/standings alone and rebuilt at any time;
- plain: everything else, each with the reason why.
"""

import pytest
from django.apps import apps
from django.db import models

from chuanxa.facts import Dated, DatedQuerySet, Recorded, RecordedQuerySet

PERSONAL = {"cadres.Profile", "cadres.Appointment", "cadres.Qualification", "cadres.Enrolment"}
RECORDED = PERSONAL | {
    "cadres.Attendance",
    "cadres.Course",
    "cadres.Departure",
    "cadres.DeparturePlan",
    "cadres.Intake",
    "cadres.IntakePlan",
    "cadres.Move",
    "cadres.Nomination",
    "cadres.SuccessionPlan",
    "cadres.TrainingPlan",
    "reports.PublishedFigure",
    "reports.Scheme",
    "reports.Target",
}
DATED = {
    "provinces.Province",
    "provinces.District",
    "provinces.Commune",
    "provinces.AreaClassification",
    "cadres.Position",
    "cadres.Programme",
    "cadres.Standard",
    "cadres.SupportScheme",
}
DERIVED = {"cadres.Standing", "cadres.Serving", "cadres.Tally", "cadres.PeriodTally", "cadres.Remembered"}
PLAIN = {
    "cadres.Review": "only ever added: what was wrong is amended instead",
    "reports.SavedView": "a question of its owner; the audit trail tells its changes",
    "cadres.Cadre": "an identity: all that is said of the person is recorded elsewhere",
    "cadres.SupportCategory": "a line of a scheme of support, valid as long as the scheme",
    "cadres.ImportBatch": "a file on its way; what it wrote is recorded in its change set",
    "cadres.ImportColumn": "what a sender chose last: a convenience, not a fact",
    "cadres.Requirement": "a line of a standard, valid as long as the standard",
    "cadres.Allowance": "a line of a requirement, valid as long as the standard",
    "chuanxa.SignIn": "a session: what matters of it stands in the audit trail",
    "chuanxa.User": "an account; the audit trail tells what it did",
    "chuanxa.FormUse": "bookkeeping of some days: which form was sent already",
    "chuanxa.UserBatch": "bookkeeping of a list whose links are taken once; the audit trail tells who was made",
    "chuanxa.AuditEvent": "only ever added",
    "chuanxa.AuditHead": "one row of bookkeeping",
    "chuanxa.ExportCount": "one row of bookkeeping a year",
    "chuanxa.ExportRecord": "only ever added",
    "chuanxa.ExportOutcome": "only ever added",
    "chuanxa.Job": "work on its way; what it did stands in the audit trail",
    "chuanxa.ChangeSet": "who did it, when and why: only ever added",
    "chuanxa.Upkeep": "one row of bookkeeping",
    "cadres.CataloguePart": "only ever added: what a catalogue was like, kept by its digest",
    "cadres.CatalogueState": "only ever added: which catalogue was in force from which moment",
    "reports.ClosedPeriod": "a heading: its closings say what happened, and the audit trail who did it",
    "reports.Closing": "only ever added: a version of a closed period",
    "reports.FrozenReport": "only ever added: a report kept to the digit",
    "reports.AgeBanding": "never changed, only withdrawn; the audit trail tells both",
    "reports.FormTemplate": "a file in force from a day; the audit trail tells its changes",
    "reports.PublishedReport": "a heading: its figures are recorded, its own changes stand in the audit trail",
    "provinces.BoundaryChange": "an event: it has one day",
    "provinces.Edition": "a list that was loaded: it has one day",
    "provinces.Scope": "where an account reaches today",
}
OURS = {
    model._meta.label: model for app in ("chuanxa", "provinces", "cadres", "reports") for model in apps.get_app_config(app).get_models()
}


def test_every_model_declares_what_it_is():
    kinds = [RECORDED, DATED, DERIVED, set(PLAIN)]
    assert set(OURS) == set().union(*kinds), "declare the new model above and give it what its kind asks for"
    assert sum(map(len, kinds)) == len(OURS), "a model is of one kind"


def test_the_kinds_are_what_the_models_say_of_themselves():
    assert {label for label, model in OURS.items() if issubclass(model, Recorded)} == RECORDED
    assert {label for label, model in OURS.items() if issubclass(model, Dated)} - RECORDED == DATED


@pytest.mark.parametrize("label", sorted(RECORDED))
def test_recorded_facts_are_never_deleted_with_anything(label):
    model = OURS[label]
    assert label not in PERSONAL or not model._meta.get_field("cadre").null, "a fact of a person names the person"
    assert issubclass(type(model.objects.all()), RecordedQuerySet)
    references = [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]
    assert {field.remote_field.on_delete for field in references} == {models.PROTECT}


@pytest.mark.parametrize("label", sorted(OURS))
def test_both_clocks_are_kept_by_the_database_itself(label):
    """Meta classes of two parents do not add up by themselves: a constraint forgotten is a promise the database does not keep."""
    model = OURS[label]
    names = {constraint.name for constraint in model._meta.constraints}
    prefix = f"{model._meta.app_label}_{model._meta.model_name}"
    assert (f"{prefix}_ends_after_it_starts" in names) == issubclass(model, Dated)
    assert (f"{prefix}_superseded_after_recorded" in names) == issubclass(model, Recorded)
    if issubclass(model, Dated):
        assert issubclass(type(model.objects.all()), DatedQuerySet)


@pytest.mark.parametrize("label", sorted(set(OURS) - DERIVED))
def test_every_constraint_speaks_to_people(label):
    for constraint in OURS[label]._meta.constraints:
        sentence = str(constraint.violation_error_message)
        assert sentence != str(constraint.default_violation_error_message), constraint.name
        assert sentence.endswith("."), constraint.name
        assert not sentence.isascii(), f"{constraint.name}: say it in Vietnamese"


def test_nothing_that_is_derived_can_be_pointed_at():
    """Derived rows come and go: a reference to one would break or hold back a rebuild."""
    for model in OURS.values():
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model is not None:
                assert field.related_model._meta.label not in DERIVED, field


def test_the_audit_trail_outlives_what_it_speaks_of():
    assert not [field for field in OURS["chuanxa.AuditEvent"]._meta.get_fields() if field.is_relation]


@pytest.mark.parametrize("label", sorted(set(OURS) - DERIVED - {"chuanxa.AuditHead", "chuanxa.Upkeep"}))
def test_every_model_has_a_vietnamese_name(label):
    meta = OURS[label]._meta
    assert str(meta.verbose_name) != meta.object_name.lower()
    assert str(meta.verbose_name_plural) == str(meta.verbose_name), "Vietnamese nouns have no plural"


def test_derived_tables_are_written_by_standings_alone():
    """Outside cadres/standings nobody creates, updates or deletes a derived row."""
    import re

    from chuanxa.environment import ROOT

    names = "|".join(label.split(".")[1] for label in DERIVED)
    writing = re.compile(rf"\b({names})(\.objects)?\.?(\(|.*\.(create|bulk_create|update|delete|get_or_create|update_or_create)\()")
    for folder in ("chuanxa", "provinces", "cadres", "reports"):
        for path in (ROOT / folder).rglob("*.py"):
            if "standings" in path.parts or "migrations" in path.parts:
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if not line.startswith("class "):
                    assert not writing.search(line), f"{path.relative_to(ROOT)}:{number} writes a derived table"
