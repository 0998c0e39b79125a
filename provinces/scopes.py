"""Giving and taking scopes, and making users with them: the only writers of Scope beside provinces/following.py.

A scope is written as people say it: "cả nước", a code ("04", "01366"), a name ("Tỉnh Cao Bằng", "Xã Trường Hà, Huyện Hà Quảng").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from chuanxa import audit
from chuanxa.models import User
from chuanxa.names import match_key
from provinces.models.scope import Reach, Scope
from provinces.register import TIERS, Register, UnitRef
from provinces.unit_words import Gazetteer

EVERYWHERE = "cả nước"


@dataclass(frozen=True)
class Place:
    """What one scope names: a unit, or with None the whole country."""

    unit: UnitRef | None = None

    @property
    def columns(self) -> dict:
        """The columns of a row of Scope."""
        return {"everywhere": True} if self.unit is None else {f"{self.unit.tier}_id": self.unit.id}

    @property
    def words(self) -> str:
        return EVERYWHERE if self.unit is None else f"{self.unit.full_name} ({self.unit.code})"


class PlaceReader:
    """Reads places on a day. Raises ValidationError with what was found and what is accepted."""

    def __init__(self, register: Register, day: date):
        self._gazetteer = Gazetteer(register, Reach(everywhere=True), day, TIERS)

    def read(self, text: str) -> Place:
        """One place."""
        if match_key(text) == match_key(EVERYWHERE):
            return Place()
        found = self._gazetteer.find(text)
        if len(found) == 1:
            return Place(found[0])
        day = f"{self._gazetteer.day:%d/%m/%Y}"
        if not found:
            raise ValidationError(
                f"Ngày {day} không có “{text[:60]}”. Ghi mã, hoặc tên đúng dấu kèm loại (Tỉnh, Xã, Phường…), hoặc “cả nước”."
            )
        several = "; ".join(self._gazetteer.told(unit) for unit in found[:4])
        raise ValidationError(f"“{text[:60]}” có thể là {several}. Ghi mã, hoặc thêm tên tỉnh sau dấu phẩy.")

    def read_all(self, texts: Iterable[str]) -> tuple[list[Place], list[str]]:
        """(the places, each once; a sentence for every text that names none)."""
        places, wrong = {}, []
        for text in filter(None, (" ".join(text.split()) for text in texts)):
            try:
                place = self.read(text)
                places[place.words] = place
            except ValidationError as error:
                wrong += error.messages
        return list(places.values()), wrong


@transaction.atomic
def change_scopes(user: User, *, give: Iterable[Place], take: Iterable[Scope], by: str, reason: str) -> None:
    """Give places and take scopes away; what the user has already is not given twice. In force on the user's next request.

    Raises ValidationError when nothing changes.
    """
    User.objects.select_for_update().get(pk=user.pk)
    taken = list(Scope.objects.filter(user=user, pk__in=[scope.pk for scope in take]).select_related("province", "district", "commune"))
    given = [place for place in give if not Scope.objects.filter(user=user, **place.columns).exclude(pk__in=[s.pk for s in taken]).exists()]
    if not taken and not given:
        raise ValidationError("Không có gì thay đổi: đánh dấu phạm vi cần thu, hoặc ghi nơi được giao thêm.")
    events = [_event("scope taken", user, scope.place) for scope in taken]
    Scope.objects.filter(pk__in=[scope.pk for scope in taken]).delete()
    audit.record_all([*events, *_give(user, given)], by=by, reason=reason)


@transaction.atomic
def create_user(*, username: str, full_name: str, role: str, workplace: str, places: Iterable[Place], by: str, reason: str) -> User:
    """A user without a password, who sets one by a link. Raises ValidationError."""
    user = User.objects.create_user(username, None, full_name=full_name, role=role, workplace=workplace)
    told = {"user": username, "full_name": full_name, "role": role, "workplace": workplace}
    created = {"act": "user created", "subject": f"user:{user.pk}", **told}
    audit.record_all([created, *_give(user, places)], by=by, reason=reason)
    return user


def _give(user: User, places: Iterable[Place]) -> list[dict]:
    """Write the rows; the events to be put on record."""
    places = list(places)
    Scope.objects.bulk_create([Scope(user=user, **place.columns) for place in places])
    return [_event("scope given", user, place.words) for place in places]


def _event(act: str, user: User, place: str) -> dict:
    return {"act": act, "subject": f"user:{user.pk}", "user": user.username, "place": place}
