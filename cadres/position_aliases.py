"""How lists write positions, and which positions of the catalogue they mean: "CT UBND", "BT Đảng ủy", "Công chức VHXH".

One cell may name several posts ("Bí thư Đảng ủy kiêm Chủ tịch HĐND"): the first is the primary one. Deputies of organizations,
heads of hamlets and other posts outside the catalogue are unreadable, never taken for the post beside them. Pure.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from cadres.aliases import Unreadable, alias_key
from chuanxa.names import clean

_SHORT = {
    "pct": "pho chu tich",
    "ct": "chu tich",
    "pbt": "pho bi thu",
    "bt": "bi thu",
    "du": "dang uy",
    "hnd": "hoi nong dan",
    "nd": "nong dan",
    "pn": "phu nu",
    "hpn": "hoi phu nu",
    "lhpn": "phu nu",
    "hlhpn": "hoi phu nu",
    "hccb": "hoi ccb",
    "dtn": "doan thanh nien",
    "dtncs": "doan thanh nien",
    "dtncshcm": "doan thanh nien",
    "tn": "thanh nien",
    "ubmttq": "mttq",
    "ubmttqvn": "mttq",
    "mttqvn": "mttq",
    "ubmt": "mttq",
    "mt": "mttq",
    "uymttq": "mttq",
    "tt": "thuong truc",
    "qs": "quan su",
    "cht": "chi huy truong",
    "chqs": "quan su",
    "bchqs": "quan su",
    "chtqs": "chi huy truong quan su",
    "ca": "cong an",
    "vptk": "van phong thong ke",
    "vp": "van phong",
    "tckt": "tai chinh ke toan",
    "tpht": "tu phap ho tich",
    "vhxh": "van hoa xa hoi",
    "dcxd": "dia chinh xay dung",
    "dcnn": "dia chinh",
    "dc": "dia chinh",
    "cb": "can bo",
    "cc": "cong chuc",
    "bts": "bi thu",
    "qct": "chu tich",
    "gd": "giam doc",
    "pgd": "pho giam doc",
}
_LONG = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("uy ban mat tran to quoc viet nam", "mttq"),
    ("uy ban mat tran to quoc", "mttq"),
    ("uy ban mttq viet nam", "mttq"),
    ("uy ban mttq", "mttq"),
    ("ub mttq viet nam", "mttq"),
    ("ub mttq vn", "mttq"),
    ("ub mttq", "mttq"),
    ("mat tran to quoc viet nam", "mttq"),
    ("mat tran to quoc", "mttq"),
    ("mat tran", "mttq"),
    ("mttq viet nam", "mttq"),
    ("mttq vn", "mttq"),
    ("lien hiep phu nu", "phu nu"),
    ("cuu chien binh", "ccb"),
    ("doan thanh nien cong san ho chi minh", "doan thanh nien"),
    ("doan tncs ho chi minh", "doan thanh nien"),
    ("doan tncs hcm", "doan thanh nien"),
    ("doan tncshcm", "doan thanh nien"),
    ("doan tncs", "doan thanh nien"),
    ("doan tnchcm", "doan thanh nien"),
    ("xa doan", "doan thanh nien"),
    ("phuong doan", "doan thanh nien"),
    ("thi tran doan", "doan thanh nien"),
    ("doan xa", "doan thanh nien"),
    ("doan phuong", "doan thanh nien"),
    ("doan thi tran", "doan thanh nien"),
    ("ban chi huy", ""),
    ("ban chqs", "quan su"),
    ("ban ch", ""),
    ("dang bo", "dang uy"),
    ("nong nghiep va", "nong nghiep"),
    ("quyen chu tich", "chu tich"),
)
_PLACE = r"(?: (?:cap )?(?:xa|phuong|thi tran|dac khu|thi xa)(?: .*)?)?"
_SERVANT = r"(?:(?:can bo|cong chuc|chuyen trach|phu trach|chuyen mon) )*"
_RULES = tuple(
    (code, re.compile(f"(?:{pattern}){_PLACE}"))
    for code, pattern in (
        ("party_secretary", r"bi thu(?: dang uy)?"),
        ("party_deputy_secretary", r"pho bi thu(?: thuong truc)?(?: dang uy)?(?: thuong truc)?|thuong truc dang uy"),
        ("party_standing_member", r"(?:uy vien|uv)(?: ban)? (?:thuong vu|btv)(?: dang uy)?|uvbtv(?: dang uy)?"),
        ("council_chair", r"chu tich hdnd"),
        ("council_deputy_chair", r"pho chu tich(?: thuong truc)? hdnd"),
        ("committee_chair", r"chu tich ubnd"),
        ("committee_deputy_chair", r"pho chu tich(?: thuong truc)? ubnd"),
        ("council_board_head", r"truong ban(?: .*)? hdnd|truong ban (?:kinh te ngan sach|phap che|van hoa xa hoi|kinh te xa hoi)"),
        ("fatherland_front_chair", r"chu tich mttq"),
        ("front_deputy_chair", r"pho chu tich(?: thuong truc)? mttq"),
        ("youth_union_secretary", r"bi thu doan(?: thanh nien)?"),
        ("womens_union_chair", r"chu tich(?: hoi)? phu nu"),
        ("farmers_union_chair", r"chu tich(?: hoi)? nong dan"),
        ("veterans_association_chair", r"chu tich(?: hoi)? ccb"),
        ("police_chief", r"truong(?: ban)? cong an|cong an truong|truong cong an"),
        ("military_commander", r"chi huy truong(?: quan su)?|xa doi truong|phuong doi truong"),
        (
            "office_statistics",
            _SERVANT
            + r"van phong(?: ubnd)?(?: thong ke)?(?: (?:va )?(?:noi vu|thi dua|van thu|luu tru|cchc|ky so).*)?|"
            + _SERVANT
            + "thong ke",
        ),
        (
            "cadastral_construction",
            _SERVANT
            + r"dia chinh(?: (?:va )?(?:nong|lam|xay|moi truong|xd|nn|mt|do thi|giao thong|thuy loi|dt).*)?|"
            + _SERVANT
            + "xay dung do thi.*",
        ),
        (
            "finance_accounting",
            _SERVANT + r"tai chinh(?: (?:va )?ke toan)?(?: ngan sach)?|" + _SERVANT + "ke toan(?: ngan sach| tai chinh)?",
        ),
        ("justice_civil_status", _SERVANT + r"tu phap(?: (?:va )?ho tich)?|" + _SERVANT + "ho tich"),
        (
            "culture_society",
            _SERVANT
            + r"van hoa(?: (?:va )?xa hoi)?(?: (?:the thao|thong tin|lao dong).*)?|"
            + _SERVANT
            + r"(?:lao dong|ldtbxh|ld tbxh|chinh sach xa hoi).*",
        ),
        (
            "party_agency_head",
            r"truong (?:co quan tham muu|ban (?:xay dung dang|tuyen giao)).*|chanh van phong dang uy|chu nhiem uy ban kiem tra.*",
        ),
        (
            "party_agency_deputy",
            r"pho truong (?:co quan tham muu|ban xay dung dang|ban tuyen giao).*|pho chanh van phong dang uy|"
            r"pho chu nhiem uy ban kiem tra.*",
        ),
        ("office_head", r"chanh van phong(?: hdnd(?: va| ) ?ubnd)?"),
        ("office_deputy", r"pho chanh van phong(?: hdnd(?: va| ) ?ubnd)?"),
        ("economy_head", r"truong phong kinh te.*"),
        ("economy_deputy", r"pho(?: truong)? phong kinh te.*"),
        ("culture_society_head", r"truong phong van hoa.*"),
        ("culture_society_deputy", r"pho(?: truong)? phong van hoa.*"),
        ("public_service_director", r"giam doc (?:trung tam|ttpvhcc|tt).*"),
        ("public_service_deputy", r"pho giam doc (?:trung tam|ttpvhcc|tt).*"),
        ("specialist", r"(?:cong chuc )?chuyen (?:mon|vien)(?: .*)?|cong chuc"),
        ("party_committee_member", r"(?:uy vien|uv)(?: ban chap hanh|bch| bch)?(?: dang uy)|dang uy vien|uvbch(?: dang uy)?"),
    )
)
_STUCK = re.compile(r"(?<=\w\w)\.(?=\w\w)")
_TOGETHER = re.compile(r"\s+(?:kiêm(?: nhiệm)?|đồng thời(?: là)?)\s+|\s*[;+]\s*", re.IGNORECASE)
_BESIDE = re.compile(r"\s*[,/]\s*|\s+[-–]\s+|\s*[-–]\s*(?=(?:Phó|Bí|Chủ|CT|PCT|BT|PBT)\b)|\s+và\s+", re.IGNORECASE)


def read_positions(text: str, labels: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Codes of the positions a cell names, the primary one first.

    `labels` maps `alias_key` of further names to codes (the catalogue's own labels). Raises Unreadable.
    """
    return _read(text) if not labels else _read(text, tuple(labels.items()))


