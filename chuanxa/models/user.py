"""A person who logs in: a name, a role, a workplace. Where the role reaches is the scope."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from chuanxa.roles import CHOICES, ROLES, Permission


class UserManager(BaseUserManager):
    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        """A new user; `role` is required."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Logs in with `username`; may do what its role allows, inside its scope."""

    username = models.CharField("tên đăng nhập", max_length=150, unique=True)
    full_name = models.CharField("họ tên", max_length=150)
    workplace = models.CharField("cơ quan", max_length=200, blank=True)
    role = models.CharField("vai trò", max_length=30, choices=CHOICES)
    is_active = models.BooleanField("đang dùng", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    is_demo = models.BooleanField("tài khoản minh họa", default=False, help_text="mật khẩu ai cũng biết: chỉ vào được khi DEBUG bật")
    links_given = models.PositiveIntegerField("số liên kết đã cấp", default=0, help_text="mỗi liên kết mới làm liên kết trước hết hiệu lực")
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name", "role"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"

    def __str__(self):
        return self.username

    def may(self, permission: Permission) -> bool:
        """Whether the role allows it, somewhere; the scope says where."""
        return permission in ROLES[self.role].may

    @property
    def role_says(self) -> str:
        """The sentence of the role."""
        return ROLES[self.role].__doc__

    @property
    def role_label(self) -> str:
        return ROLES[self.role].label
