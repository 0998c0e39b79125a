"""What every address answers to whom: one row for every route of the URLconf.

To declare a new route add a row here under its name: `at`, an address (names in braces are keys of objects.py); `posts`, what an empty
form is answered when the view takes one; `gets`, what reading is answered when it is not 200. Add it to `NEEDS` too, which says who
may; who sees which object is `SEES` under the key in braces, or the row's own `sees`. Everything else is held to be the same
for all views: a stranger is sent to the log-in, another method is 405, a role without the permission 403, an object out of reach 404,
byte for byte as one that is not there.
"""

from dataclasses import dataclass, field

from chuanxa.roles import Permission

READS = frozenset({"GET", "HEAD"})
ACCEPTED = frozenset({200, 302, 400, 409, 422})
"""What a form with nothing in it may be answered: shown again with what is wrong, or done and led on. Never a refusal, never a fault."""

NOT_HERE, LED_ON = frozenset({404}), frozenset({302})
ALL, LEADERS, OFFICE = "hanh minh thao quantri", "minh thao quantri", "minh quantri"
_UNIT = {"own": ALL, "other-commune": LEADERS, "other-province": "quan quantri", "ended": LEADERS}
_PROVINCE = {"own": LEADERS, "other-commune": LEADERS, "other-province": "quan quantri", "ended": LEADERS}
_PRIVATE = {"own": "hanh quantri", "other-commune": "minh quantri", "other-province": "quan quantri", "ended": "thao quantri"}
_OWNED = {"own": "hanh", "other-commune": "minh", "other-province": "quan", "ended": "thao"}
_EVERY = dict.fromkeys(("own", "other-commune", "other-province", "ended"), "hanh minh thao kiem quan quantri")

SEES: dict[str, dict[str, str]] = {
    "commune": _UNIT,
    "person": _UNIT,
    "change": _UNIT,
    "study": _UNIT,
    "move": _UNIT,
    "course": _UNIT,
    "area": _UNIT,
    "province": {"own": LEADERS, "other-commune": LEADERS, "other-province": "quan quantri", "ended": "quan quantri"},
    "district": _UNIT | {"own": LEADERS},
    "scheme": _PROVINCE | dict.fromkeys(("own", "other-commune", "ended"), ALL),
    "published": _PROVINCE,
    "standard": _EVERY,
    "draft": _PROVINCE,
    "closed": _PROVINCE,
    "template": _PROVINCE,
    "job": _PRIVATE,
    "batch": _PRIVATE,
    "session": _OWNED,
    "view": _OWNED,
    "export": {kind: f"{names} kiem quantri" for kind, names in _OWNED.items()},
    "user": _EVERY,
    "users_made": {"own": "quantri", "other-commune": "", "other-province": "", "ended": ""},
}
"""Key → kind of object → who sees it, if the role allows the view at all. What is missing nobody sees."""


@dataclass(frozen=True)
class Row:
    """`at` is one address; `takes_forms` without `reads` is a view for POST alone."""

    at: str
    posts: frozenset[int] | None = None
    reads: bool = True
    gets: frozenset[int] = frozenset({200})
    gone: frozenset[int] = frozenset()
    """What reading and writing are answered for an object that has ended, to whoever sees it, when it is not as for others."""
    sees: dict[str, str] = field(default_factory=dict)
    open: bool = False
    """Open to whoever is not logged in."""

    @property
    def methods(self) -> frozenset[str]:
        return (READS if self.reads else frozenset()) | ({"POST"} if self.posts is not None else frozenset())


def form(at: str, **more) -> Row:
    """Read and written."""
    return Row(at, posts=more.pop("posts", ACCEPTED), **more)


def deed(at: str, **more) -> Row:
    """Only written."""
    return Row(at, posts=more.pop("posts", ACCEPTED), reads=False, **more)


