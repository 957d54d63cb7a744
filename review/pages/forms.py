"""How forms are drawn: label above the field, help and faults below it and tied to it."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class OfficeRenderer(DjangoTemplates):
    """`{{ form }}` in a template gives all fields with labels, help and faults."""

    form_template_name = "pages/_formulir.html"
    field_template_name = "pages/_isian.html"
