"""Columns of loan terms, values of quantities, exchanges and the working of claims."""

import pandera.pandas as pa

from sscmon.columns.amount import financed_share_pct
from sscmon.columns.base import exact, flag, integer, number, renamed, text

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
    unit="percent of face",
)
grant_element_pct = number(
    "grant_element_pct",
    "Grant element at the central terms",
    "Elemento de donación con las condiciones centrales",
    "Elemento de doação nas condições centrais",
    unit="percent of face",
)
grant_element_high_pct = number(
    "grant_element_high_pct",
    "Grant element, highest over the plausible terms",
    "Elemento de donación, el mayor entre las condiciones plausibles",
    "Elemento de doação, o maior entre as condições plausíveis",
    unit="percent of face",
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
    checks=[pa.Check.isin(["_Z", "THRESHOLD_150", "THRESHOLD_200"])],
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
    checks=[pa.Check.isin(["MEASURED", "TIER", "BOUNDS"])],
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
    checks=[pa.Check.isin(["low", "central", "high"])],
)
place_role = text(
    "place_role",
    "Whose price it is: PROVIDER, PARTNER, PROGRAMME (partner's, else the median of all), MARKET (median of places), "
    "WORLD",
    "De quién es el precio: PROVIDER, PARTNER, PROGRAMME (del socio, si no la mediana), MARKET (mediana de lugares), "
    "WORLD",
    "De quem é o preço: PROVIDER, PARTNER, PROGRAMME (do parceiro, senão a mediana), MARKET (mediana de lugares), "
    "WORLD",
    checks=[pa.Check.isin(["PROVIDER", "PARTNER", "PROGRAMME", "MARKET", "WORLD"])],
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
    checks=[pa.Check.isin(["_Z", "PUBLISHED", "IMPLIED", "STATED"])],
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
    "COMPENSATED goods or services for others, or CLEARING of payments",
    "COMPENSATED bienes o servicios por otros, o CLEARING de pagos",
    "COMPENSATED bens ou serviços por outros, ou CLEARING de pagamentos",
    checks=[pa.Check.isin(["COMPENSATED", "CLEARING"])],
)
leg_id = text("leg_id", "Leg of an exchange", "Lado de un intercambio", "Lado de um intercâmbio")
party_a_id = text("party_a_id", "Party A of the exchange", "Parte A del intercambio", "Parte A do intercâmbio")
party_b_id = text("party_b_id", "Party B of the exchange", "Parte B del intercambio", "Parte B do intercâmbio")
leg_direction = text(
    "leg_direction",
    "Who gives: A_TO_B or B_TO_A",
    "Quién da: A_TO_B o B_TO_A",
    "Quem dá: A_TO_B ou B_TO_A",
    checks=[pa.Check.isin(["A_TO_B", "B_TO_A"])],
)