@lru_cache(maxsize=4096)
def _read(text: str, names: tuple[tuple[str, str], ...] = ()) -> tuple[str, ...]:
    written, labels = clean(text), dict(names)
    found: list[str] = []
    for part in _TOGETHER.split(_STUCK.sub(" ", written)):
        codes = _one(part, labels) or _several(part, labels)
        if not codes:
            raise Unreadable(
                f"Không hiểu chức danh “{written}”. Nhận tên chức danh cán bộ, công chức cấp xã như: Bí thư Đảng ủy, Chủ tịch UBND, "
                "Văn phòng - Thống kê; nhiều chức danh nối bằng chữ “kiêm”."
            )
        found += codes
    return tuple(dict.fromkeys(found))


def _one(text: str, labels: Mapping[str, str]) -> list[str]:
    key = alias_key(text)
    if code := labels.get(key):
        return [code]
    full = _expanded(key)
    return [code for code, rule in _RULES if rule.fullmatch(full)][:1]


def _several(text: str, labels: Mapping[str, str]) -> list[str]:
    parts = [_one(part, labels) for part in _BESIDE.split(text) if part.strip()]
    return [code for part in parts for code in part] if len(parts) > 1 and all(parts) else []


def _expanded(key: str) -> str:
    """Abbreviations written out: `ct ubnd xa` gives `chu tich ubnd xa`."""
    key = re.sub(r"\b(vp) (tk)\b", "vptk", key)
    key = re.sub(r"\btc kt\b", "tckt", re.sub(r"\btp ht\b", "tpht", re.sub(r"\bvh xh\b", "vhxh", re.sub(r"\bdc xd\b", "dcxd", key))))
    words = " ".join(_SHORT.get(word, word) for word in key.replace("/", "").split())
    for long, short in _LONG:
        words = re.sub(rf"\b{long}\b", short, words)
    return " ".join(words.split())
