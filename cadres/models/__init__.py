from cadres.models.appointment import Appointment, Route
from cadres.models.cadre import Cadre
from cadres.models.catalogue_state import CataloguePart, CatalogueState
from cadres.models.course import Attendance, Course, CourseKind, CourseSubject, TrainingPlan
from cadres.models.departure import Departure, DeparturePlan, DepartureReason, SupportCategory, SupportScheme
from cadres.models.enrolment import Enrolment, StudyResult
from cadres.models.entry import Tier
from cadres.models.import_batch import ImportBatch, ImportColumn, ImportState
from cadres.models.intake import DegreeClass, Intake, IntakeOutcome, IntakePlan
from cadres.models.move import Move, MoveKind
from cadres.models.position import Category, Position, PositionGroup
from cadres.models.profile import Profile, Sex
from cadres.models.programme import Programme
from cadres.models.qualification import Qualification, StudyMode
from cadres.models.review import Review
from cadres.models.standard import Allowance, BasisKind, Requirement, Standard, StandardState
from cadres.models.standing import PeriodTally, Remembered, Serving, Standing, Tally
from cadres.models.succession import Nomination, NominationState, SuccessionPlan, SuccessionRound

__all__ = [
    "Allowance",
    "Appointment",
    "Attendance",
    "BasisKind",
    "Cadre",
    "CataloguePart",
    "CatalogueState",
    "Category",
    "Course",
    "CourseKind",
    "CourseSubject",
    "DegreeClass",
    "Departure",
    "DeparturePlan",
    "DepartureReason",
    "Enrolment",
    "ImportBatch",
    "ImportColumn",
    "ImportState",
    "Intake",
    "IntakeOutcome",
    "IntakePlan",
    "Move",
    "MoveKind",
    "Nomination",
    "NominationState",
    "PeriodTally",
    "Position",
    "PositionGroup",
    "Profile",
    "Programme",
    "Qualification",
    "Remembered",
    "Requirement",
    "Review",
    "Route",
    "Serving",
    "Sex",
    "Standard",
    "StandardState",
    "Standing",
    "StudyMode",
    "StudyResult",
    "SuccessionPlan",
    "SuccessionRound",
    "SupportCategory",
    "SupportScheme",
    "Tally",
    "Tier",
    "TrainingPlan",
]
