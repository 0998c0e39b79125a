from cadres.models.appointment import Appointment, Route
from cadres.models.cadre import Cadre
from cadres.models.enrolment import Enrolment
from cadres.models.position import Category, Position, PositionGroup
from cadres.models.profile import Profile, Sex
from cadres.models.qualification import Qualification, StudyMode
from cadres.models.standard import BasisKind, Requirement, Standard
from cadres.models.standing import PeriodTally, Remembered, Serving, Standing, Tally

__all__ = [
    "Appointment",
    "BasisKind",
    "Cadre",
    "Category",
    "Enrolment",
    "PeriodTally",
    "Position",
    "PositionGroup",
    "Profile",
    "Qualification",
    "Remembered",
    "Requirement",
    "Route",
    "Serving",
    "Sex",
    "Standard",
    "Standing",
    "StudyMode",
    "Tally",
]
