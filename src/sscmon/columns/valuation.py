"""Columns of loan terms, values of quantities and exchanges."""

from sscmon.columns.amount import financed_share_pct, valuation_method
from sscmon.columns.base import flag, integer, money, number, renamed, text
from sscmon.rules import Check

concessionality_test = text(
    "concessionality_test",
    "Test of concessionality: a discount rate and a threshold",
    "Prueba de concesionalidad: una tasa de descuento y un umbral",
    "Teste de concessionalidade: uma taxa de desconto e um limiar",
    codes="concessionality_test",
)
discount_rate_pct = number(
    "discount_rate_pct", "Discount rate a year", "Tasa de descuento anual", "Taxa de desconto anual", unit="percent"
)
threshold_pct = number(
    "threshold_pct",
    "Least grant element of a concessional loan",
    "Elemento de donación mínimo de un préstamo concesional",
    "Elemento de doação mínimo de um empréstimo concessional",
    unit="percent of face",
)
grant_element_low_pct = number(
    "grant_element_low_pct",
    "Grant element, lowest over the plausible terms",
    "Elemento de donación, el menor entre las condiciones plausibles",
    "Elemento de doação, o menor entre as condições plausíveis",
    unit="percent",
)
grant_element_pct = number(
    "grant_element_pct",
    "Grant element at the central terms",
    "Elemento de donación con las condiciones centrales",
    "Elemento de doação nas condições centrais",
    unit="percent",
)
grant_element_high_pct = number(
    "grant_element_high_pct",
    "Grant element, highest over the plausible terms",
    "Elemento de donación, el mayor entre las condiciones plausibles",
    "Elemento de doação, o maior entre as condições plausíveis",
    unit="percent",
)
is_concessional = flag(
    "is_concessional",
    "The grant element reaches the threshold; empty where it depends on terms the source leaves open",
    "El elemento de donación alcanza el umbral; vacío si depende de condiciones que la fuente deja abiertas",
    "O elemento de doação atinge o limiar; vazio se depende de condições que a fonte deixa em aberto",
)
terms_low = text(
    "terms_low",
    "Terms that give the lowest grant element",
    "Condiciones que dan el menor elemento de donación",
    "Condições que dão o menor elemento de doação",
)
terms_central = text("terms_central", "Central terms", "Condiciones centrales", "Condições centrais")
terms_high = text(
    "terms_high",
    "Terms that give the highest grant element",
    "Condiciones que dan el mayor elemento de donación",
    "Condições que dão o maior elemento de doação",
)
assumed_terms = text(
    "assumed_terms",
    "Terms the source does not state, taken from those on record (interest, maturity, grace)",
    "Condiciones que la fuente no indica, tomadas de las registradas (interest, maturity, grace)",
    "Condições que a fonte não indica, tomadas das registradas (interest, maturity, grace)",
)
terms_ids = text(
    "terms_ids",
    "Loan terms applied, best first",
    "Condiciones de préstamo aplicadas, la mejor primero",
    "Condições de empréstimo aplicadas, a melhor primeiro",
)
terms_reading = text(
    "terms_reading",
    "Reading of an agreement that sources report differently; _Z where there is one only",
    "Lectura de un acuerdo que las fuentes informan distinto; _Z si hay una sola",
    "Leitura de um acordo que as fontes relatam de modo diferente; _Z se há uma só",
    checks=[Check.isin(["_Z", "THRESHOLD_150", "THRESHOLD_200"])],
)
grant_equivalent_low_usd = number(
    "grant_equivalent_low_usd",
    "Grant equivalent, low",
    "Equivalente en donación, bajo",
    "Equivalente em doação, baixo",
    unit="USD",
)
grant_equivalent_usd = number(
    "grant_equivalent_usd",
    "Grant equivalent, central",
    "Equivalente en donación, central",
    "Equivalente em doação, central",
    unit="USD",
)
grant_equivalent_high_usd = number(
    "grant_equivalent_high_usd",
    "Grant equivalent, high",
    "Equivalente en donación, alto",
    "Equivalente em doação, alto",
    unit="USD",
)
bill_usd = number("bill_usd", "Bill of the year", "Factura del año", "Fatura do ano", unit="USD")
price_usd = number(
    "price_usd", "Price of the good", "Precio del bien", "Preço do bem", unit="USD per unit of the price item"
)
is_above_price = flag(
    "is_above_price",
    "The price is just above the figure, not equal to it",
    "El precio está justo por encima de la cifra, no es igual",
    "O preço está logo acima do número, não é igual",
)
financed_share_low_pct = renamed(financed_share_pct, "financed_share_low_pct")
financed_share_high_pct = renamed(financed_share_pct, "financed_share_high_pct")
share_basis = text(
    "share_basis",
    "Where the financed share comes from: MEASURED on the bill, TIER of the price, BOUNDS stated",
    "De dónde viene la parte financiada: MEASURED en la factura, TIER del precio, BOUNDS declarados",
    "De onde vem a parte financiada: MEASURED na fatura, TIER do preço, BOUNDS declarados",
    checks=[Check.isin(["MEASURED", "TIER", "BOUNDS"])],
)
price_above_usd = number(
    "price_above_usd",
    "The terms hold above this price",
    "Las condiciones valen por encima de este precio",
    "As condições valem acima deste preço",
    unit="USD per unit of the price item",
)
price_upto_usd = number(
    "price_upto_usd",
    "The terms hold up to this price",
    "Las condiciones valen hasta este precio",
    "As condições valem até este preço",
    unit="USD per unit of the price item",
)
gift_low_pct = number(
    "gift_low_pct", "Gift in the bill, low", "Donación en la factura, baja", "Doação na fatura, baixa", unit="percent"
)
gift_pct = number(
    "gift_pct",
    "Gift in the bill, central",
    "Donación en la factura, central",
    "Doação na fatura, central",
    unit="percent",
)
gift_high_pct = number(
    "gift_high_pct", "Gift in the bill, high", "Donación en la factura, alta", "Doação na fatura, alta", unit="percent"
)
concession_low_usd = number(
    "concession_low_usd", "Gift in the bill, low", "Donación en la factura, baja", "Doação na fatura, baixa", unit="USD"
)
concession_usd = number(
    "concession_usd",
    "Gift in the bill, central",
    "Donación en la factura, central",
    "Doação na fatura, central",
    unit="USD",
)
concession_high_usd = number(
    "concession_high_usd",
    "Gift in the bill, high",
    "Donación en la factura, alta",
    "Doação na fatura, alta",
    unit="USD",
)

