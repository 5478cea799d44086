"""Columns of amounts, quantities, prices, rates and terms."""

from sscmon.columns.base import date, exact, flag, integer, money, number, text
from sscmon.rules import Check, pattern

CURRENCY = pattern(r"[A-Z]{3}")

flow_id = text("flow_id", "Money figure", "Cifra en dinero", "Cifra em dinheiro")
quantity_id = text("quantity_id", "Physical figure", "Cifra física", "Cifra física")
fact_id = text(
    "fact_id",
    "Fact as numbered by its source",
    "Dato según lo numera la fuente",
    "Dado como a fonte o numera",
)
value_op = text(
    "value_op",
    "How exact the figure is said to be: equal, at least, at most, about",
    "Qué tan exacta se dice la cifra: igual, al menos, a lo más, cerca de",
    "Quão exato se diz o número: igual, ao menos, no máximo, cerca de",
    codes="value_op",
)
currency_code = text(
    "currency_code",
    "Currency (ISO 4217)",
    "Moneda (ISO 4217)",
    "Moeda (ISO 4217)",
    codes="currency",
    checks=[CURRENCY],
)
amount_in_unit = exact(
    "amount_in_unit",
    "Amount as printed, in the currency times ten to the power of unit_mult",
    "Monto como se imprimió, en la moneda por diez elevado a unit_mult",
    "Montante como impresso, na moeda vezes dez elevado a unit_mult",
    unit="currency_code x 10^unit_mult",
)
unit_mult = integer(
    "unit_mult",
    "Power of ten of the printed amount (6 million, 7 crore, 9 thousand million)",
    "Potencia de diez del monto impreso (6 millón, 7 crore, 9 mil millones)",
    "Potência de dez do montante impresso (6 milhão, 7 crore, 9 mil milhões)",
    unit="1",
    checks=[Check.in_range(0, 12)],
)
amount_original = money(
    "amount_original",
    "Amount in the currency and price basis the source states",
    "Monto en la moneda y base de precios que declara la fuente",
    "Montante na moeda e base de preços que a fonte declara",
    unit="currency_code",
)
amount_usd_nominal = money(
    "amount_usd_nominal",
    "Amount in US dollars at current prices, converted at the rate of its year",
    "Monto en dólares a precios corrientes, convertido a la tasa de su año",
    "Montante em dólares a preços correntes, convertido à taxa do seu ano",
    unit="USD",
)
amount_lcu_nominal = money(
    "amount_lcu_nominal",
    "Amount in the provider's national currency at current prices",
    "Monto en la moneda nacional del oferente a precios corrientes",
    "Montante na moeda nacional do prestador a preços correntes",
    unit="provider's national currency",
)
amount_usd_constant_2022 = money(
    "amount_usd_constant_2022",
    "Amount in US dollars at prices and exchange rate of 2022 (provider's deflator)",
    "Monto en dólares a precios y tipo de cambio de 2022 (deflactor del oferente)",
    "Montante em dólares a preços e câmbio de 2022 (deflator do prestador)",
    unit="USD of 2022",
)
value_date = date(
    "value_date",
    "Day of the transaction, whose exchange rate applies",
    "Día de la transacción, cuyo tipo de cambio se aplica",
    "Dia da transação, cuja taxa de câmbio se aplica",
)
rate_date = date(
    "rate_date",
    "Day of the exchange rate; none where the average of the year was taken",
    "Día del tipo de cambio; ninguno donde se tomó el promedio del año",
    "Dia da taxa de câmbio; nenhum onde se tomou a média do ano",
)
conversion_gap = text(
    "conversion_gap",
    "Why an amount could not be converted; the first reason that holds",
    "Por qué no se pudo convertir un monto; la primera razón que se cumple",
    "Por que um montante não pôde ser convertido; a primeira razão que vale",
    codes="conversion_gap",
)
is_lcu_converted = flag(
    "is_lcu_converted",
    "The amount in national currency was converted from another currency",
    "El monto en moneda nacional se convirtió de otra moneda",
    "O montante em moeda nacional foi convertido de outra moeda",
)
price_base = text(
    "price_base",
    "Price basis: V current, Qyyyy constant prices of that year, _X not stated",
    "Base de precios: V corrientes, Qaaaa constantes de ese año, _X no indicado",
    "Base de preços: V correntes, Qaaaa constantes desse ano, _X não indicado",
    codes="price_base",
)
is_total = flag(
    "is_total",
    "The figure is the total of its own heading",
    "La cifra es el total de su propio rubro",
    "O número é o total da sua própria rubrica",
)
alt_group = text(
    "alt_group",
    "Group of figures that give different values for the same thing",
    "Grupo de cifras que dan valores distintos para lo mismo",
    "Grupo de números que dão valores diferentes para a mesma coisa",
)
is_derived = flag(
    "is_derived",
    "The compiler divided, subtracted or summed printed figures",
    "Quien compiló dividió, restó o sumó cifras impresas",
    "Quem compilou dividiu, subtraiu ou somou números impressos",
)
is_average = flag(
    "is_average",
    "An equal yearly share of a figure that covers several years: an estimate",
    "Parte anual igual de una cifra de varios años: una estimación",
    "Parte anual igual de um número de vários anos: uma estimativa",
)
is_difference = flag(
    "is_difference",
    "The difference of two cumulative figures of neighbouring years: an estimate",
    "La diferencia de dos cifras acumuladas de años vecinos: una estimación",
    "A diferença de dois números acumulados de anos vizinhos: uma estimativa",
)
year_count = integer(
    "year_count",
    "Years the figure covers",
    "Años que cubre la cifra",
    "Anos que o número cobre",
    unit="years",
)

