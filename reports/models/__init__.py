from reports.models.published import PublishedFigure, PublishedReport
from reports.models.scheme import Scheme, Target

__all__ = ["PublishedFigure", "PublishedReport", "Scheme", "Target"]