test_id = text("test_id", "Test of a claim", "Prueba de una afirmación", "Teste de uma afirmação")
test_formula = text(
    "test_formula", "Formula of the central value", "Fórmula del valor central", "Fórmula do valor central"
)
test_formula_low = text(
    "test_formula_low", "Formula of the low value", "Fórmula del valor bajo", "Fórmula do valor baixo"
)
test_formula_high = text(
    "test_formula_high", "Formula of the high value", "Fórmula del valor alto", "Fórmula do valor alto"
)
test_inputs = text(
    "test_inputs",
    "Inputs by name: table and row, or a printed number",
    "Insumos por nombre: tabla y fila, o un número impreso",
    "Insumos por nome: tabela e linha, ou um número impresso",
)
is_parts_test = flag(
    "is_parts_test",
    "The test adds parts to a total",
    "La prueba suma partes hasta un total",
    "O teste soma partes até um total",
)
tolerance = exact(
    "tolerance",
    "Difference still taken as agreement; empty for the rounding of the printed figure",
    "Diferencia que aún se toma como acuerdo; vacía si es el redondeo de la cifra impresa",
    "Diferença ainda tomada como acordo; vazia se é o arredondamento do número impresso",
    unit="claim_unit",
)
assumption_en = text("assumption_en", "Assumption, in English", "Supuesto, en inglés", "Pressuposto, em inglês")
assumption_es = text("assumption_es", "Assumption, in Spanish", "Supuesto, en español", "Pressuposto, em espanhol")
assumption_pt = text(
    "assumption_pt", "Assumption, in Portuguese", "Supuesto, en portugués", "Pressuposto, em português"
)
reason_en = text("reason_en", "Reason, in English", "Razón, en inglés", "Razão, em inglês")
reason_es = text("reason_es", "Reason, in Spanish", "Razón, en español", "Razão, em espanhol")
reason_pt = text("reason_pt", "Reason, in Portuguese", "Razón, en portugués", "Razão, em português")
working = text(
    "working",
    "The working: formula with its numbers",
    "El desarrollo: fórmula con sus números",
    "O desenvolvimento: fórmula com seus números",
)
evidence_keys = text(
    "evidence_keys",
    "Rows behind the number: table:key, separated by semicolons",
    "Filas detrás del número: tabla:clave, separadas por punto y coma",
    "Linhas por trás do número: tabela:chave, separadas por ponto e vírgula",
)
computed_low = number(
    "computed_low",
    "Low value computed again",
    "Valor bajo vuelto a calcular",
    "Valor baixo recalculado",
    unit="claim_unit",
)
computed_high = number(
    "computed_high",
    "High value computed again",
    "Valor alto vuelto a calcular",
    "Valor alto recalculado",
    unit="claim_unit",
)
contradiction_id = text("contradiction_id", "Contradiction", "Contradicción", "Contradição")
contradiction_rule = text(
    "contradiction_rule",
    "Rule that found it",
    "Regla que la encontró",
    "Regra que a encontrou",
    codes="contradiction_rule",
)
left_key = text("left_key", "First row: table:key", "Primera fila: tabla:clave", "Primeira linha: tabela:chave")
right_key = text("right_key", "Second row: table:key", "Segunda fila: tabla:clave", "Segunda linha: tabela:chave")
left_text = text(
    "left_text", "First figure as printed", "Primera cifra como se imprimió", "Primeiro número como impresso"
)
right_text = text(
    "right_text", "Second figure as printed", "Segunda cifra como se imprimió", "Segundo número como impresso"
)
is_strict = flag(
    "is_strict",
    "The two cannot both hold even as at-least or at-most figures",
    "No pueden valer ambas ni como cifras mínimas o máximas",
    "Não podem valer ambas nem como números mínimos ou máximos",
)
direction_from = text(
    "direction_from_id", "Who gives, as claimed", "Quién da, según la afirmación", "Quem dá, segundo a afirmação"
)
direction_to = text(
    "direction_to_id",
    "Who receives, as claimed",
    "Quién recibe, según la afirmación",
    "Quem recebe, segundo a afirmação",
)
claim_topic = text(
    "claim_topic",
    "What the claim is about, where several claims are about one thing",
    "De qué trata la afirmación, si varias tratan de lo mismo",
    "De que trata a afirmação, se várias tratam do mesmo",
)
value_measure = text(
    "value_measure",
    "What the sum is in: usd_nominal, usd_official (no rates stated beside prices) or lcu_nominal",
    "En qué está la suma: usd_nominal, usd_official (sin tipos declarados junto a precios) o lcu_nominal",
    "Em que está a soma: usd_nominal, usd_official (sem taxas declaradas junto a preços) ou lcu_nominal",
    checks=[pa.Check.isin(["usd_nominal", "usd_official", "lcu_nominal"])],
)
priced_low = number(
    "priced_low",
    "Sum at the lowest prices, as if the quantities were exact",
    "Suma a los precios más bajos, como si las cantidades fueran exactas",
    "Soma aos preços mais baixos, como se as quantidades fossem exatas",
    unit="measure",
)
priced_high = number(
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