quantity_value = exact(
    "quantity_value",
    "Physical quantity as printed, in its unit",
    "Cantidad física como se imprimió, en su unidad",
    "Quantidade física como impressa, na sua unidade",
    unit="quantity_unit",
)
quantity_unit = text(
    "quantity_unit",
    "Unit of the quantity",
    "Unidad de la cantidad",
    "Unidade da quantidade",
    codes="quantity_unit",
)
value_type = text(
    "value_type",
    "Flow in the period, cumulative since its start, or stock at the date",
    "Flujo en el periodo, acumulado desde su inicio o existencia a la fecha",
    "Fluxo no período, acumulado desde o início ou estoque na data",
    codes="value_type",
)
beneficiary_residence = text(
    "beneficiary_residence",
    "Where the people served live: partner, provider or third country",
    "Dónde viven las personas atendidas: socio, oferente o tercer país",
    "Onde vivem as pessoas atendidas: parceiro, prestador ou terceiro país",
    checks=[Check.isin(["PARTNER", "PROVIDER", "THIRD"])],
)

valuation_id = text("valuation_id", "Valuation", "Valoración", "Valoração")
valuation_method = text(
    "valuation_method",
    "Method of valuation",
    "Método de valoración",
    "Método de valoração",
    codes="valuation_method",
)
value_low_usd = number("value_low_usd", "Low value", "Valor bajo", "Valor baixo", unit="USD")
value_central_usd = number("value_central_usd", "Central value", "Valor central", "Valor central", unit="USD")
value_high_usd = number("value_high_usd", "High value", "Valor alto", "Valor alto", unit="USD")
unit_price_low = number(
    "unit_price_low",
    "Low unit price",
    "Precio unitario bajo",
    "Preço unitário baixo",
    unit="currency_code per unit",
)
unit_price_central = number(
    "unit_price_central",
    "Central unit price",
    "Precio unitario central",
    "Preço unitário central",
    unit="currency_code per unit",
)
unit_price_high = number(
    "unit_price_high",
    "High unit price",
    "Precio unitario alto",
    "Preço unitário alto",
    unit="currency_code per unit",
)
price_id = text("price_id", "Price", "Precio", "Preço")
price_item = text("price_item", "Item priced", "Rubro con precio", "Item com preço", codes="price_item")
place_id = text(
    "place_id",
    "Country or group of countries the price holds for",
    "País o grupo de países para el que vale el precio",
    "País ou grupo de países para o qual vale o preço",
)
price_per = text("price_per", "What one price pays for", "Qué paga un precio", "O que um preço paga")
price_basis_text = text("price_basis_text", "What the price includes", "Qué incluye el precio", "O que o preço inclui")
price_value = exact(
    "price_value",
    "Unit price as printed",
    "Precio unitario como se imprimió",
    "Preço unitário como impresso",
    unit="currency_code per price_per",
)

