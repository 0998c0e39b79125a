"""The words of levels, ladder by ladder, without marks and dots (`cadres.aliases.alias_key`). Pure data.

Sources: the forms of domain (Mẫu 02/CL.CBCCX, BM02/BNV, BTCTW), lists as communes keep them.
"""

from cadres.levels import (
    DefenceLevel,
    GeneralLevel,
    InformaticsLevel,
    Ladder,
    LanguageLevel,
    Level,
    ManagementLevel,
    ProfessionalLevel,
    TheoryLevel,
)

MARKS = frozenset({"x", "1", "v", "+", "✓", "✔", "√", "có", "co", "xx", "*", "đã qua", "rồi", "1.0", "х", "×"})
"""How people tick a cell; one x is Cyrillic, one is the multiplication sign."""

NONE_WORDS = frozenset(
    {"khong", "chua", "chua co", "k", "ko", "chua qua", "chua qua dao tao", "chua dt", "chua qua dt", "chua dao tao", "0"}
)
NONE_WORDS |= {
    "chua hoc",
    "chua qua boi duong",
    "chua bd",
    "chua qua bd",
    "khong co",
    "chua co chung chi",
    "chua qua lop nao",
    "chua duoc dao tao",
    "cqdt",
}
NONE_WORDS |= {"chua boi duong", "chua qua lop"}

STUDYING = ("dang hoc", "dang theo hoc", "dang dao tao", "dang on", "dang tham gia")

AT_LEAST: dict[Ladder, Level] = {
    Ladder.STATE_MANAGEMENT: ManagementLevel.ASSOCIATE,
    Ladder.DEFENCE_SECURITY: DefenceLevel.GROUP_4,
    Ladder.INFORMATICS: InformaticsLevel.CERTIFICATE_A,
    Ladder.FOREIGN_LANGUAGE: LanguageLevel.CERTIFICATE,
    Ladder.ETHNIC_LANGUAGE: LanguageLevel.CERTIFICATE,
}
"""What a bare mark under a ladder at least means."""

FILLERS = frozenset({Ladder.FOREIGN_LANGUAGE, Ladder.ETHNIC_LANGUAGE})
"""Ladders whose other words are worth keeping (which language)."""


def _words(table: dict[Level, str]) -> dict[str, tuple[Level, str]]:
    return {word.strip(): (level, "") for level, words in table.items() for word in words.split("|")}


_GENERAL = {
    GeneralLevel.NO_SCHOOLING: "chua hoc het tieu hoc|chua biet chu|biet doc biet viet|biet doc biet viet chu quoc ngu|"
    "khong biet chu|mu chu|chua hoc|xoa mu chu",
    GeneralLevel.PRIMARY: "tieu hoc|th|tih|cap i|cap 1|ptcs cap i|c1|tot nghiep tieu hoc",
    GeneralLevel.LOWER_SECONDARY: "thcs|trung hoc co so|ptcs|pho thong co so|cap ii|cap 2|c2|bt thcs|bo tuc thcs|"
    "tot nghiep thcs|bttrung hoc co so",
    GeneralLevel.UPPER_SECONDARY: "thpt|trung hoc pho thong|ptth|pho thong trung hoc|cap iii|cap 3|c3|bt thpt|"
    "bo tuc thpt|bt ptth|tot nghiep thpt|"
    "tn thpt|bo tuc trung hoc|bth|btth|gdtx|bo tuc trung hoc pho thong|trung hoc bo tuc",
}
_PROFESSIONAL = {
    ProfessionalLevel.UNTRAINED: "chua qua dao tao|chua dt|chua qua dt|chua dao tao|chua qua|chua co|chua|khong|"
    "chua qua dao tao chuyen mon|cqdt",
    ProfessionalLevel.ELEMENTARY: "so cap|sc|so hoc|cong nhan ky thuat|cnkt|nhan vien nghiep vu|trinh do so cap|so cap nghe|scn",
    ProfessionalLevel.INTERMEDIATE: "trung cap|tc|tccn|trung cap chuyen nghiep|thcn|trung hoc chuyen nghiep|trung hoc|trinh do trung cap|"
    "trung cap nghe|tcn|tc nghe",
    ProfessionalLevel.COLLEGE: "cao dang|cd|trinh do cao dang|cao dang nghe|cdn|cd nghe",
    ProfessionalLevel.UNIVERSITY: "dai hoc|dh|cu nhan|cn|ky su|ks|bac si|bac sy|bs|duoc si|trinh do dai hoc|"
    "cu nhan khoa hoc|bac si da khoa",
    ProfessionalLevel.MASTER: "thac si|thac sy|ths|th s|th sy|th si|thsi|thsy|cao hoc|chuyen khoa i|chuyen khoa 1|ck i|"
    "cki|ck1|bs cki|bac si cki",
    ProfessionalLevel.DOCTOR: "tien si|tien sy|ts|pho tien si|tskh|chuyen khoa ii|chuyen khoa 2|ck ii|ckii|ck2|bs ckii",
}
_IMPLIED = {
    "dhsp": (ProfessionalLevel.UNIVERSITY, "Sư phạm"),
    "cdsp": (ProfessionalLevel.COLLEGE, "Sư phạm"),
    "tcsp": (ProfessionalLevel.INTERMEDIATE, "Sư phạm"),
    "thsp": (ProfessionalLevel.INTERMEDIATE, "Sư phạm"),
    "y si": (ProfessionalLevel.INTERMEDIATE, "Y sĩ"),
    "tren dai hoc": (ProfessionalLevel.MASTER, "≥"),
    "tren dh": (ProfessionalLevel.MASTER, "≥"),
    "sau dai hoc": (ProfessionalLevel.MASTER, "≥"),
    "sau dh": (ProfessionalLevel.MASTER, "≥"),
    "ths ts": (ProfessionalLevel.MASTER, "≥"),
}
_TAILS = (
    "",
    " llct",
    " llct hc",
    " llcthc",
    " chinh tri",
    " ct",
    " ly luan chinh tri",
    " ly luan",
    " ly luan chinh tri hanh chinh",
    " ll",
    " llct hanh chinh",
)
_TAILS += (" chinh tri hanh chinh", " ct hc", " hcct", " ly luan ct")