rule_id = text("rule_id", "Rule", "Regla", "Regra")
kind_details = text(
    "kind_details",
    "Details of the kind the rule holds for, _Z for none stated",
    "Detalles del tipo para los que vale la regla, _Z si no se indica",
    "Detalhes do tipo para os quais vale a regra, _Z se não indicado",
)
price_bound = text(
    "price_bound",
    "What the price bounds: low, central or high",
    "Qué acota el precio: low, central o high",
    "O que o preço limita: low, central ou high",
    checks=[Check.isin(["low", "central", "high"])],
)
place_role = text(
    "place_role",
    "Whose price it is: PROVIDER, PARTNER, PROGRAMME (partner's, else the median of all), MARKET (median of places), "
    "WORLD",
    "De quién es el precio: PROVIDER, PARTNER, PROGRAMME (del socio, si no la mediana), MARKET (mediana de lugares), "
    "WORLD",
    "De quem é o preço: PROVIDER, PARTNER, PROGRAMME (do parceiro, senão a mediana), MARKET (mediana de lugares), "
    "WORLD",
    checks=[Check.isin(["PROVIDER", "PARTNER", "PROGRAMME", "MARKET", "WORLD"])],
)
is_approximate = flag(
    "is_approximate",
    "The price is of a near but not the same thing: the value is an estimate",
    "El precio es de algo cercano pero no igual: el valor es una estimación",
    "O preço é de algo próximo mas não igual: o valor é uma estimativa",
)
valued_unit = text(
    "valued_unit",
    "Unit in which the quantity is valued",
    "Unidad en que se valora la cantidad",
    "Unidade em que se valora a quantidade",
    codes="quantity_unit",
)
valued_quantity = number(
    "valued_quantity",
    "Quantity in the unit it is valued in",
    "Cantidad en la unidad en que se valora",
    "Quantidade na unidade em que se valora",
    unit="valued_unit",
)
conversion = text(
    "conversion",
    "How the quantity came to its valued unit",
    "Cómo la cantidad llegó a la unidad en que se valora",
    "Como a quantidade chegou à unidade em que se valora",
    codes="unit_conversion",
)
price_fills = text(
    "price_fills",
    "Rules that filled the price (code list price_fill), separated by semicolons",
    "Reglas que completaron el precio (lista price_fill), separadas por punto y coma",
    "Regras que completaram o preço (lista price_fill), separadas por ponto e vírgula",
)
rate_reading = text(
    "rate_reading",
    "Which exchange rate: _Z none needed, PUBLISHED, IMPLIED by the income series, STATED by the price's source",
    "Qué tipo de cambio: _Z ninguno, PUBLISHED publicado, IMPLIED implícito en el ingreso, STATED por la fuente",
    "Que taxa de câmbio: _Z nenhuma, PUBLISHED publicada, IMPLIED implícita na renda, STATED pela fonte",
    checks=[Check.isin(["_Z", "PUBLISHED", "IMPLIED", "STATED"])],
)
price_ids = text(
    "price_ids",
    "Prices used, separated by semicolons",
    "Precios usados, separados por punto y coma",
    "Preços usados, separados por ponto e vírgula",
)
value_low_lcu = number(
    "value_low_lcu",
    "Low value in the price's currency",
    "Valor bajo en la moneda del precio",
    "Valor baixo na moeda do preço",
    unit="currency_code",
)
value_central_lcu = number(
    "value_central_lcu",
    "Central value in the price's currency",
    "Valor central en la moneda del precio",
    "Valor central na moeda do preço",
    unit="currency_code",
)
value_high_lcu = number(
    "value_high_lcu",
    "High value in the price's currency",
    "Valor alto en la moneda del precio",
    "Valor alto na moeda do preço",
    unit="currency_code",
)
value_low_intl = number(
    "value_low_intl",
    "Low value at purchasing power parity",
    "Valor bajo a paridad de poder adquisitivo",
    "Valor baixo em paridade do poder de compra",
    unit="international dollars",
)
value_central_intl = number(
    "value_central_intl",
    "Central value at purchasing power parity",
    "Valor central a paridad de poder adquisitivo",
    "Valor central em paridade do poder de compra",
    unit="international dollars",
)
value_high_intl = number(
    "value_high_intl",
    "High value at purchasing power parity",
    "Valor alto a paridad de poder adquisitivo",
    "Valor alto em paridade do poder de compra",
    unit="international dollars",
)
is_in_range = flag(
    "is_in_range",
    "The value enters the published range in US dollars",
    "El valor entra en el rango publicado en dólares",
    "O valor entra na faixa publicada em dólares",
)
valuation_reason = text(
    "valuation_reason",
    "Why there is no value, or why it stays outside the range",
    "Por qué no hay valor, o por qué queda fuera del rango",
    "Por que não há valor, ou por que fica fora da faixa",
    codes="valuation_reason",
)
valued_count = integer(
    "valued_count", "Figures that have a value", "Cifras que tienen valor", "Cifras que têm valor", unit="rows"
)
figure_count = integer(
    "figure_count",
    "Figures of the cell, valued or not",
    "Cifras de la celda, valoradas o no",
    "Cifras da célula, valoradas ou não",
    unit="rows",
)

