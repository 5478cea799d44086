/*
title:
  en: Value of contributions in kind
  es: Valor de las contribuciones en especie
  pt: Valor das contribuições em espécie
definition:
  en: What people, goods and services given in a year are worth in current dollars, by each admissible method and, as _T, by all methods together. Item is the detail of the kind.
  es: Cuánto valen en dólares corrientes las personas, bienes y servicios dados en un año, por cada método admisible y, como _T, por todos los métodos juntos. El item es el detalle del tipo.
  pt: Quanto valem em dólares correntes as pessoas, bens e serviços dados em um ano, por cada método admissível e, como _T, por todos os métodos juntos. O item é o detalhe do tipo.
formula: sum of quantity x unit price of the method; _T from the lowest low to the highest high of the methods, central by the provider's cost where there is one
unit: USD
grain: inclusion set x provider x partner x kind x year x method x item (detail of the kind)
missing:
  en: A quantity without an admissible price is left out, lowers the coverage and stays in physical_quantity in its own unit; core.valuation gives the reason. Group C is never turned into dollars.
  es: Una cantidad sin precio admisible queda fuera, baja la cobertura y sigue en physical_quantity en su propia unidad; core.valuation da la razón. El grupo C nunca se convierte en dólares.
  pt: Uma quantidade sem preço admissível fica fora, baixa a cobertura e permanece em physical_quantity na sua própria unidade; core.valuation dá a razão. O grupo C nunca se converte em dólares.
caveat:
  en: The bounds are choices of method and price, not sampling error. Staff and students counted at a date are assumed to be in place all year. Oil at market value is a delivery, not a gift; its gift is deferred_payment_concession.
  es: Las cotas son elecciones de método y precio, no error de muestreo. Se supone que el personal y los estudiantes contados en una fecha estuvieron todo el año. El petróleo a valor de mercado es una entrega, no una donación; su donación es deferred_payment_concession.
  pt: Os limites são escolhas de método e preço, não erro de amostragem. Supõe-se que o pessoal e os estudantes contados em uma data estiveram o ano todo. O petróleo a valor de mercado é uma entrega, não uma doação; sua doação é deferred_payment_concession.
method_source: sscmon, docs/valuation.md; methods are the code list valuation_method
version: 1
trace:
  - table: core.valuation_selection
    match: {inclusion_set: inclusion_set, provider_id: provider_id, year: year, partner_id: cell_partner_id, kind: cell_kind, item: kind_detail}
    where: is_selected
    id: quantity_id
    rows: core.quantity
    then:
      - table: core.valuation
        match: {quantity_id: quantity_id, year: year}
        where: is_in_range and $valuation_method in ('_T', valuation_method)
        then:
          - table: reference.price_reference
            where: list_contains(string_split($price_ids, ';'), price_id)
*/
select
    inclusion_set,
    provider_id,
    cell_partner_id as partner_id,
    cell_kind as kind,
    valuation_method,
    'nominal' as price_basis,
    year,
    kind_detail as item,
    amount as value,
    amount_low as value_low,
    amount_high as value_high,
    n_obs,
    coverage_share,
    if(amount is null, 'O', obs_status) as obs_status
from core.in_kind_cell
where value_measure = 'usd_nominal'