def _theory(stems: str, joined: str) -> str:
    spaced = [stem + tail for stem in stems.split("|") for tail in _TAILS]
    return "|".join(
        [*spaced, *(stem + tail for stem in joined.split("|") for tail in ("ct", "llct", "llct hc", "llcthc", "ll", "ly luan"))]
    )


_THEORY = {
    TheoryLevel.UNTRAINED: "chua qua dao tao|chua dt|chua qua dt|chua dao tao|chua qua|chua co|chua|khong|chua hoc",
    TheoryLevel.ELEMENTARY: _theory("so cap|sc", "sc"),
    TheoryLevel.INTERMEDIATE: _theory("trung cap|tc|tuong duong trung cap", "tc"),
    TheoryLevel.ADVANCED: _theory("cao cap|cc|tuong duong cao cap|cao cap cu nhan|cc cn", "cc"),
    TheoryLevel.BACHELOR: _theory("cu nhan|cn|dai hoc|dh", "cn"),
}
_COURSES = ("", "boi duong ", "bd ", "ngach ", "boi duong ngach ", "bd ngach ", "qlnn ", "quan ly nha nuoc ", "qlnn ngach ", "chung chi ")
_ENDS = ("", " va tuong duong", " va td", " td", " & td", " &td")


def _ranks(stems: str) -> str:
    return "|".join(course + stem + end for stem in stems.split("|") for course in _COURSES for end in _ENDS)


_MANAGEMENT = {
    ManagementLevel.UNTRAINED: "chua qua boi duong|chua bd|chua qua bd|chua boi duong|chua qua dao tao|chua|chua qua|khong|chua hoc",
    ManagementLevel.ASSOCIATE: _ranks("can su|cs")
    + "|da qua|da boi duong|da bd|da qua boi duong|boi duong|bd|bd qlnn|boi duong qlnn|so cap|sc",
    ManagementLevel.SPECIALIST: _ranks("chuyen vien|cv"),
    ManagementLevel.PRINCIPAL_SPECIALIST: _ranks("chuyen vien chinh|cvc"),
    ManagementLevel.SENIOR_SPECIALIST: _ranks("chuyen vien cao cap|cvcc"),
}
_DEFENCE = {DefenceLevel.UNTRAINED: "chua qua boi duong|chua bd|chua|chua qua|khong"}
_DEFENCE |= {
    level: "|".join(
        stem + str(number) for stem in ("doi tuong ", "dt", "dt ", "boi duong doi tuong ", "qpan doi tuong ", "doi tuong", "qp doi tuong ")
    )
    for number, level in zip((4, 3, 2, 1), list(DefenceLevel)[1:], strict=True)
}


def _certificates(letter: str) -> str:
    stems = (
        "",
        "chung chi ",
        "cc ",
        "trinh do ",
        "tin hoc ",
        "tin hoc trinh do ",
        "bang ",
        "tin hoc van phong ",
        "cc tin hoc ",
        "chung chi tin hoc ",
    )
    return "|".join([*(stem + letter for stem in stems), letter + " van phong", letter + " vp", letter + " tin hoc", "cc" + letter])


