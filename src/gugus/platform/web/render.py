"""A page is a template and one frozen dataclass."""

from collections.abc import Callable
from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gugus.platform.web.faults import faults_of

# A form that was understood and cannot be taken.
_FAULTY = 422


def render_page(
    request: HttpRequest, template: str, page: Any, *, status: int = 200
) -> HttpResponse:
    """Render `template`, which sees `page` and the shell; faults of its forms stand above it."""
    faults = faults_of(page) if status == _FAULTY else None
    response = render(request, template, {"page": page, "faults": faults}, status=status)
    if faults is None or (reachable := faults.within(response.content.decode())) == faults:
        return response
    # A page may write its fields by hand, or leave one out: nothing there for a link to lead to.
    return render(request, template, {"page": page, "faults": reachable}, status=status)


class WidgetRenderer(TemplatesSetting):
    """Writes fields, and plain inputs, texts and selects as Django's own templates do, straight away.

    A sheet of ninety rows has hundreds of them, and Django begins two or three templates for each, one
    more for each choice of a select, and one for the faults that a field does not have.
    """

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """The widget; whatever is not plain is left to its template."""
        if template_name == self.field_template_name:
            return _field(context["field"])
        plain = _PLAIN.get(template_name)
        if plain is None or context.get("widget", {}).get("is_initial"):
            return super().render(template_name, context, request)
        return plain(context["widget"])


def _field(field: BoundField) -> SafeString:
    """A field with its label, its help and its faults."""
    is_bad = bool(field.errors)
    shown = SafeString(field)
    if field.use_fieldset:
        inside = format_html(
            "<fieldset{}><legend>{}{}</legend>{}{}{}</fieldset>",
            _described(field),
            field.label,
            _optional(field),
            shown,
            _help(field),
            SafeString(field.errors) if is_bad else "",
        )
    else:
        inside = format_html(
            "{}{}{}",
            _labelled(field, shown),
            _help(field),
            SafeString(field.errors) if is_bad else "",
        )
    return format_html('<div class="field{}">{}</div>', " bad" if is_bad else "", inside)


def _labelled(field: BoundField, shown: SafeString) -> SafeString:
    if getattr(field.field.widget, "input_type", "") == "checkbox":
        box = '<label class="choice" for="{}">{} {}</label>'
        return format_html(box, field.id_for_label, shown, field.label)
    label = '<label for="{}">{}{}</label>\n{}'
    return format_html(label, field.id_for_label, field.label, _optional(field), shown)


def _optional(field: BoundField) -> SafeString | str:
    if field.field.required:
        return ""
    return format_html(' <span class="optional">{}</span>', _("(boleh kosong)"))


def _described(field: BoundField) -> SafeString | str:
    by = field.aria_describedby
    return format_html(' aria-describedby="{}"', by) if by else ""


def _help(field: BoundField) -> SafeString | str:
    if not field.help_text:
        return ""
    text = '<p class="help" id="{}_helptext">{}</p>'
    return format_html(text, field.auto_id, SafeString(field.help_text))


def _input(widget: dict[str, Any]) -> str:
    value = widget["value"]
    shown = "" if value is None else f' value="{_text(value)}"'
    named = f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"'
    return f"{named}{shown}{_attributes(widget)}>"


def _textarea(widget: dict[str, Any]) -> str:
    shown = conditional_escape(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget)}>\n{shown}</textarea>'


def _select(widget: dict[str, Any]) -> str:
    groups = []
    for name, choices, _index in widget["optgroups"]:
        options = "".join(f"\n  {_option(choice)}" for choice in choices)
        label = conditional_escape(name) if name else ""
        groups.append(
            f'\n  <optgroup label="{label}">{options}\n  </optgroup>' if name else options
        )
    return (
        f'<select name="{_text(widget["name"])}"{_attributes(widget)}>{"".join(groups)}\n</select>'
    )


def _option(choice: dict[str, Any]) -> str:
    label = conditional_escape(localize(choice["label"]))
    return f'<option value="{_text(choice["value"])}"{_attributes(choice)}>{label}</option>'


def _choices(widget: dict[str, Any]) -> str:
    """Radio buttons or checkboxes."""
    attrs, shown = widget["attrs"], []
    for name, choices, _index in widget["optgroups"]:
        boxes = "".join(f"<div>\n    {_choice(one)}</div>" for one in choices)
        label = f"\n  <div><label>{conditional_escape(name)}</label>" if name else ""
        shown.append(f"{label}{boxes}\n  </div>" if name else boxes)
    marks = "".join(f' {key}="{_text(attrs[key])}"' for key in ("id", "class") if attrs.get(key))
    return f"<div{marks}>{''.join(shown)}\n</div>"


def _choice(choice: dict[str, Any]) -> str:
    if not choice.get("wrap_label"):
        return _input(choice)
    points = f' for="{_text(choice["attrs"]["id"])}"' if choice["attrs"].get("id") else ""
    label = conditional_escape(localize(choice["label"]))
    return f"<label{points}>{_input(choice)} {label}</label>"


def _attributes(widget: dict[str, Any]) -> str:
    shown = []
    for name, value in widget["attrs"].items():
        if value is True:
            shown.append(f" {name}")
        elif value is not False:
            shown.append(f' {name}="{_text(value)}"')
    return "".join(shown)


def _text(value: object) -> str:
    return conditional_escape(value if isinstance(value, SafeString) else str(value))


_INPUTS = (
    "text",
    "number",
    "date",
    "time",
    "email",
    "hidden",
    "password",
    "checkbox",
    "url",
    "file",
)
_PLAIN: dict[str, Callable[[dict[str, Any]], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    # Without a file that is already there, which is left to the template.
    "django/forms/widgets/clearable_file_input.html": _input,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/radio.html": _choices,
    "django/forms/widgets/checkbox_select.html": _choices,
    "django/forms/widgets/radio_option.html": _choice,
    "django/forms/widgets/checkbox_option.html": _choice,
}
