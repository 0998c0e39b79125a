from provinces.models.area_classification import AreaClass, AreaClassification
from provinces.models.boundary_change import BoundaryChange, ChangeKind, Extent
from provinces.models.commune import Commune, CommuneKind
from provinces.models.district import District, DistrictKind
from provinces.models.edition import Edition
from provinces.models.province import Province, ProvinceKind
from provinces.models.scope import Scope

__all__ = [
    "AreaClass",
    "AreaClassification",
    "BoundaryChange",
    "ChangeKind",
    "Commune",
    "CommuneKind",
    "District",
    "DistrictKind",
    "Edition",
    "Extent",
    "Province",
    "ProvinceKind",
    "Scope",
]
