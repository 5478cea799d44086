"""Columns of differences between the code lists of the house and those that are published."""

from sscmon.columns.base import text
from sscmon.rules import Check

published_list = text(
    "published_list",
    "Published list: m49_en, m49_es, dac_recipient, iati_<name>",
    "Lista publicada: m49_en, m49_es, dac_recipient, iati_<nombre>",
    "Lista publicada: m49_en, m49_es, dac_recipient, iati_<nome>",
)
published_code = text("published_code", "Code as published", "Código como se publicó", "Código como publicado")
published_name = text("published_name", "Name as published", "Nombre como se publicó", "Nome como publicado")
code_status = text("code_status", "Active or withdrawn", "Activo o retirado", "Ativo ou retirado")
change = text(
    "change",
    "What has changed: new, changed or withdrawn",
    "Qué cambió: new (nuevo), changed (cambiado) o withdrawn (retirado)",
    "O que mudou: new (novo), changed (alterado) ou withdrawn (retirado)",
    checks=[Check.isin(["new", "changed", "withdrawn"])],
)
published_text = text(
    "published_text_now", "What is published now", "Lo que se publica ahora", "O que se publica agora"
)
house_text = text("house_text", "What the house has", "Lo que tiene la casa", "O que a casa tem")
