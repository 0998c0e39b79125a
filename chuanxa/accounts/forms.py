"""Forms of one's own account; their sentences are Vietnamese and say what to do."""

from django import forms
from django.contrib.auth.password_validation import validate_password

from chuanxa.models import User


class NewPassword(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(label="Mật khẩu mới", strip=False, max_length=200)
    again = forms.CharField(label="Gõ lại mật khẩu mới", strip=False, max_length=200)

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            field.error_messages["required"] = "Chưa gõ mật khẩu."

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        if self.user.check_password(password):
            raise forms.ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng.")
        return password

    def clean(self):
        first, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if first and again and first != again:
            self.add_error("again", "Hai lần gõ không giống nhau. Gõ lại cả hai.")


class ChangedPassword(NewPassword):
    """With the password in use, so that a computer left open cannot be used to take the account."""

    old = forms.CharField(label="Mật khẩu đang dùng", strip=False, max_length=200)
    field_order = ("old", "password", "again")

    def clean_old(self) -> str:
        if not self.user.check_password(self.cleaned_data["old"]):
            raise forms.ValidationError("Mật khẩu đang dùng không đúng.")
        return self.cleaned_data["old"]


class Code(forms.Form):
    """Six digits of the authenticator."""

    code = forms.CharField(label="Mã 6 chữ số", max_length=12, error_messages={"required": "Chưa gõ mã."})
    WRONG = "Mã không đúng hoặc đã dùng. Chờ mã mới trong ứng dụng rồi gõ lại; xem giờ của điện thoại có đúng không."

    def __init__(self, check, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.check_code = check

    def clean_code(self) -> str:
        if not self.check_code(self.cleaned_data["code"]):
            raise forms.ValidationError(self.WRONG)
        return self.cleaned_data["code"]
