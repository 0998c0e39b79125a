from chuanxa.models.audit_event import AuditEvent, AuditHead
from chuanxa.models.change_set import ChangeKind, ChangeSet
from chuanxa.models.export_record import ExportCount, ExportOutcome, ExportRecord
from chuanxa.models.form_use import FormUse
from chuanxa.models.job import Job, JobState
from chuanxa.models.sign_in import SignIn
from chuanxa.models.upkeep import Upkeep
from chuanxa.models.user import User
from chuanxa.models.user_batch import UserBatch

__all__ = [
    "AuditEvent",
    "AuditHead",
    "ChangeKind",
    "ChangeSet",
    "ExportCount",
    "ExportOutcome",
    "ExportRecord",
    "FormUse",
    "Job",
    "JobState",
    "SignIn",
    "Upkeep",
    "User",
    "UserBatch",
]
