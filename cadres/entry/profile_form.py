"""The fields of the person as such: who it is, Party membership, notes."""

from django import forms

from cadres.entry.fields import DateField, EthnicField, Words, ethnic_text
from cadres.entry.places import CommunePicker
from cadres.entry.rows import TERNARY, FactForm, day_of, precision_of, ternary, text_of
from cadres.models import Profile, Sex
from chuanxa.names import clean


class ProfileForm(FactForm):
    """Who the person is, Party membership, notes."""

    model = Profile
    dates = ("born", "party", "party_full")
    names = ("full_name", "personal_id", "born", "sex", "ethnic_group", "party_member", "party", "party_full", "note")
    full_name = Words(called="họ và tên", longest=100, required=True, label="Họ và tên")
    personal_id = Words(called="số định danh", longest=20, label="Số định danh cá nhân")
    born = DateField(called="ngày sinh", label="Ngày sinh")
    sex = forms.ChoiceField(required=False, label="Giới tính", choices=[("", "—"), *Sex.choices])
    ethnic_group = EthnicField(label="Dân tộc")
    party_member = forms.ChoiceField(
        required=False, label="Đảng viên", choices=[("", "—"), ("yes", "Đã vào Đảng"), ("no", "Chưa vào Đảng")]
    )
    party = DateField(called="ngày vào Đảng", label="Ngày vào Đảng")
    party_full = DateField(called="ngày chính thức", label="Ngày chính thức")
    note = forms.CharField(required=False, max_length=1000, label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3, "maxlength": None}))

    def clean_personal_id(self) -> str:
        digits = self.cleaned_data["personal_id"].replace(" ", "").replace(".", "")
        if digits and not (len(digits) == 12 and digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(f"Số định danh cá nhân gồm đúng 12 chữ số; đang ghi {len(digits)} ký tự.")
        return digits

    def clean_note(self) -> str:
        return "\n".join(map(clean, self.cleaned_data["note"].splitlines())).strip()

    def columns(self) -> dict:
        said = self.cleaned_data
        return {name: said[name] for name in ("full_name", "personal_id", "sex", "ethnic_group", "note")} | {
            "born_on": day_of(said["born"]),
            "born_precision": precision_of(said["born"]),
            "party_member": TERNARY.get(said["party_member"]),
            "party_member_since": day_of(said["party"]),
            "party_precision": precision_of(said["party"]),
            "party_full_member_since": day_of(said["party_full"]),
            "party_full_precision": precision_of(said["party_full"]),
        }

    @staticmethod
    def texts(fact: Profile, picker: CommunePicker) -> dict[str, str]:
        dates = {"born": fact.birth, "party": fact.party_entry, "party_full": fact.party_full_entry}
        same = {name: getattr(fact, name) for name in ("full_name", "personal_id", "sex", "note")}
        told = {"ethnic_group": ethnic_text(fact.ethnic_group), "party_member": ternary(fact.party_member)}
        return same | {name: text_of(value) for name, value in dates.items()} | told