_INFORMATICS = {
    InformaticsLevel.UNTRAINED: "chua co chung chi|chua|chua co|khong|chua biet",
    InformaticsLevel.CERTIFICATE_A: _certificates("a"),
    InformaticsLevel.CERTIFICATE_B: _certificates("b"),
    InformaticsLevel.CERTIFICATE_C: _certificates("c"),
    InformaticsLevel.IT_BASIC: "ung dung cntt co ban|udcntt co ban|ud cntt co ban|co ban|cntt co ban|udcntt cb|udcnttcb|cb|"
    "ung dung cong nghe thong tin co ban|tin hoc co ban|chung chi ung dung cntt co ban|cc udcntt co ban",
    InformaticsLevel.IT_ADVANCED: "ung dung cntt nang cao|udcntt nang cao|nang cao|cntt nang cao|"
    "ung dung cong nghe thong tin nang cao|udcntt nc",
    InformaticsLevel.INTERMEDIATE_OR_ABOVE: "trung cap tro len|trung cap|tc|cao dang|cd|dai hoc|dh|ky su|cu nhan|"
    "tc cntt|trung cap cntt|dai hoc cntt|"
    "dh cntt|cd cntt|cao dang cntt|trung cap tin hoc|tc tin hoc|cd tin hoc|dh tin hoc|cao dang tin hoc|dai hoc tin hoc|"
    "ky su tin hoc|thac si",
}
_LANGUAGE = {
    LanguageLevel.UNTRAINED: "chua co chung chi|chua|khong|chua co|khong biet",
    LanguageLevel.CERTIFICATE: "chung chi|cc|trung cap|tc|cao dang|cd|a|b|c|d|a1|a2|b1|b2|c1|c2|"
    "bac 1|bac 2|bac 3|bac 4|bac 5|bac 6|chung chi a|"
    "chung chi b|chung chi c|"
    "trinh do a|trinh do b|trinh do c|toeic|toefl|ielts|biet tieng|giao tiep|thanh thao",
    LanguageLevel.UNIVERSITY_OR_ABOVE: "dai hoc tro len|dai hoc|dh|cu nhan|cn|thac si|ths",
}
_LANGUAGES = "anh|tieng anh|anh van|phap|tieng phap|nga|tieng nga|trung|tieng trung|trung quoc|tieng trung quoc|han|tieng han|nhat|duc"
_MINORITY = (
    "tay|nung|mong|hmong|dao|thai|muong|khmer|kho me|lo lo|san chay|cao lan|tay nung|e de|gia rai|ba na|cham|hoa|ha nhi|lao|kho mu|giay"
)

WORDS: dict[Ladder, dict[str, tuple[Level, str]]] = {
    Ladder.GENERAL_EDUCATION: _words(_GENERAL),
    Ladder.PROFESSIONAL: _words(_PROFESSIONAL) | _IMPLIED,
    Ladder.POLITICAL_THEORY: _words(_THEORY),
    Ladder.STATE_MANAGEMENT: _words(_MANAGEMENT),
    Ladder.DEFENCE_SECURITY: _words(_DEFENCE),
    Ladder.INFORMATICS: _words(_INFORMATICS),
    Ladder.FOREIGN_LANGUAGE: _words(_LANGUAGE),
    Ladder.ETHNIC_LANGUAGE: _words(_LANGUAGE)
    | _words({LanguageLevel.CERTIFICATE: f"{_MINORITY}|" + "|".join(f"tieng {name}" for name in _MINORITY.split("|"))}),
}
"""{ladder: {words: (level, field of study they imply)}}; "≥" as the field says that the level is the lowest it may be."""

_EASILY_MISTAKEN = {
    "a",
    "b",
    "c",
    "d",
    "x",
    "cc",
    "th",
    "ts",
    "cn",
    "cs",
    "sc",
    "ks",
    "bs",
    "khong",
    "chua",
    "chua co",
    "trung hoc",
    "co ban",
    "cb",
}
ANYWHERE: dict[Ladder, tuple[tuple[str, Level], ...]] = {
    ladder: tuple(
        (word, level)
        for word, (level, implied) in sorted(words.items(), key=lambda item: -len(item[0]))
        if word and not implied and (word not in _EASILY_MISTAKEN or ladder in FILLERS)
    )
    for ladder, words in WORDS.items()
}
"""The words that also count behind other words, longest first."""
