"""The objects that the matrix asks for: of every kind one's own, one of another commune, one of another province, one that ended, none.

"Own" is in the scope of Hạnh (clerk of Trường Hà) or made by her; what ended lies in Cao Bằng, in a commune that ended in 2010 without
an heir, or is over. The names in braces in expectations.py are the keys of `make_objects`.
"""

from datetime import date

from cadres.actions.dossiers import enter_dossier
from cadres.actions.entries import record_entry, retract_entry
from cadres.models import Appointment, Course, Enrolment, Move, Profile
from chuanxa.exports.issuing import XLSX
from chuanxa.exports.ledger import Told, write_line
from chuanxa.models import Job, SignIn, UserBatch
from provinces.models import AreaClassification
from reports.actions.form_templates import upload_template
from reports.actions.published import record_figures, record_report
from reports.actions.schemes import record_scheme, record_target
from reports.models import PublishedFigure, PublishedReport, SavedView, Scheme, Target
from reports.official_forms.bm02 import BM02
from reports.official_forms.built_in import built_in
from tests import factories
from tests.cadres.importing.sent import make_batch
from tests.factories import TODAY, at
from tests.reports.frozen.conftest import close

KINDS = ("own", "other-commune", "other-province", "ended", "missing")
MISSING = 987_654_321
BY = {"by": "minh", "day": TODAY}
OWNERS = {"own": "hanh", "other-commune": "minh", "other-province": "quan", "ended": "thao"}
"""Kind → whose it is, of what belongs to a user."""


def make_objects(world) -> dict[str, dict[str, object]]:
    """Key → kind → what stands in the address. Written once for the module."""
    places = world.places
    here, provinces = communes_of(places), provinces_of(places)
    people, changes = {}, {}
    for kind, commune in here.items():
        people[kind], changes[kind] = _person(world, commune, kind)
    made = {
        "commune": {kind: commune.code for kind, commune in here.items()},
        "province": {"own": "04", "other-commune": "04", "other-province": "92", "ended": "94"},
        "district": {"own": "045", "other-commune": "042", "other-province": "473", "ended": "046"},
        "person": people,
        "change": changes,
        "job": {kind: _kept(Job(label=f"Việc của {by}", by=by, state="finished", created_at=at(2026))).pk for kind, by in OWNERS.items()},
        "session": {kind: _session(world.users[by], kind).pk for kind, by in OWNERS.items()},
        "view": {kind: _kept(SavedView(owner=world.users[by], name=f"Bảng của {by}", query="")).pk for kind, by in OWNERS.items()},
        "batch": {kind: make_batch(by=by).pk for kind, by in OWNERS.items()},
        "users_made": {
            kind: _kept(UserBatch(at=at(2026), by=by, usernames=["hanh"])).pk for kind, by in (OWNERS | {"own": "quantri"}).items()
        },
        "user": {kind: world.users[by].pk for kind, by in OWNERS.items()},
        "study": {kind: _study(people[kind]) for kind in here},
        "move": {kind: _move(people[kind], here[kind], provinces[kind], kind == "ended") for kind in here},
        "course": {kind: _course(provinces[kind], here[kind], kind) for kind in here},
        "area": {kind: _area(commune).pk for kind, commune in here.items()},
    }
    made |= _of_provinces(world, provinces)
    made["closed"] = {kind: _closed(places.can_tho if kind == "other-province" else places.cao_bang, kind) for kind in here}
    made["export"] = {kind: _export(world.users[by], kind) for kind, by in OWNERS.items()}
    made["template"] = {kind: _template(province, kind) for kind, province in provinces.items()}
    missing = {
        key: "khong-co" if key in SLUGS else "99999" if key in CODES else "2026-999999" if key == "export" else MISSING for key in made
    }
    return {key: kinds | {"missing": missing[key]} for key, kinds in made.items()}


SLUGS = {"scheme", "published", "draft", "standard"}
CODES = {"commune", "province", "district"}


def communes_of(places) -> dict[str, object]:
    """Kind → the commune in which its objects lie."""
    return dict(zip(KINDS, (places.truong_ha_now, places.ly_bon_now, places.an_lac_now, places.duc_hanh), strict=False))


def provinces_of(places) -> dict[str, object]:
    """Kind → the province in which its objects lie."""
    return {kind: places.can_tho_now if kind == "other-province" else places.cao_bang for kind in communes_of(places)}


def secrets_of(world) -> dict[str, object]:
    """Words that stand in one object each → the commune or province that one must reach to know of it; None: only its owner may."""
    communes, provinces = communes_of(world.places), provinces_of(world.places)
    found: dict[str, object] = dict.fromkeys(f"{what} {by}" for what in ("Việc của", "Bảng của") for by in OWNERS.values())
    for kind, commune in communes.items():
        found |= {f"Người {kind}": commune, f"Lớp {kind}": commune, f"Tệp {kind}": None}
        found |= {f"Đề án {kind}": provinces[kind], f"Bài {kind}": provinces[kind]}
    return found


