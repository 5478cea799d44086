/*
definition: >
  The return of SDG 17.3.1 from the side of the receiving country: official grants (a), concessional (b) and other (c)
  loans by provider, partner and year, with the code of the series, gross, in millions of current dollars. The channel
  says through whom the provider's figures of the year come; a provider and year have one. Computed by the rules, not
  reported: only what comes through OECD or UNCTAD is official.
grain: one provider, partner (_T all), year and series
unit: million USD
columns:
  sub_indicator: Part of the indicator, as the UN numbers it
  class_en: What the part counts, in English
  class_es: What the part counts, in Spanish
  class_pt: What the part counts, in Portuguese
  provider_en: Provider, name in English
  provider_es: Provider, name in Spanish
  provider_pt: Provider, name in Portuguese
  partner_en: Partner, name in English
  partner_es: Partner, name in Spanish
  partner_pt: Partner, name in Portuguese
  partner_m49: Partner, UN M49 code; empty for groups and for all together
  channel_en: Channel of reporting, label in English
  channel_es: Channel of reporting, label in Spanish
  channel_pt: Channel of reporting, label in Portuguese
  million_usd_nominal: Gross receipts at current prices [million USD]
  million_usd_nominal_low: Low bound; empty where a source says "at most" [million USD]
  million_usd_nominal_high: High bound; empty where there is no upper limit [million USD]
*/
with cell as (
    select * from core.sdg_cell
),
party as (
    select party_id, name_en, name_es, name_pt from reference.party
),
label as (
    select codelist, code, label_en, label_es, label_pt from reference.code
),
final as (
    select
        replace(replace(cell.indicator_id, 'sdg_', ''), '_', '.') as sub_indicator,
        cell.series_code,
        class.label_en as class_en,
        class.label_es as class_es,
        class.label_pt as class_pt,
        cell.provider_id,
        provider.name_en as provider_en,
        provider.name_es as provider_es,
        provider.name_pt as provider_pt,
        cell.cell_partner_id as partner_id,
        partner.name_en as partner_en,
        partner.name_es as partner_es,
        partner.name_pt as partner_pt,
        country.m49_code as partner_m49,
        cell.year,
        cell.sdg_channel,
        channel.label_en as channel_en,
        channel.label_es as channel_es,
        channel.label_pt as channel_pt,
        cast(cell.amount_usd_nominal / 1000000 as double) as million_usd_nominal,
        cast(cell.amount_usd_nominal_low / 1000000 as double) as million_usd_nominal_low,
        cast(cell.amount_usd_nominal_high / 1000000 as double) as million_usd_nominal_high,
        cell.n_obs,
        cell.coverage_share,
        cell.obs_status
    from cell
    left join party as provider on provider.party_id = cell.provider_id
    left join party as partner on partner.party_id = cell.cell_partner_id
    left join reference.country as country on country.iso3 = cell.cell_partner_id
    left join label as class on class.codelist = 'sdg_class' and class.code = cell.sdg_class
    left join label as channel on channel.codelist = 'sdg_channel' and channel.code = cell.sdg_channel
)
select * from final order by provider_id, year, partner_id, sub_indicator
