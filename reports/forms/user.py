"""Forms with which administrators keep users. They read and check one field after the other; the actions check what belongs together."""

from django import forms

from chuanxa.models import User
from chuanxa.names import clean
from chuanxa.roles import CHOICES, ROLES
from provinces.scopes import Place, PlaceReader
from provinces.user_rows import USERNAME, USERNAME_SAYS

_PLACES_SAY = "Mỗi dòng một nơi: mã (04, 01366), tên đúng dấu kèm loại (Tỉnh Cao Bằng; Xã Trường Hà, Tỉnh Cao Bằng), hoặc “cả nước”."
_ROLES_SAY = "Vai trò nói được làm gì; phạm vi nói được làm ở đâu."


def _words(label: str, required: str = "", **options) -> forms.CharField:
    return forms.CharField(label=label, required=bool(required), error_messages={"required": required} if required else {}, **options)


def _reason() -> forms.CharField:
    return _words("Lý do", "Ghi lý do, chẳng hạn “Quyết định phân công số 12”.", max_length=300)


def _roles() -> list[tuple[str, str]]:
    """The roles with their sentences, so that nobody gives one without having read it."""
    return [(name, f"{label}: {ROLES[name].__doc__}") for name, label in CHOICES]


class _Words(forms.Form):
    full_name = _words("Họ và tên", "Chưa ghi họ và tên.", max_length=150)
    workplace = _words("Cơ quan", max_length=200)
    role = forms.ChoiceField(label="Vai trò", choices=_roles, help_text=_ROLES_SAY, error_messages={"required": "Chưa chọn vai trò."})

    def clean_full_name(self) -> str:
        return clean(self.cleaned_data["full_name"])

    def clean_workplace(self) -> str:
        return clean(self.cleaned_data["workplace"])


class _Places:
    """Reads a box of places, one a line."""

    def read_places(self, name: str, reader: PlaceReader) -> list[Place]:
        places, wrong = reader.read_all(self.cleaned_data[name].splitlines()[:200])
        for sentence in wrong:
            self.add_error(name, sentence)
        return places


class NewUser(_Places, _Words):
    """A person who shall log in."""

    username = _words("Tên đăng nhập", "Chưa ghi tên đăng nhập.", max_length=50, help_text=f"{USERNAME_SAYS}.")
    places = _words("Phạm vi", max_length=5_000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_PLACES_SAY)
    reason = _reason()
    field_order = ("full_name", "username", "workplace", "role", "places", "reason")

    def clean_username(self) -> str:
        name = self.cleaned_data["username"]
        if not USERNAME.fullmatch(name):
            raise forms.ValidationError(f"Tên đăng nhập chưa đúng. Nhận {USERNAME_SAYS}.")
        if User.objects.filter(username=name).exists():
            raise forms.ValidationError("Tên đăng nhập này đã có người dùng. Chọn tên khác.")
        return name


class AmendedUser(_Words):
    """Other words or another role. `seen` says what stood there when the form was opened."""

    reason = _reason()
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class ScopesForm(_Places, forms.Form):
    """Which scopes are taken, which are given."""

    take = forms.MultipleChoiceField(label="Phạm vi đang có: đánh dấu để thu lại", required=False, widget=forms.CheckboxSelectMultiple)
    give = _words("Giao thêm", max_length=5_000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_PLACES_SAY)
    reason = _reason()

    def __init__(self, scopes, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["take"].choices = [(str(scope.pk), label) for scope, label in scopes]
        if not scopes:
            del self.fields["take"]
