"""Who is meant: a person found by the number of the dossier, by personal ID or by name, within somebody's reach."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet

from cadres.models import Profile, Standing
from chuanxa.names import search_key
from provinces.models.scope import Reach

SHOWN = 6
HOW = "Ghi số hồ sơ (số cuối trong địa chỉ trang cá nhân), số định danh 12 chữ số, hoặc họ và tên."


class PersonField(forms.CharField):
    """Cleans to the id of a cadre, or None. Several people of one name are refused with their numbers, so that one can be chosen."""

    def __init__(self, *, reach: Reach, **options):
        self.reach = reach
        super().__init__(max_length=100, help_text=HOW, error_messages={"required": f"Ghi người của bản ghi này. {HOW}"}, **options)
        self.widget.attrs |= {"autocomplete": "off"}

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        found = list(self._found(text).order_by("sort_key", "cadre_id")[:SHOWN])
        if len(found) == 1:
            return found[0].cadre_id
        if not found:
            raise ValidationError(f"Không tìm thấy “{text[:60]}” trong phạm vi của bạn. {HOW}")
        told = "; ".join(f"số {one.cadre_id}: {one.full_name}{f', sinh {one.birth}' if one.birth else ''}" for one in found)
        more = " và những người khác" if len(found) == SHOWN else ""
        raise ValidationError(f"Có nhiều người tên “{text[:60]}”: {told}{more}. Ghi số hồ sơ của người cần chọn.")

    def _found(self, text: str) -> QuerySet:
        served = Standing.objects.filter(self.reach.within(), cadre=OuterRef("cadre_id"))
        people = Profile.objects.known().filter(Exists(served))
        digits = text.lstrip("#").strip()
        if digits.isascii() and digits.isdigit():
            return people.filter(cadre__personal_id=digits) if len(digits) == 12 else people.filter(cadre=int(digits[:18]))
        for word in search_key(text).split():
            people = people.filter(search_key__contains=word)
        whole = people.filter(search_key=search_key(text))
        return whole if whole.exists() else people