ROWS: dict[str, Row] = {
    "healthz": Row("/healthz", open=True),
    "session-start": form("/tai-khoan/dang-nhap/", open=True),
    "session-end": deed("/tai-khoan/dang-xuat/"),
    "password-set": form("/tai-khoan/dat-mat-khau/x/y/", open=True, gets=NOT_HERE, posts=NOT_HERE),
    "account": Row("/tai-khoan/"),
    "password-change": form("/tai-khoan/mat-khau/"),
    "second-factor": form("/tai-khoan/ma-xac-thuc/", gets=LED_ON),
    "second-factor-new": form("/tai-khoan/xac-thuc-hai-lop/"),
    "session-stop": deed("/tai-khoan/phien/{session}/ket-thuc/"),
    "trail": Row("/nhat-ky/"),
    "roles": Row("/vai-tro/"),
    "job-list": Row("/cong-viec/"),
    "job-detail": Row("/cong-viec/{job}/"),
    # files that left
    "export-list": Row("/so-xuat/"),
    "export-order": form("/so-xuat/lay/?dia-chi=%2Fxa%2F{commune}%2F%3Fdinh-dang%3Dxlsx", gone=NOT_HERE),
    "export-detail": Row("/so-xuat/{export}/"),
    "export-file": Row("/so-xuat/{export}/tep/", gets=NOT_HERE),
    # users
    "user-list": Row("/nguoi-dung/"),
    "user-new": form("/nguoi-dung/moi/"),
    "user-batch-new": form("/nguoi-dung/danh-sach/"),
    "user-batch-blank": Row("/nguoi-dung/danh-sach/mau/"),
    "user-batch": form("/nguoi-dung/danh-sach/{users_made}/"),
    "scope-following": form("/nguoi-dung/chuyen-pham-vi/"),
    "user-detail": Row("/nguoi-dung/{user}/"),
    "user-amend": form("/nguoi-dung/{user}/sua/"),
    "user-scopes": form("/nguoi-dung/{user}/pham-vi/"),
    "user-act": deed("/nguoi-dung/{user}/viec/"),
    "user-link": deed("/nguoi-dung/{user}/lien-ket/"),
    # people
    "cadre-list": Row("/can-bo/?xa={commune}", gone=NOT_HERE),
    "cadre-detail": Row("/can-bo/{person}/"),
    "dossier-new": form("/can-bo/moi/"),
    "commune-lacking": Row("/can-bo/moi/con-trong/?xa=01366"),
    "number-open": form("/can-bo/{person}/so-dinh-danh/"),
    "dossier-edit": form("/can-bo/{person}/sua/"),
    "dossier-remove": form("/can-bo/{person}/xoa/"),
    "dossier-merge": form("/can-bo/{person}/gop/"),
    "dossier-removed-list": form("/can-bo/da-xoa/", posts=NOT_HERE | {422}),
    "dossier-review": form("/can-bo/{person}/xem-lai/"),
    "change-list": Row("/lan-ghi/?cua=moi-nguoi"),
    "change-detail": form("/lan-ghi/{change}/"),
    "saved-view-list": form("/can-bo/bang/"),
    "saved-view-open": Row("/can-bo/bang/{view}/", gets=LED_ON),
    "saved-view-rename": deed("/can-bo/bang/{view}/doi-ten/"),
    "saved-view-delete": deed("/can-bo/bang/{view}/xoa/"),
    "bulk-change": form("/can-bo/hang-loat/"),
    "doubt-list": Row("/viec-can-lam/?xa={commune}", gone=NOT_HERE),
    # imports
    "import-list": form("/nhap-lieu/"),
    "import-blank": Row("/nhap-lieu/mau/?xa={commune}", gone=NOT_HERE),
    "import-detail": Row("/nhap-lieu/{batch}/"),
    "import-layout": form("/nhap-lieu/{batch}/cach-doc/"),
    "import-answer": deed("/nhap-lieu/{batch}/tra-loi/"),
    "import-confirm": deed("/nhap-lieu/{batch}/xac-nhan/"),
    "import-undo": deed("/nhap-lieu/{batch}/hoan-tac/", posts=NOT_HERE),
    "import-returned": Row("/nhap-lieu/{batch}/can-sua/"),
    # standards
    "standard-list": Row("/tieu-chuan/"),
    "standard-detail": Row("/tieu-chuan/{standard}/"),
    "draft-new": form("/tieu-chuan/soan/"),
    "draft-edit": form("/tieu-chuan/{draft}/sua/"),
    "draft-discard": deed("/tieu-chuan/{draft}/bo/"),
    "draft-effect": Row("/tieu-chuan/{draft}/anh-huong/"),
    "draft-foresee": deed("/tieu-chuan/{draft}/xet-thu/"),
    "draft-publish": deed("/tieu-chuan/{draft}/cong-bo/"),
    "standard-end": form("/tieu-chuan/{standard}/het-hieu-luc/", sees=_PROVINCE),
    # records of programmes
    "study-list": Row("/dao-tao/?xa={commune}", gone=NOT_HERE),
    "study-new": form("/dao-tao/them/"),
    "study-finish": form("/dao-tao/{study}/ket-thuc/"),
    "study-earned": form("/dao-tao/{study}/van-bang/"),
    "personal-list": Row("/luan-chuyen/?xa={commune}", gone=NOT_HERE),
    "personal-new": form("/luan-chuyen/them/"),
    "personal-detail": Row("/luan-chuyen/{move}/"),
    "personal-amend": form("/luan-chuyen/{move}/sua/", gone=NOT_HERE),
    "personal-retract": form("/luan-chuyen/{move}/huy/", gone=NOT_HERE),
    "planned-list": Row("/dao-tao/lop/?xa={commune}", gone=NOT_HERE),
    "planned-new": form("/dao-tao/lop/them/"),
    "planned-detail": Row("/dao-tao/lop/{course}/"),
    "planned-amend": form("/dao-tao/lop/{course}/sua/", gone=NOT_HERE),
    "planned-retract": form("/dao-tao/lop/{course}/huy/", gone=NOT_HERE),
    # figures
    "home": Row("/", gets=frozenset({200, 302})),
    "province-list": Row("/tinh/"),
    "province-detail": Row("/tinh/{province}/", gone=NOT_HERE),
    "district-detail": Row("/huyen/{district}/?ngay=14/02/2014"),
    "commune-detail": Row("/xa/{commune}/", gone=NOT_HERE),
    "quality-map": Row("/chat-luong/?xa={commune}", gone=NOT_HERE),
    "report-list": Row("/bao-cao/"),
    "kind-report": Row("/bao-cao/chuc-danh/?xa={commune}", gone=NOT_HERE),
    "kind-records": Row("/bao-cao/dang-hoc/ho-so/?xa={commune}", gone=NOT_HERE),
    "area-list": Row("/vung/?xa={commune}", gone=NOT_HERE),
    "area-new": form("/vung/them/"),
    "area-history": form("/vung/lich-su/", posts=NOT_HERE),
    "area-amend": form("/vung/{area}/"),
    "area-remove": form("/vung/{area}/bo/"),
    # schemes
    "scheme-list": Row("/de-an/"),
    "scheme-new": form("/de-an/moi/"),
    "scheme-detail": Row("/de-an/{scheme}/", gone=LED_ON),
    "scheme-amend": form("/de-an/{scheme}/sua/"),
    "scheme-retire": form("/de-an/{scheme}/bo/"),
    "target-new": form("/de-an/{scheme}/chi-tieu/moi/"),
    "target-amend": form("/de-an/{scheme}/chi-tieu/{target}/"),
    "target-retire": form("/de-an/{scheme}/chi-tieu/{target}/bo/"),
    # papers: official forms and their templates, documents, closed periods
    "form-list": Row("/bieu-mau/"),
    "form-detail": Row("/bieu-mau/bm02/?ngay=31/12/2013&tinh={province}"),
    "form-records": Row("/bieu-mau/12c/ho-so/?ngay=31/12/2013&tinh={province}&cot=tong&dong=tong_so"),
    "age-bands": form("/bieu-mau/do-tuoi/"),
    "form-template-list": form("/bieu-mau/bm02/mau/"),
    "form-template-built-in": Row("/bieu-mau/bm02/mau/co-san/"),
    "form-template-detail": form("/bieu-mau/bm02/mau/{template}/"),
    "form-template-file": Row("/bieu-mau/bm02/mau/{template}/tep/"),
    "form-template-withdraw": deed("/bieu-mau/bm02/mau/{template}/rut/"),
    "written-report": Row("/van-ban/?xa={commune}", gone=NOT_HERE),
    "summary-page": Row("/tom-tat/?xa={commune}", gone=NOT_HERE),
    "leader-workbook": Row("/tap-so-lieu/?tinh={province}", gone=NOT_HERE),
    "closed-list": Row("/chot-so-lieu/"),
    "closed-new": form("/chot-so-lieu/moi/"),
    "closed-detail": Row("/chot-so-lieu/{closed}/"),
    "closed-report": Row("/chot-so-lieu/{closed}/bao-cao/tong-hop/"),
    "closed-difference": Row("/chot-so-lieu/{closed}/doi-chieu/"),
    "closed-act": form("/chot-so-lieu/{closed}/chinh-thuc/"),
    # published figures
    "published-list": Row("/doi-chieu/"),
    "published-try": form("/doi-chieu/thu/"),
    "published-create": form("/doi-chieu/them/"),
    "published-detail": Row("/doi-chieu/{published}/"),
    "published-edit": form("/doi-chieu/{published}/sua/"),
    "published-add": form("/doi-chieu/{published}/them/"),
    "published-paste": form("/doi-chieu/{published}/dan/"),
    "published-figure": form("/doi-chieu/{published}/so/so/"),
    "published-retract": deed("/doi-chieu/{published}/so/so/bo/"),
}
"""Route name → its row."""