exchange_id = text("exchange_id", "Exchange", "Intercambio", "Intercâmbio")
exchange_type = text(
    "exchange_type",
    "COMPENSATED goods or services for others, CLEARING of payments, or REPORTED leg by leg by its parties",
    "COMPENSATED bienes o servicios por otros, CLEARING de pagos, o REPORTED lado por lado por sus partes",
    "COMPENSATED bens ou serviços por outros, CLEARING de pagamentos, ou REPORTED lado por lado por suas partes",
    checks=[Check.isin(["COMPENSATED", "CLEARING", "REPORTED"])],
)
kinds_a_to_b = text(
    "kinds_a_to_b",
    "Kinds of contribution A gives",
    "Tipos de contribución que da A",
    "Tipos de contribuição que A dá",
)
kinds_b_to_a = text(
    "kinds_b_to_a",
    "Kinds of contribution B gives",
    "Tipos de contribución que da B",
    "Tipos de contribuição que B dá",
)
evidence_key = text(
    "evidence_key",
    "Row behind the number: table:key",
    "Fila detrás del número: tabla:clave",
    "Linha por trás do número: tabela:chave",
)
leg_id = text("leg_id", "Leg of an exchange", "Lado de un intercambio", "Lado de um intercâmbio")
party_a_id = text("party_a_id", "Party A of the exchange", "Parte A del intercambio", "Parte A do intercâmbio")
party_b_id = text("party_b_id", "Party B of the exchange", "Parte B del intercambio", "Parte B do intercâmbio")
given_method = renamed(valuation_method, "given_method")
returned_method = renamed(valuation_method, "returned_method")
GIVEN_USD = [
    number("given_low_usd", "What A gave, low", "Lo que dio A, bajo", "O que A deu, baixo", unit="USD"),
    number("given_usd", "What A gave", "Lo que dio A", "O que A deu", unit="USD"),
    number("given_high_usd", "What A gave, high", "Lo que dio A, alto", "O que A deu, alto", unit="USD"),
]
RETURNED_USD = [
    number("returned_low_usd", "What B gave, low", "Lo que dio B, bajo", "O que B deu, baixo", unit="USD"),
    number("returned_usd", "What B gave", "Lo que dio B", "O que B deu", unit="USD"),
    number("returned_high_usd", "What B gave, high", "Lo que dio B, alto", "O que B deu, alto", unit="USD"),
]
leg_direction = text(
    "leg_direction",
    "Who gives: A_TO_B or B_TO_A",
    "Quién da: A_TO_B o B_TO_A",
    "Quem dá: A_TO_B ou B_TO_A",
    checks=[Check.isin(["A_TO_B", "B_TO_A"])],
)

