"""The 54 ethnic groups and foreigners, with their official numbers and the other names that lists use.

Source: Decision 121-TCTK/PPCĐ of 2 March 1979. "Dân tộc thiểu số" is every group but Kinh.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EthnicGroup:
    """`code` is two digits as text."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def is_minority(self) -> bool:
        return self.code not in {"01", "55"}


ETHNIC_GROUPS = (
    EthnicGroup("01", "Kinh", ("Việt",)),
    EthnicGroup("02", "Tày", ("Ngạn",)),
    EthnicGroup("03", "Thái"),
    EthnicGroup("04", "Hoa"),
    EthnicGroup(
        "05",
        "Khơ-me",
        (
            "Khmer",
            "Khơ me",
            "Khơme",
        ),
    ),
    EthnicGroup("06", "Mường"),
    EthnicGroup("07", "Nùng", ("Nùng An",)),
    EthnicGroup(
        "08",
        "Mông",
        (
            "Hmông",
            "H'Mông",
            "Mèo",
            "H Mông",
        ),
    ),
    EthnicGroup("09", "Dao", ("Mán",)),
    EthnicGroup("10", "Gia-rai"),
    EthnicGroup("11", "Ngái"),
    EthnicGroup("12", "Ê-đê"),
    EthnicGroup("13", "Ba-na"),
    EthnicGroup("14", "Xơ-đăng"),
    EthnicGroup(
        "15",
        "Sán Chay",
        (
            "Cao Lan",
            "Sán Chỉ",
        ),
    ),
    EthnicGroup("16", "Cơ-ho"),
    EthnicGroup("17", "Chăm"),
    EthnicGroup("18", "Sán Dìu"),
    EthnicGroup("19", "Hrê"),
    EthnicGroup("20", "Mnông"),
    EthnicGroup("21", "Ra-glai"),
    EthnicGroup("22", "Xtiêng"),
    EthnicGroup("23", "Bru-Vân Kiều"),
    EthnicGroup("24", "Thổ"),
    EthnicGroup("25", "Giáy"),
    EthnicGroup("26", "Cơ-tu"),
    EthnicGroup("27", "Gié-Triêng"),
    EthnicGroup("28", "Mạ"),
    EthnicGroup("29", "Khơ-mú"),
    EthnicGroup("30", "Co"),
    EthnicGroup("31", "Ta-ôi"),
    EthnicGroup("32", "Chơ-ro"),
    EthnicGroup("33", "Kháng"),
    EthnicGroup("34", "Xinh-mun"),
    EthnicGroup("35", "Hà Nhì"),
    EthnicGroup("36", "Chu-ru"),
    EthnicGroup("37", "Lào"),
    EthnicGroup("38", "La Chí"),
    EthnicGroup("39", "La Ha"),
    EthnicGroup("40", "Phù Lá"),
    EthnicGroup("41", "La Hủ"),
    EthnicGroup("42", "Lự"),
    EthnicGroup("43", "Lô Lô"),
    EthnicGroup("44", "Chứt"),
    EthnicGroup("45", "Mảng"),
    EthnicGroup("46", "Pà Thẻn"),
    EthnicGroup("47", "Cơ Lao"),
    EthnicGroup("48", "Cống"),
    EthnicGroup("49", "Bố Y"),
    EthnicGroup("50", "Si La"),
    EthnicGroup("51", "Pu Péo"),
    EthnicGroup("52", "Brâu"),
    EthnicGroup("53", "Ơ-đu"),
    EthnicGroup("54", "Rơ-măm", ("Rơ măm",)),
    EthnicGroup("55", "Người nước ngoài"),
)

BY_CODE = {group.code: group for group in ETHNIC_GROUPS}