NEEDS: dict[Permission, str] = {
    Permission.USE_ACCOUNT: ("account export-detail export-list password-change roles second-factor second-factor-new session-stop"),
    Permission.SEE_FIGURES: (
        "area-list closed-detail closed-difference closed-list closed-report commune-detail district-detail form-detail form-list "
        "home job-detail job-list kind-report leader-workbook planned-detail planned-list province-detail province-list "
        "published-detail published-list published-try quality-map report-list scheme-detail scheme-list standard-detail "
        "standard-list summary-page written-report"
    ),
    Permission.SEE_PEOPLE: (
        "cadre-detail cadre-list form-records kind-records personal-detail personal-list saved-view-delete saved-view-list "
        "saved-view-open saved-view-rename study-list"
    ),
    Permission.EXPORT: "export-file export-order",
    Permission.OPEN_NUMBERS: "number-open",
    Permission.RECORD: (
        "bulk-change change-detail change-list commune-lacking dossier-edit dossier-merge dossier-new dossier-remove "
        "dossier-removed-list dossier-review doubt-list import-answer import-blank import-confirm import-detail import-layout "
        "import-list import-returned import-undo personal-amend personal-new personal-retract study-earned study-finish study-new"
    ),
    Permission.SET_STANDARDS: "draft-discard draft-edit draft-effect draft-foresee draft-new draft-publish standard-end",
    Permission.SET_PROGRAMMES: (
        "area-amend area-history area-new area-remove planned-amend planned-new planned-retract published-add published-create "
        "published-edit published-figure published-paste published-retract scheme-amend scheme-new scheme-retire target-amend "
        "target-new target-retire"
    ),
    Permission.CLOSE_PERIODS: "closed-act closed-new",
    Permission.SET_FORMS: (
        "age-bands form-template-built-in form-template-detail form-template-file form-template-list form-template-withdraw"
    ),
    Permission.READ_TRAIL: "trail",
    Permission.ADMINISTER: (
        "scope-following user-act user-amend user-batch user-batch-blank user-batch-new user-detail user-link user-list user-new "
        "user-scopes"
    ),
}
"""Permission → the routes that ask for it, said a second time here: a view that asks for less is answered otherwise than declared."""

LOGGED_IN = {"session-end"}
"""For these it is enough to be logged in, whatever the role may."""
