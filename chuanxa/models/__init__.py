from chuanxa.models.audit_event import AuditEvent
from chuanxa.models.catalogue_stamp import CatalogueStamp
from chuanxa.models.user import User

__all__ = ["AuditEvent", "CatalogueStamp", "User"]
