from chuanxa.models.audit_event import AuditEvent
from chuanxa.models.user import User

__all__ = ["AuditEvent", "User"]
