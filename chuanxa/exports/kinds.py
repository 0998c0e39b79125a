"""The kinds of files that leave the system, as the ledger of exports calls them. Pure."""

KINDS = {
    "people": "Danh sách cán bộ, công chức",
    "records": "Danh sách bản ghi",
    "report": "Báo cáo",
    "published": "Đối chiếu số liệu đã công bố",
    "form": "Biểu mẫu",
    "papers": "Tập số liệu cho lãnh đạo",
    "document": "Văn bản",
    "summary": "Tóm tắt một trang",
    "closed": "Số liệu đã chốt",
    "import-blank": "Danh sách trống để nhập",
    "import-returned": "Tệp nhập trả lại",
    "users": "Danh sách người dùng",
    "template": "Mẫu tệp",
}
"""Slug → what an official calls it. A new kind of file is a row here."""
