"""The form of a standard in draft: what it is and whom it is for, and rows of requirements, each with rows of allowances.

The forms read and check; what they make is a content (cadres/draft_content.py) that an action writes. A row without a word in it is no row.
"""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.forms import BaseFormSet, formset_factory

from cadres.draft_content import ALLOWANCE, DAYS, HEAD, REQUIREMENT, Content
from cadres.levels import Ladder
from cadres.models import BasisKind, Position
from cadres.requirements import AgeKind, AllowanceKind, CountedFrom
from provinces.models import AreaClass, Province

NATION = ""
ONLY_TOLD = "told"


def level_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every level by ladder: "professional.university" → "Từ Đại học trở lên". The lowest of a ladder asks nothing."""
    return [
        (ladder.label, [(f"{ladder.value}.{level.slug}", f"{ladder.label}: từ {level.label} trở lên") for level in list(ladder.levels)[1:]])
        for ladder in Ladder
    ]


def _asks_choices() -> list:
    ages = [(f"age.{kind.value}", kind.label) for kind in AgeKind]
    return [
        ("", "Chọn điều cần có"),
        *level_choices(),
        ("Tuổi khi giữ chức danh lần đầu", ages),
        (ONLY_TOLD, "Chỉ nêu bằng lời, không xét tự động"),
    ]


def split_level(value: str) -> tuple[str, int | None]:
    """ "professional.university" → ("professional", 40); anything that is no level → ("", None)."""
    ladder, _, slug = value.partition(".")
    if ladder not in {one.value for one in Ladder}:
        return "", None
    return ladder, next((int(level) for level in Ladder(ladder).levels if level.slug == slug), None)


def join_level(ladder: str, minimum: int | None) -> str:
    """The other way round; a stored number that is no level of its ladder is shown as it is, and refused when it is sent."""
    if not ladder or minimum is None:
        return ""
    found = next((level.slug for level in Ladder(ladder).levels if level == minimum), str(minimum))
    return f"{ladder}.{found}"


class _Chosen(forms.ChoiceField):
    """Says what was found when it is none of the choices."""

    def __init__(self, **options):
        refusal = "“%(value)s” không có trong danh mục. Chọn một dòng trong danh sách."
        super().__init__(**{"error_messages": {"invalid_choice": refusal, "required": "Chọn một dòng trong danh sách."}, **options})


class DayField(forms.DateField):
    """A day as Vietnamese write it."""

    def __init__(self, **options):
        refusal = {
            "invalid": "Không đọc được ngày này. Viết ngày/tháng/năm, chẳng hạn 01/01/2027.",
            "required": "Cần một ngày, chẳng hạn 01/01/2027.",
        }
        widget = forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "01/01/2027", "size": 10})
        super().__init__(**{"error_messages": refusal, "widget": widget, **options})


class StandardForm(forms.Form):
    """What the text is, whom it is for and on which days."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    key = forms.RegexField(r"^[0-9a-f]{8}$", widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label="Tên tiêu chuẩn", max_length=200, error_messages={"required": "Cần tên, chẳng hạn “Công chức xã của Cao Bằng từ 2027”."}
    )
    province = _Chosen(label="Nơi áp dụng", required=False)
    regime = forms.SlugField(
        label="Chế độ",
        max_length=10,
        error_messages={"required": "Cần mã chế độ, chẳng hạn R2025.", "invalid": "Chỉ nhận chữ không dấu, số, dấu gạch, chẳng hạn R2025."},
    )
    valid_from = DayField(label="Có hiệu lực từ ngày")
    valid_to = DayField(label="Đến hết ngày", required=False)
    basis_kind = _Chosen(label="Loại văn bản", choices=BasisKind.choices)
    basis_number = forms.CharField(label="Số hiệu", max_length=60, required=False)
    basis_article = forms.CharField(label="Điều, khoản", max_length=100, required=False)
    basis = forms.CharField(label="Căn cứ", max_length=300, error_messages={"required": "Cần tên đầy đủ của văn bản."})
    positions = forms.MultipleChoiceField(
        label="Chức danh",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một chức danh.", "invalid_choice": "Không có chức danh “%(value)s”."},
    )

    def __init__(self, *args, provinces: Iterable[Province], nation: bool, **options):
        super().__init__(*args, **options)
        own = [(province.code, province.full_name) for province in provinces]
        self.fields["province"].choices = [(NATION, "Cả nước"), *own] if nation else own
        self.fields["province"].required = not nation
        self.fields["positions"].choices = [(one.code, _position_label(one)) for one in Position.objects.order_by("order")]

    def clean(self):
        first, last = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", f"Ngày hết hiệu lực {last:%d/%m/%Y} đứng trước ngày bắt đầu {first:%d/%m/%Y}.")


