"""Who may open a view: logged in (by default, everywhere) and allowed by role. Scope is checked where objects are loaded."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from chuanxa import once
from chuanxa.roles import Permission


def allow(permission: Permission):
    """The view is for users whose role has `permission`; others get 403. The view carries the permission as `.permission`.

    A form that the view is sent twice does what it does once (chuanxa/once.py).
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.may(permission):
                raise PermissionDenied("Vai trò của bạn không mở được trang này.")
            return once.answer(view, request, *args, **kwargs)

        guarded.permission = permission
        return guarded

    return decorate