value_measure = text(
    "value_measure",
    "What the sum is in: usd_nominal, usd_official (no rates stated beside prices) or lcu_nominal",
    "En qué está la suma: usd_nominal, usd_official (sin tipos declarados junto a precios) o lcu_nominal",
    "Em que está a soma: usd_nominal, usd_official (sem taxas declaradas junto a preços) ou lcu_nominal",
    checks=[Check.isin(["usd_nominal", "usd_official", "lcu_nominal"])],
)
priced_low = money(
    "priced_low",
    "Sum at the lowest prices, as if the quantities were exact",
    "Suma a los precios más bajos, como si las cantidades fueran exactas",
    "Soma aos preços mais baixos, como se as quantidades fossem exatas",
    unit="measure",
)
priced_high = money(
    "priced_high",
    "Sum at the highest prices, as if the quantities were exact",
    "Suma a los precios más altos, como si las cantidades fueran exactas",
    "Soma aos preços mais altos, como se as quantidades fossem exatas",
    unit="measure",
)
low_method = text("low_method", "Method of the low bound", "Método de la cota baja", "Método do limite baixo")
central_method = text(
    "central_method", "Method of the central value", "Método del valor central", "Método do valor central"
)
high_method = text("high_method", "Method of the high bound", "Método de la cota alta", "Método do limite alto")
