"""The kinds of bulk change: a form of what to say once, and the line it makes of each person."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError

from cadres.aliases import Unreadable
from cadres.bulk.chosen import Chosen
from cadres.bulk.plan import Line, Plan
from cadres.checks.person_rules import PRIMARY_AGE, SCHOOL_AGE, latest
from cadres.entry.fields import DateField, Words
from cadres.entry.places import CommunePicker
from cadres.levels import GeneralLevel, Ladder
from cadres.models import Appointment, Qualification, StudyMode
from chuanxa.partial_dates import PartialDate, Precision
from chuanxa.periods import ONE_DAY, age


@dataclass
class Desk:
    """Who changes what, and when: `day` is today, `picker` knows the communes within reach."""

    day: date
    picker: CommunePicker


class BulkForm(forms.Form):
    """What is said once for everybody. `line` says what it means for one person."""

    slug: ClassVar[str]
    label: ClassVar[str]
    says: ClassVar[str]

    reason = Words(called="lý do", longest=300, required=True, label="Lý do, căn cứ")

    def __init__(self, data=None, *, desk: Desk):
        self.desk = desk
        super().__init__(data, prefix=self.slug)
        for one in self.fields.values():
            if isinstance(one, DateField):
                one.day = desk.day

    def plan(self, people: list[Chosen]) -> Plan:
        """A line for everybody chosen; the form is valid."""
        asked = "; ".join(f"{name}={self.data.get(self.add_prefix(name), '')}" for name in self.fields)
        return Plan(self.what(), asked, [self.line(person) for person in people])

    def what(self) -> str:
        raise NotImplementedError

    def line(self, person: Chosen) -> Line:
        raise NotImplementedError


RELEVANCE = {"yes": True, "no": False, "unknown": None}
_RELEVANT = {True: "phù hợp chức danh", False: "không phù hợp chức danh", None: "chưa xét phù hợp"}


class Relevance(BulkForm):
    slug, label = "phu-hop", "Phù hợp chức danh"
    says = "Ghi văn bằng chuyên môn cao nhất của mỗi người có phù hợp với chức danh hay không."
    value = forms.ChoiceField(
        label="Văn bằng chuyên môn cao nhất", choices=[("yes", "Phù hợp"), ("no", "Không phù hợp"), ("unknown", "Chưa xét")]
    )

    def what(self) -> str:
        return f"Ghi {_RELEVANT[self._wanted]}"

    @property
    def _wanted(self) -> bool | None:
        return RELEVANCE[self.cleaned_data["value"]]

    def line(self, person: Chosen) -> Line:
        best = next((one for one in person.qualifications if one.ladder == Ladder.PROFESSIONAL and one.level), None)
        if best is None:
            return person.line(refused="chưa có văn bằng chuyên môn")
        told = f"{best.level_label}{f', {best.major}' if best.major else ''}"
        if best.is_relevant == self._wanted:
            return person.line(before=f"{told}: {_RELEVANT[best.is_relevant]}", refused="đã ghi như vậy")
        before, after = f"{told}: {_RELEVANT[best.is_relevant]}", f"{told}: {_RELEVANT[self._wanted]}"
        return person.line(before=before, after=after, amended=[(best, {"is_relevant": self._wanted})])


class EndPosts(BulkForm):
    slug, label = "ket-thuc", "Kết thúc chức danh"
    says = "Ghi ngày cuối cùng giữ chức danh, cho mọi chức danh đang giữ hoặc chỉ chức danh chính."
    last = DateField(called="ngày cuối cùng", required=True, label="Ngày cuối cùng giữ chức danh")
    which = forms.ChoiceField(label="Kết thúc", choices=[("all", "Mọi chức danh đang giữ"), ("primary", "Chỉ chức danh chính")])

    def clean_last(self) -> PartialDate:
        return _whole_day(self.cleaned_data["last"])

    def what(self) -> str:
        return f"Kết thúc chức danh ngày {self.cleaned_data['last']}"

    def line(self, person: Chosen) -> Line:
        last = self.cleaned_data["last"].day
        posts = [post for post in person.posts if post.is_primary or self.cleaned_data["which"] == "all"]
        posts = [post for post in posts if post.valid_to is None or post.valid_to > last]
        if not posts:
            return person.line(refused="không giữ chức danh nào sau ngày ấy")
        if late := next((post for post in posts if post.valid_from > last), None):
            return person.line(before=_post(late), refused=f"chức danh bắt đầu ngày {late.valid_from:%d/%m/%Y}, sau ngày kết thúc")
        if outside := next((post for post in posts if not _reached(self.desk, post)), None):
            return person.line(before=_post(outside), refused="có chức danh ở đơn vị ngoài phạm vi của bạn")
        values = {"valid_to": last, "to_precision": Precision.DAY}
        return person.line(
            before="; ".join(map(_post, posts)), after=f"đến hết {last:%d/%m/%Y}", amended=[(post, dict(values)) for post in posts]
        )


class MoveToSuccessor(BulkForm):
    slug, label = "xa-ke-thua", "Chuyển sang xã kế thừa"
    says = "Với chức danh ghi ở xã đã sáp nhập, chia tách: kết thúc ở xã cũ vào ngày cuối của xã ấy, ghi tiếp ở xã kế thừa từ ngày sau."
    commune = Words(called="xã kế thừa", longest=150, label="Xã kế thừa (để trống nếu chỉ có một)")

    def clean_commune(self):
        if not (text := self.cleaned_data["commune"]):
            return None
        try:
            return self.desk.picker.read(text, self.desk.day)
        except Unreadable as error:
            raise ValidationError(str(error)) from error

    def what(self) -> str:
        unit = self.cleaned_data["commune"]
        return f"Chuyển chức danh sang {unit.full_name}" if unit else "Chuyển chức danh sang xã kế thừa"

    def line(self, person: Chosen) -> Line:
        posts = [post for post in person.posts if post.commune.valid_to and post.commune.valid_to < self.desk.day]
        if not posts:
            return person.line(refused="chức danh đang ghi ở xã hiện còn")
        moved = person.line()
        for post in posts:
            self._move(post, moved)
            if moved.refused:
                return person.line(before=_post(post), refused=moved.refused)
        return moved

    def _move(self, post: Appointment, line: Line) -> None:
        register, since = self.desk.picker.register, post.commune.valid_to + ONE_DAY
        heirs = [unit for unit in register.successors(register.units["commune"][post.commune_id]) if self.desk.day in unit.period]
        chosen = self.cleaned_data["commune"]
        taken = [unit for unit in heirs if chosen is None or unit.id == chosen.pk]
        if len(taken) != 1:
            named = ", ".join(unit.full_name for unit in heirs) or "không có"
            line.refused = (
                f"{post.commune} có các xã kế thừa: {named}; ghi rõ xã nào"
                if chosen is None
                else f"không phải xã kế thừa của {post.commune}"
            )
        elif not self.desk.picker.reach.holds(taken[0]):
            line.refused = "xã kế thừa ngoài phạm vi của bạn"
        elif since not in post.position.period:
            line.refused = f"chức danh “{post.position}” không có từ {since:%d/%m/%Y}; kết thúc rồi ghi chức danh mới"
        else:
            self._write(post, taken[0], since, line)

    def _write(self, post: Appointment, unit, since: date, line: Line) -> None:
        kept = {"position": post.position, "is_primary": post.is_primary, "route": post.route}
        kept |= {"valid_to": post.valid_to, "to_precision": post.to_precision}
        new = Appointment(cadre_id=post.cadre_id, commune_id=unit.id, valid_from=since, **kept)
        line.before = "; ".join(filter(None, (line.before, _post(post))))
        line.after = "; ".join(filter(None, (line.after, f"{post.position}, {unit.full_name}, từ {since:%d/%m/%Y}")))
        line.amended.append((post, {"valid_to": post.commune.valid_to, "to_precision": Precision.DAY}))
        line.recorded.append(new)


_LEVELS = [(ladder.label, [(f"{ladder.value}:{int(level)}", level.label) for level in ladder.levels]) for ladder in Ladder]


class Qualify(BulkForm):
    slug, label = "van-bang", "Ghi văn bằng, chứng chỉ"
    says = "Ghi cùng một văn bằng, chứng chỉ cho mọi người đã chọn, như sau một lớp học."
    level = forms.ChoiceField(label="Trình độ", choices=[("", "—"), *_LEVELS], error_messages={"required": "Chọn trình độ."})
    awarded = DateField(called="ngày cấp", label="Ngày cấp")
    major = Words(called="ngành", longest=200, label="Ngành")
    school = Words(called="nơi đào tạo", longest=200, label="Nơi đào tạo")
    study_mode = forms.ChoiceField(label="Hình thức đào tạo", required=False, choices=[("", "—"), *StudyMode.choices])
    evidence = Words(called="số hiệu", longest=200, label="Số hiệu, giấy tờ")

    def what(self) -> str:
        return f"Ghi {self._told}"

    @property
    def _level(self) -> tuple[Ladder, int]:
        ladder, _, level = self.cleaned_data["level"].partition(":")
        return Ladder(ladder), int(level)

    @property
    def _told(self) -> str:
        (ladder, level), awarded = self._level, self.cleaned_data["awarded"]
        return f"{ladder.label}: {ladder.levels(level).label}{f', cấp {awarded}' if awarded else ''}"

    def line(self, person: Chosen) -> Line:
        (ladder, level), awarded = self._level, self.cleaned_data["awarded"]
        held = [one for one in person.qualifications if one.ladder == ladder]
        before = "; ".join(str(one) for one in held) or f"chưa có trình độ {ladder.label.lower()}"
        if any(one.level == level and one.major == self.cleaned_data["major"] for one in held):
            return person.line(before=before, refused="đã có trình độ này")
        birth, least = person.profile.birth, PRIMARY_AGE if (ladder, level) == _PRIMARY else SCHOOL_AGE
        if awarded and birth and level and age(birth.day, latest(awarded)) < least:
            return person.line(before=before, refused=f"ngày cấp {awarded} khi người sinh {birth} chưa đủ {least} tuổi")
        kept = {name: self.cleaned_data[name] for name in ("major", "school", "study_mode", "evidence")}
        if awarded:
            kept |= {"awarded_on": awarded.day, "awarded_precision": awarded.precision}
        new = Qualification(cadre_id=person.cadre, ladder=ladder.value, level=level, **kept)
        return person.line(before=before, after=self._told, recorded=[new])


_PRIMARY = (Ladder.GENERAL_EDUCATION, GeneralLevel.PRIMARY)

KINDS: dict[str, type[BulkForm]] = {kind.slug: kind for kind in (Relevance, Qualify, EndPosts, MoveToSuccessor)}


def _whole_day(known: PartialDate) -> PartialDate:
    if known.precision is not Precision.DAY:
        raise ValidationError(f"“{known}” chưa đủ ngày, tháng, năm.")
    return known


def _post(post: Appointment) -> str:
    end = f"{post.valid_to:%d/%m/%Y}" if post.valid_to else "nay"
    return f"{post.position}, {post.commune}, {post.valid_from:%d/%m/%Y} – {end}"


def _reached(desk: Desk, post: Appointment) -> bool:
    """Whether the commune of the post, or what it became, lies within reach."""
    units = desk.picker.register.units["commune"]
    path = desk.picker.register.path(post.commune_id, post.period)
    return desk.picker.reach.holds(units[post.commune_id]) or any(desk.picker.reach.holds(units[step.unit]) for step in path)
