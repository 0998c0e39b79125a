"""What must hold between facts, checked when everything of a change is written and before it is kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from cadres.models import Appointment, Cadre, Profile
from chuanxa.facts import Recorded


def check_posts(changed: Sequence[Appointment]) -> None:
    """Of the appointments that a change recorded: the commune and the position exist on the first day; one primary post at a time.

    Raises ValidationError with a sentence; the appointment refused is its `fact`. One query, and none when only ends were put to facts.
    """
    new = [post for post in changed if post.superseded_at is None]
    for post in new:
        if sentence := _place_of_that_day(post):
            raise _refused(post, sentence)
    primary = [post for post in new if post.is_primary]
    if not primary:
        return
    held = Appointment.objects.known().filter(cadre__in={post.cadre_id for post in primary}, is_primary=True)
    by_cadre = defaultdict(list)
    for other in held.select_related("position", "commune"):
        by_cadre[other.cadre_id].append(other)
    for post in primary:
        for other in by_cadre[post.cadre_id]:
            if other.pk != post.pk and post.period.overlaps(other.period):
                raise _refused(post, _already_held(other))


def _place_of_that_day(post: Appointment) -> str:
    first = post.valid_from
    if first not in post.commune.period:
        return f"{post.commune} không tồn tại ngày {first:%d/%m/%Y}. Chọn đơn vị của ngày ấy."
    if first not in post.position.period:
        return f"Chức danh “{post.position}” không có ngày {first:%d/%m/%Y}. Chọn chức danh của ngày ấy."
    return ""


def _already_held(other: Appointment) -> str:
    end = f"đến {other.valid_to:%d/%m/%Y}" if other.valid_to else "đến nay"
    return (
        f"Người này đang giữ chức danh chính “{other.position}” tại {other.commune} từ {other.valid_from:%d/%m/%Y} {end}. "
        "Kết thúc chức danh ấy trước, hoặc ghi chức danh mới là kiêm nhiệm."
    )


def _refused(fact: Appointment, sentence: str) -> ValidationError:
    error = ValidationError(sentence)
    error.fact = fact
    return error


def keep_personal_ids(changed: Sequence[Profile]) -> None:
    """Cadre.personal_id says what the profile in force says. Raises ValidationError when another dossier has the number.

    Numbers are taken back before others are given, so that a merge may move one. No query when no profile changed.
    """
    wanted = {profile.cadre_id: None for profile in changed}
    wanted |= {profile.cadre_id: profile.personal_id or None for profile in changed if profile.superseded_at is None}
    if not wanted:
        return
    differing = [row for row in Cadre.objects.filter(pk__in=wanted) if row.personal_id != wanted[row.pk]]
    if taken := [row.pk for row in differing if row.personal_id]:
        Cadre.objects.filter(pk__in=taken).update(personal_id=None)
    for row in differing:
        if number := wanted[row.pk]:
            _give(row.pk, number)


def _give(cadre: int, number: str) -> None:
    try:
        with transaction.atomic():
            Cadre.objects.filter(pk=cadre).update(personal_id=number)
    except IntegrityError as error:
        sentence = f"Số định danh cá nhân {number} đã có ở một hồ sơ khác."
        raise ValidationError({"personal_id": f"{sentence} Kiểm tra lại số, hoặc mở hồ sơ ấy."}) from error


def owners(numbers: Iterable[str]) -> dict[str, int]:
    """Personal ID → the dossier that has it now."""
    return dict(Cadre.objects.filter(personal_id__in=set(numbers)).values_list("personal_id", "pk"))


def pointing(record: Recorded) -> Iterator[QuerySet]:
    """The facts that stand and point at a record (by its number), a query set for each kind of them."""
    for relation in record._meta.related_objects:
        model = relation.related_model
        if model is not type(record) and issubclass(model, Recorded):
            yield model._default_manager.filter(superseded_at=None, **{relation.field.name: getattr(record, "number", record.pk)})


def check_parents(fact: Recorded) -> None:
    """Every record that the fact points at still stands. Raises ValidationError with the name of the one that does not."""
    for field in fact._meta.concrete_fields:
        model = field.related_model if field.is_relation else None
        if model is None or model is type(fact) or not issubclass(model, Recorded) or getattr(fact, field.attname) is None:
            continue
        number = getattr(fact, field.attname)
        if not model._default_manager.filter(Q(pk=number) | Q(first=number), superseded_at=None).exists():
            sentence = f"“{fact}” thuộc “{getattr(fact, field.name)}”, nay đã hủy. Khôi phục bản ghi ấy trước."
            raise ValidationError(sentence)
