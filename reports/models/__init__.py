from reports.models.published import PublishedFigure, PublishedReport

__all__ = ["PublishedFigure", "PublishedReport"]