def add_one_more(world, kind: str) -> None:
    """One more person, a secretary with studies and a move, and one more course, in the place of that kind."""
    commune, province = communes_of(world.places)[kind], provinces_of(world.places)[kind]
    person, _ = _person(world, commune, "thêm", world.positions.party_secretary)
    _study(person)
    _move(person, commune, province, ended=False)
    _course(province, commune, "thêm")


def _person(world, commune, kind: str, position=None):
    last, position = commune.valid_to, position or world.positions.committee_chair
    post = Appointment(commune=commune, position=position, valid_from=commune.valid_from, valid_to=last)
    number = f"0040900000{KINDS.index(kind) if kind in KINDS else len(KINDS):02d}"
    cadre = enter_dossier(Profile(full_name=f"Người {kind}", born_on=date(1980, 1, 1), personal_id=number), [post], **BY)
    return cadre.pk, post.recorded_in_id


def _session(user, kind: str) -> SignIn:
    return _kept(SignIn(user=user, session_key=f"matrix-{kind}", started_at=at(2026, 6, 15), seen_at=at(2026, 6, 15)))


def _study(person: int) -> int:
    study = Enrolment(cadre_id=person, ladder="professional", level=40, valid_from=date(2009, 1, 1))
    study.valid_to, study.result = date(2010, 12, 1), "completed"
    study.recorded_at, study.recorded_by = at(2026, 6, 1), "minh"
    return _kept(study).pk


def _move(person: int, commune, province, ended: bool) -> int:
    told = {"cadre_id": person, "commune": commune, "district": commune.district, "province": province}
    move = Move(**told, kind="rotation", from_tier="district", to_tier="commune", valid_from=date(2009, 1, 15))
    record_entry(move, **BY)
    if ended:
        retract_entry(move, **BY, reason="Nhập nhầm")
    return move.number


def _course(province, commune, kind: str) -> int:
    told = {"province": province, "commune": commune, "district": commune.district, "name": f"Lớp {kind}"}
    course = Course(**told, kind="refresher", subject="informatics", valid_from=date(2009, 1, 6), valid_to=date(2009, 1, 17))
    record_entry(course, **BY)
    if kind == "ended":
        retract_entry(course, **BY, reason="Nhập nhầm")
    return course.number


def _area(commune) -> AreaClassification:
    last = {"last": commune.valid_to} if commune.valid_to else {}
    return factories.area(commune, "highland", first=commune.valid_from, **last)


def _closed(province, kind: str) -> int:
    return close(province, date(2014, 2, 1 + KINDS.index(kind)), kinds=[""]).period_id


def _export(user, kind: str) -> str:
    told = {"path": "/can-bo/", "filename": "a.xlsx", "content_type": XLSX, "needs": "export", "at": at(2026, 6, 15)}
    return write_line(by=user, kind="people", name=f"Tệp {kind}", told=Told(), **told).number


def _template(province, kind: str) -> int:
    return upload_template(form=BM02.slug, province=province, file_name=f"{kind}.xlsx", file=built_in(BM02), by="minh").pk


def _of_provinces(world, provinces) -> dict[str, dict]:
    """Schemes, targets, standards, drafts and published reports, which belong to a province; a clerk's own is Cao Bằng's."""
    made: dict[str, dict] = {key: {} for key in ("scheme", "target", "standard", "draft", "published")}
    for kind, province in provinces.items():
        slug = f"matrix-{kind}"
        period = {"valid_from": date(2012, 1, 1), "valid_to": date(2015, 12, 31) if kind == "ended" else date(2030, 12, 31)}
        scheme = record_scheme(Scheme(code=slug, name=f"Đề án {kind}", province=province, **period), by="minh")
        days = {"baseline_day": date(2012, 1, 1), "deadline": period["valid_to"]}
        told = {"label": "Chỉ tiêu", "population": "", "condition": "chuyen-mon=from_intermediate", "percent": 90, "other_base": ""}
        target = record_target(Target(scheme_id=scheme.number, order=1, **told, **days), by="minh", day=TODAY)
        last = {"last": date(2025, 12, 31)} if kind == "ended" else {}
        post = factories.position(f"chuc-danh-{kind}", f"Chức danh {kind}")
        factories.standard(post, code=f"chuan-{kind}", province=province, first=date(2021, 1, 1), professional=40, **last)
        factories.standard(post, code=f"thao-{kind}", province=province, first=date(2027, 1, 1), state="draft", professional=40)
        report = record_report(PublishedReport(code=slug, title=f"Bài {kind}", province=province), by="minh")
        record_figures([PublishedFigure(report=report, code="so", label="Số", printed="1", unit="km", note="Nêu sẵn.")], by="minh")
        made["scheme"][kind] = made["published"][kind] = slug
        made["target"][kind] = target.number if hasattr(target, "number") else target.pk
        made["standard"][kind], made["draft"][kind] = f"chuan-{kind}", f"thao-{kind}"
    return made


def _kept(row):
    row.save()
    return row
