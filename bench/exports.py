"""Writes one workbook of people with one writer, in a process of its own, and prints its seconds, its peak memory and its size.

python -m bench.exports product|openpyxl ROWS FILE
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

HEADERS = (
    "STT,Họ và tên,Ngày sinh,Giới tính,Dân tộc,Ngày vào Đảng,Tỉnh,Huyện,Xã,Chức danh,Loại,Từ ngày,Giáo dục phổ thông,Chuyên môn,"
    "Lý luận chính trị,Quản lý nhà nước,Quốc phòng,Tin học,Đạt chuẩn,Thiếu"
).split(",")
"""Twenty columns, as wide as the lists offices exchange."""


def rows(how_many: int) -> Iterator[tuple]:
    """Made of few words and many names, like a list of people; the same for every writer."""
    for place in range(1, how_many + 1):
        yield (
            place,
            f"Nguyễn Văn Người Thứ {place}",
            date(1960 + place % 40, place % 12 + 1, place % 28 + 1),
            "Nữ" if place % 4 == 0 else "Nam",
            ("Kinh", "Tày", "Nùng", "Khơ-me")[place % 4],
            date(1990 + place % 30, 5, 19) if place % 8 else None,
            f"Tỉnh {place // 4_000}",
            f"Huyện {place // 400}",
            f"Xã {place // 20}",
            ("Bí thư đảng ủy", "Chủ tịch Ủy ban nhân dân", "Văn phòng - thống kê", "Tư pháp - hộ tịch")[place % 4],
            "Cán bộ" if place % 2 else "Công chức",
            date(2010 + place % 16, 6, 15),
            "Trung học phổ thông",
            ("Đại học", "Cao đẳng", "Trung cấp")[place % 3],
            ("Trung cấp", "Sơ cấp", "")[place % 3],
            "Chuyên viên và tương đương" if place % 2 else "",
            "",
            "Ứng dụng CNTT cơ bản" if place % 3 else None,
            ("Đạt", "Chưa đạt", "Chưa đủ dữ liệu")[place % 3],
            "thiếu lý luận chính trị" if place % 3 == 1 else "",
        )


def product(how_many: int, file: Path) -> None:
    """The product's streaming writer."""
    from reports.streaming import Column, stream

    with file.open("wb") as out:
        for piece in stream([Column(header) for header in HEADERS], rows(how_many), heading=("Danh sách cán bộ, công chức cấp xã",)):
            out.write(piece)


def openpyxl(how_many: int, file: Path) -> None:
    """openpyxl at its fastest."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(["Danh sách cán bộ, công chức cấp xã"])
    sheet.append([])
    sheet.append(HEADERS)
    for row in rows(how_many):
        sheet.append(row)
    book.save(file)


WRITERS = {"product": product, "openpyxl": openpyxl}


def peak_megabytes() -> float | None:
    """The most memory this process has held; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    name, count, target = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    WRITERS[name](1, target)  # imports are not what is measured
    start = perf_counter()
    WRITERS[name](count, target)
    seconds = perf_counter() - start
    print(json.dumps({"seconds": seconds, "megabytes": peak_megabytes(), "bytes": os.path.getsize(target)}))
