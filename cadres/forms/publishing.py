"""What is asked before the law changes: a reason, and when something ends."""

from django import forms

from cadres.forms.standard import DayField


class PublishForm(forms.Form):
    """The version that was previewed, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        label="Lý do, số quyết định", max_length=300, error_messages={"required": "Cần lý do, chẳng hạn số quyết định ban hành."}
    )


class EndForm(forms.Form):
    """A last day, or withdrawal."""

    how = forms.ChoiceField(
        label="Cách",
        choices=[("end", "Hết hiệu lực sau một ngày"), ("withdraw", "Rút hẳn, như chưa từng có")],
        widget=forms.RadioSelect,
        initial="end",
        error_messages={"required": "Chọn một cách.", "invalid_choice": "Chọn một trong hai cách."},
    )
    last = DayField(label="Ngày cuối còn hiệu lực", required=False)
    reason = forms.CharField(label="Lý do, số văn bản", max_length=300, error_messages={"required": "Cần lý do, chẳng hạn số văn bản."})

    def clean(self):
        if self.cleaned_data.get("how") == "end" and not self.cleaned_data.get("last") and "last" not in self.errors:
            self.add_error("last", "Cần ngày cuối còn hiệu lực, chẳng hạn 31/12/2026.")