def _position_label(one: Position) -> str:
    """Positions that there are no more say until when they were."""
    return f"{one.label} (đến {one.valid_to:%d/%m/%Y})" if one.valid_to else one.label


class AllowanceForm(forms.Form):
    """Who may have less than the requirement asks: a lowered level, an exemption, or a debt until a day."""

    kind = _Chosen(label="Loại", choices=[("", "Chọn loại"), *((kind.value, kind.label) for kind in AllowanceKind)])
    level = _Chosen(label="Mức được hạ xuống", required=False, choices=[("", "Không hạ mức"), *level_choices()])
    areas = forms.MultipleChoiceField(
        label="Ở một trong các vùng", required=False, choices=AreaClass.choices, widget=forms.CheckboxSelectMultiple
    )
    minority = forms.BooleanField(label="Chỉ người dân tộc thiểu số", required=False)
    held_before = DayField(label="Đã giữ chức danh trước ngày", required=False)
    held_on = DayField(label="Đang giữ chức danh ngày", required=False)
    first_day = DayField(label="Áp dụng từ ngày", required=False)
    last_day = DayField(label="Áp dụng đến hết ngày", required=False)
    until = DayField(label="Nợ đến hết ngày", required=False)
    months = forms.IntegerField(label="Hoặc nợ trong số tháng", required=False, min_value=1, max_value=600)
    counted_from = _Chosen(label="Số tháng tính từ", required=False, choices=[("", "—"), *((one.value, one.label) for one in CountedFrom)])
    text = forms.CharField(label="Nội dung", max_length=500, error_messages={"required": "Cần một câu nói ai được hưởng ngoại lệ này."})
    clause = forms.CharField(label="Điều khoản", max_length=200, required=False)
    source = forms.CharField(label="Nguồn", max_length=300, required=False)
    verified = forms.BooleanField(label="Đã đối chiếu với văn bản gốc", required=False)

    def clean(self):
        said = self.cleaned_data
        kind = said.get("kind")
        if kind == AllowanceKind.LOWERED and not said.get("level") and "level" not in self.errors:
            self.add_error("level", "Hạ mức thì phải chọn mức được hạ xuống.")
        if kind and kind != AllowanceKind.LOWERED and said.get("level"):
            self.add_error("level", "Chỉ “Hạ mức” mới có mức. Bỏ mức này, hoặc đổi loại.")
        if kind == AllowanceKind.OWED and not said.get("until") and not (said.get("months") and said.get("counted_from")):
            self.add_error("until", "Nợ thì phải có ngày cuối, hoặc số tháng và mốc tính.")
        if said.get("until") and said.get("months"):
            self.add_error("months", "Đã có ngày cuối thì không ghi số tháng.")
        if said.get("first_day") and said.get("last_day") and said["last_day"] < said["first_day"]:
            self.add_error("last_day", f"Ngày cuối {said['last_day']:%d/%m/%Y} đứng trước ngày đầu {said['first_day']:%d/%m/%Y}.")


class RequirementForm(forms.Form):
    """One requirement: a level, an age, or words alone."""

    asks = _Chosen(label="Cần có", choices=_asks_choices)
    fitting = forms.BooleanField(label="Ngành phải phù hợp chức danh", required=False)
    age_limit = forms.IntegerField(label="Số tuổi hoặc số tháng", required=False, min_value=1, max_value=800)
    age_limit_women = forms.IntegerField(label="Riêng nữ", required=False, min_value=1, max_value=800)
    text = forms.CharField(
        label="Nội dung", max_length=500, widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": "Cần một câu nêu yêu cầu."}
    )
    clause = forms.CharField(label="Điều khoản", max_length=200, required=False)
    exception_text = forms.CharField(label="Ngoại lệ chỉ nêu bằng lời", max_length=500, required=False)
    source = forms.CharField(label="Nguồn", max_length=300, required=False)
    verified = forms.BooleanField(label="Đã đối chiếu với văn bản gốc", required=False)

    def clean(self):
        asks, said = self.cleaned_data.get("asks", ""), self.cleaned_data
        if asks.startswith("age.") and not said.get("age_limit") and "age_limit" not in self.errors:
            self.add_error("age_limit", "Yêu cầu về tuổi phải có số tuổi hoặc số tháng.")
        if asks and not asks.startswith("age.") and (said.get("age_limit") or said.get("age_limit_women")):
            self.add_error("age_limit", "Chỉ yêu cầu về tuổi mới có số này. Bỏ trống, hoặc đổi “Cần có”.")
        if said.get("fitting") and (asks.startswith("age.") or asks == ONLY_TOLD):
            self.add_error("fitting", "Chỉ yêu cầu về trình độ mới xét ngành.")


