"""How long a password has to be. Django's own sentence on it is not in its Vietnamese catalogue."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError


class LongEnough(MinimumLengthValidator):
    """A validator of AUTH_PASSWORD_VALIDATORS with `min_length`."""

    def validate(self, password: str, user=None) -> None:
        if len(password) < self.min_length:
            raise ValidationError(f"Mật khẩu có {len(password)} ký tự; cần ít nhất {self.min_length} ký tự.", code="password_too_short")

    def get_help_text(self) -> str:
        return f"Ít nhất {self.min_length} ký tự."
