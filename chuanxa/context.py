"""What every page knows: the entries of the top bar that this user may open."""

from django.urls import reverse

from chuanxa.roles import Permission

_ENTRIES = (
    ("Tổng quan", "home", Permission.SEE_FIGURES),
    ("Con người", "cadre-list", Permission.SEE_PEOPLE),
    ("Việc cần làm", "doubt-list", Permission.RECORD),
    ("Nhập từ tệp", "import-list", Permission.RECORD),
    ("Báo cáo", "report-list", Permission.SEE_FIGURES),
    ("Đề án", "scheme-list", Permission.SEE_FIGURES),
    ("Đối chiếu", "published-list", Permission.SEE_FIGURES),
    ("Tiêu chuẩn", "standard-list", Permission.SEE_FIGURES),
    ("Nhật ký", "trail", Permission.READ_TRAIL),
)


def site(request) -> dict:
    """`nav`: (label, href, here) for the user's role; empty before log-in. `saved`: the dossier saved a moment ago, as text, or "".
    `saved_here`: this is its page, which needs no link to itself.

    Whoever sees figures finds the trail (`trail_href`) in the menu of the account, administrators the users
    (`users_href`): the bar has no room for what is seldom opened.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": [], "saved": "", "trail_href": "", "users_href": ""}
    aside = user.may(Permission.SEE_FIGURES) and user.may(Permission.READ_TRAIL)
    found = [(label, reverse(name)) for label, name, permission in _ENTRIES if user.may(permission) and not (aside and name == "trail")]
    saved = _saved(request)
    users = reverse("user-list") if user.may(Permission.ADMINISTER) else ""
    nav = [(label, href, _is_here(request.path, href)) for label, href in found]
    said = {"saved": saved, "saved_here": request.path == f"/can-bo/{saved}/"}
    return {"nav": nav, "trail_href": reverse("trail") if aside else "", "users_href": users} | said


def _saved(request) -> str:
    """The second part of the cookie that a save leaves for a minute (cadres/entry/saved.py)."""
    number = request.COOKIES.get("saved-draft", "").rpartition(".")[2]
    return number if number.isdecimal() and len(number) < 19 else ""


def _is_here(path: str, href: str) -> bool:
    """Inner pages belong to the entry whose address they begin with; pages of units belong to the overview."""
    if href == "/":
        return path == href or path.startswith(("/tinh/", "/huyen/", "/xa/"))
    return path.startswith(href)