class _Rows(BaseFormSet):
    """Rows of which the empty ones do not count; each knows how many there were."""

    def initial_form_count(self):
        """Sent back, a row that was emptied is no row, whether it was there before or not."""
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Bỏ dòng này khi lưu"

    @property
    def filled(self) -> list:
        return [form for form in self.forms if form.has_changed() and not self._should_delete_form(form)]


class AllowanceRows(formset_factory(AllowanceForm, formset=_Rows, can_delete=True, extra=0, max_num=10, absolute_max=12)):
    pass


class RequirementRows(formset_factory(RequirementForm, formset=_Rows, can_delete=True, extra=0, max_num=20, absolute_max=24)):
    """Every requirement form carries its own `allowances`."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        prefix = f"{form.prefix}-ngoai-le"
        initial = form.initial.get("allowances", []) if form.initial else []
        form.allowances = AllowanceRows(self.data if self.is_bound else None, prefix=prefix, initial=None if self.is_bound else initial)

    def is_valid(self):
        own = super().is_valid()
        inner = [_allowances_fit(form) for form in self.filled]  # every row is checked, so that every error is told at once
        return own and all(inner)


def _allowances_fit(form: RequirementForm) -> bool:
    """Whether the allowances of a requirement are valid, and lower the ladder that it asks."""
    valid, ladder = form.allowances.is_valid(), split_level(form.cleaned_data.get("asks", ""))[0]
    for one in form.allowances.filled:
        lowered = split_level(one.cleaned_data.get("level") or "")[0]
        if lowered and lowered != ladder:
            one.add_error("level", "Mức được hạ phải cùng loại trình độ với yêu cầu.")
            valid = False
    return valid


def content_of(form: StandardForm, rows: RequirementRows) -> Content:
    """What valid forms say."""
    head = {name: form.cleaned_data[name] for name in HEAD}
    return {
        **_plain(head),
        "positions": sorted(form.cleaned_data["positions"]),
        "requirements": [_requirement(row) for row in rows.filled],
    }


def _requirement(form: RequirementForm) -> dict:
    said = form.cleaned_data
    ladder, minimum = split_level(said["asks"])
    own = {**said, "ladder": ladder, "minimum": minimum, "age_kind": said["asks"].partition("age.")[2]}
    return {**_plain({name: own[name] for name in REQUIREMENT}), "allowances": [_allowance(row) for row in form.allowances.filled]}


def _allowance(form: AllowanceForm) -> dict:
    said = form.cleaned_data
    own = {**said, "minimum": split_level(said["level"])[1], "areas": sorted(said["areas"])}
    return _plain({name: own[name] for name in ALLOWANCE})


def _plain(said: dict) -> dict:
    """Days as ISO text, so that a content is JSON."""
    return {name: (value.isoformat() if value else "") if name in DAYS else value for name, value in said.items()}


def initial_of(content: Content) -> tuple[dict, list[dict]]:
    """The other way round: initial values of the form and of its rows."""
    head = {name: _day(value) if name in DAYS else value for name, value in content.items() if name != "requirements"}
    return head, [_row_initial(row) for row in content["requirements"]]


def _row_initial(row: dict) -> dict:
    asks = f"age.{row['age_kind']}" if row["age_kind"] else join_level(row["ladder"], row["minimum"]) or ONLY_TOLD
    allowances = [
        {name: _day(value) if name in DAYS else value for name, value in one.items()} | {"level": join_level(row["ladder"], one["minimum"])}
        for one in row["allowances"]
    ]
    return {**row, "asks": asks, "allowances": allowances}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
