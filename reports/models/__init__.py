from reports.models.age_banding import AgeBanding
from reports.models.form_template import FormTemplate, TemplateState
from reports.models.frozen import ClosedPeriod, Closing, FrozenReport, Mark
from reports.models.published import PublishedFigure, PublishedReport
from reports.models.saved_view import SavedView
from reports.models.scheme import Scheme, Target

__all__ = [
    "AgeBanding",
    "ClosedPeriod",
    "Closing",
    "FormTemplate",
    "FrozenReport",
    "Mark",
    "PublishedFigure",
    "PublishedReport",
    "SavedView",
    "Scheme",
    "Target",
    "TemplateState",
]
