"""A page is a template and one frozen dataclass."""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


def render_page(
    request: HttpRequest, template: str, page: Any, *, status: int = 200
) -> HttpResponse:
    """Render `template`, which sees `page`, the shell and nothing else."""
    return render(request, template, {"page": page}, status=status)


class WidgetRenderer(TemplatesSetting):
    """Writes plain inputs, texts and selects straight away, as Django's own templates do.

    A sheet of ninety rows has hundreds of them, and Django begins two or three templates for each, and
    one more for each choice of a select.
    """

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """The widget; whatever is not plain is left to its template."""
        plain = _PLAIN.get(template_name)
        if plain is None:
            return super().render(template_name, context, request)
        return plain(context["widget"])


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


_INPUTS = ("text", "number", "date", "time", "email", "hidden", "password", "checkbox", "url")
_PLAIN: dict[str, Callable[[dict[str, Any]], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/radio.html": _choices,
    "django/forms/widgets/checkbox_select.html": _choices,
    "django/forms/widgets/radio_option.html": _choice,
    "django/forms/widgets/checkbox_option.html": _choice,
}