terms_id = text("terms_id", "Loan terms", "Condiciones de préstamo", "Condições de empréstimo")
terms_condition = text("terms_condition", "Case the terms apply to", "Caso al que se aplican", "Caso a que se aplicam")
terms_instrument = text(
    "terms_instrument",
    "What the terms are of: a loan or the share of a bill that is financed",
    "De qué son las condiciones: un préstamo o la parte financiada de una factura",
    "De que são as condições: um empréstimo ou a parte financiada de uma fatura",
    checks=[Check.isin(["FIN_LOAN", "FINANCED_SHARE"])],
)
maturity_years = number("maturity_years", "Maturity", "Plazo", "Prazo", unit="years", checks=[Check.in_range(0, 100)])
grace_years = number(
    "grace_years",
    "Grace period as stated",
    "Periodo de gracia declarado",
    "Período de carência declarado",
    unit="years",
    checks=[Check.in_range(0, 50)],
)
interest_rate_text = text(
    "interest_rate_text",
    "Interest rate as printed, one rate or a range",
    "Tasa de interés como se imprimió, una o un rango",
    "Taxa de juros como impressa, uma ou uma faixa",
    checks=[pattern(r"\d+(\.\d+)?(-\d+(\.\d+)?)?")],
)
interest_rate_low_pct = number(
    "interest_rate_low_pct",
    "Lowest interest rate a year",
    "Tasa de interés anual mínima",
    "Menor taxa de juros anual",
    unit="percent",
    checks=[Check.in_range(0, 100)],
)
interest_rate_high_pct = number(
    "interest_rate_high_pct",
    "Highest interest rate a year",
    "Tasa de interés anual máxima",
    "Maior taxa de juros anual",
    unit="percent",
    checks=[Check.in_range(0, 100)],
)
financed_share_pct = number(
    "financed_share_pct",
    "Share of the bill that is financed",
    "Parte de la factura que se financia",
    "Parte da fatura que é financiada",
    unit="percent",
    checks=[Check.in_range(0, 100)],
)

series = text("series", "Macroeconomic series", "Serie macroeconómica", "Série macroeconômica")
series_unit = text("series_unit", "Unit of the series", "Unidad de la serie", "Unidade da série")
series_value = number(
    "series_value",
    "Value of the series in its unit",
    "Valor de la serie en su unidad",
    "Valor da série na sua unidade",
    unit="series_unit",
)
lcu_per_usd = number(
    "lcu_per_usd",
    "Exchange rate of the row's day, or average of its year",
    "Tipo de cambio del día de la fila, o promedio de su año",
    "Taxa de câmbio do dia da linha, ou média do seu ano",
    unit="currency_code per USD",
    checks=[Check.gt(0)],
)
measure_code = text("measure_code", "Measure", "Medida", "Medida")
measure_value = exact(
    "measure_value",
    "Value as published",
    "Valor como se publicó",
    "Valor como publicado",
    unit="measure_code",
)
initiative_count = exact(
    "initiative_count",
    "Count or share as published",
    "Conteo o porcentaje publicado",
    "Contagem ou parcela publicada",
    unit="count_unit",
)
count_unit = text(
    "count_unit",
    "Unit of the count: count or percent",
    "Unidad: conteo o porcentaje",
    "Unidade: contagem ou porcentagem",
    checks=[Check.isin(["count", "percent"])],
)
donor_code = text("donor_code", "Reporter (DAC code)", "Declarante (código CAD)", "Declarante (código CAD)")
donor_ref = text(
    "donor_ref",
    "Reporter (ISO or DAC reference)",
    "Declarante (ISO o referencia CAD)",
    "Declarante (ISO ou referência CAD)",
)
donor_name = text(
    "donor_name", "Reporter, name as published", "Declarante, nombre publicado", "Declarante, nome publicado"
)
stake_id = text(
    "stake_id", "Stake in an instrument", "Participación en un instrumento", "Participação em um instrumento"
)
award_id = text("award_id", "Award of a fund", "Asignación de un fondo", "Concessão de um fundo")
fund_purpose = text(
    "fund_purpose",
    "Purpose of the award (a to e)",
    "Propósito de la asignación (a a e)",
    "Finalidade da concessão (a a e)",
    codes="fund_purpose",
)
capital_stage = text(
    "capital_stage",
    "Stage of the capital: authorised, subscribed, reserved, paid in",
    "Etapa del capital: autorizado, suscrito, reservado, pagado",
    "Etapa do capital: autorizado, subscrito, reservado, integralizado",
    codes="flow_stage",
)
measure = text(
    "measure",
    "What the sum is in: usd_nominal, usd_constant_2022 or lcu_nominal",
    "En qué está la suma: usd_nominal, usd_constant_2022 o lcu_nominal",
    "Em que está a soma: usd_nominal, usd_constant_2022 ou lcu_nominal",
    checks=[Check.isin(["usd_nominal", "usd_constant_2022", "lcu_nominal"])],
)
cell_amount = money("amount", "Sum in its measure", "Suma en su medida", "Soma na sua medida", unit="measure")
cell_amount_low = money(
    "amount_low", "Low bound of the sum", "Cota baja de la suma", "Limite baixo da soma", unit="measure"
)
cell_amount_high = money(
    "amount_high", "High bound of the sum", "Cota alta de la suma", "Limite alto da soma", unit="measure"
)
