"""The acts of the audit trail in words that an auditor reads.

An act is a verb and sometimes the name of a model ("amend qualification"); the model's own Vietnamese name completes it. A verb
without a row here stands as it is recorded: nothing is hidden because nobody found a word.
"""

from functools import lru_cache

from django.apps import apps

VERBS = {
    "record": "ghi mới",
    "amend": "sửa",
    "retract": "hủy",
    "close": "chốt",
    "reopen": "mở lại",
    "redirect": "chuyển hướng hồ sơ",
    "opened": "mở xem",
    "exported": "xuất tệp",
    "fetched": "lấy tệp đã chuẩn bị",
    "opened number": "mở số định danh",
    "refused": "bị từ chối",
    "logged in": "đăng nhập",
    "logged out": "đăng xuất",
    "log-in failed": "đăng nhập không được",
    "wrong code": "gõ sai mã xác thực",
    "password set": "đặt mật khẩu",
    "password link": "cấp liên kết đặt mật khẩu",
    "second factor set": "thiết lập xác thực hai lớp",
    "second factor forgotten": "bỏ ứng dụng xác thực của một người",
    "session ended": "kết thúc phiên làm việc",
    "user created": "tạo người dùng",
    "user changed": "sửa người dùng",
    "user disabled": "khóa tài khoản",
    "user enabled": "mở lại tài khoản",
    "user unlocked": "gỡ chờ sau nhiều lần sai mật khẩu",
    "scope given": "giao phạm vi",
    "scope followed": "chuyển phạm vi theo đơn vị mới",
    "scope not followed": "không chuyển phạm vi theo đơn vị mới",
    "scope taken": "thu phạm vi",
    "backup": "sao lưu",
    "catalogue-loaded": "nạp danh mục",
    "demo-loaded": "nạp dữ liệu minh họa",
    "load-units": "nạp đơn vị hành chính",
    "upload form template": "tải lên mẫu biểu",
    "put form template in force": "cho áp dụng mẫu biểu",
    "withdraw form template": "rút mẫu biểu",
    "load-moves": "nạp thay đổi đơn vị hành chính",
}


def in_words(act: str) -> str:
    """ "amend qualification" → "sửa văn bằng, chứng chỉ"."""
    if act in VERBS:
        return VERBS[act]
    verb, _, model = act.partition(" ")
    name = _models().get(model, model)
    return f"{VERBS[verb]} {name}".strip() if verb in VERBS else act


def subject_in_words(subject: str) -> str:
    """ "cadre:12" → "cán bộ 12"; what is no model stands as recorded."""
    model, _, key = subject.partition(":")
    return f"{_models()[model]} {key}" if model in _models() else subject


@lru_cache(maxsize=1)
def _models() -> dict[str, str]:
    return {model._meta.model_name: str(model._meta.verbose_name) for model in apps.get_models()}
