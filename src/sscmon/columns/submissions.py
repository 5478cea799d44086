"""Columns of what submissions add to the common model: who reported, which activity is meant, what was withheld."""

from sscmon.columns.base import exact, flag, integer, renamed, text
from sscmon.columns.what import activity_id
from sscmon.rules import Check

reporter_id = text(
    "reporter_id",
    "Who reported it to us, where a source carries the reports of several; who is not named, by its first submission",
    "Quién nos lo informó, cuando una fuente reúne informes de varios; quien no se nombra, por su primer envío",
    "Quem nos informou, quando uma fonte reúne informes de vários; quem não é nomeado, por seu primeiro envio",
)
reported_activity_id = renamed(activity_id, "reported_activity_id")
is_confirmed = flag(
    "is_confirmed",
    "Both sides report the activity",
    "Ambos lados informan la actividad",
    "Ambos os lados informam a atividade",
)
unit_price_original = exact(
    "unit_price_original",
    "Price of one unit, in the currency beside it",
    "Precio de una unidad, en la moneda indicada al lado",
    "Preço de uma unidade, na moeda indicada ao lado",
    unit="currency_code per quantity_unit",
    checks=[Check.ge(0)],
)
fact = text(
    "fact",
    "What the withheld rows are: money, quantities or activities",
    "Qué son las filas retenidas: dinero, cantidades o actividades",
    "O que são as linhas retidas: dinheiro, quantidades ou atividades",
    checks=[Check.isin(["MONEY", "QUANTITY", "ACTIVITY"])],
)
withheld_count = integer(
    "withheld_count",
    "Confidential rows left out of the cell",
    "Filas confidenciales fuera de la celda",
    "Linhas confidenciais fora da célula",
    unit="rows",
    checks=[Check.ge(1)],
)
