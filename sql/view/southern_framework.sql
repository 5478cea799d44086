/*
definition: >
  The table of the southern framework: what each provider gave by group, modality and year. Groups A (financial) and B
  (non-financial, in money) in current dollars, _X where the group is not known; group C in its own units, by kind.
grain: one provider, partner (_T all), year, group, modality (_T all), kind, detail, type of value and unit
unit: USD; the unit of the kind
columns:
  provider_en: Provider, name in English
  provider_es: Provider, name in Spanish
  provider_pt: Provider, name in Portuguese
  partner_en: Partner, name in English
  partner_es: Partner, name in Spanish
  partner_pt: Partner, name in Portuguese
  group_en: Group, label in English
  group_es: Group, label in Spanish
  group_pt: Group, label in Portuguese
  modality_en: Modality, label in English
  modality_es: Modality, label in Spanish
  modality_pt: Modality, label in Portuguese
  kind_en: Kind of contribution, label in English
  kind_es: Kind of contribution, label in Spanish
  kind_pt: Kind of contribution, label in Portuguese
*/
with cell as (
    select * from core.framework_cell
),
party as (
    select party_id, name_en, name_es, name_pt from reference.party
),
label as (
    select codelist, code, label_en, label_es, label_pt from reference.code
),
final as (
    select
        cell.provider_id,
        provider.name_en as provider_en,
        provider.name_es as provider_es,
        provider.name_pt as provider_pt,
        cell.year,
        cell.cell_partner_id as partner_id,
        partner.name_en as partner_en,
        partner.name_es as partner_es,
        partner.name_pt as partner_pt,
        cell.ssc_group,
        ssc_group.label_en as group_en,
        ssc_group.label_es as group_es,
        ssc_group.label_pt as group_pt,
        cell.modality,
        modality.label_en as modality_en,
        modality.label_es as modality_es,
        modality.label_pt as modality_pt,
        cell.kind,
        kind.label_en as kind_en,
        kind.label_es as kind_es,
        kind.label_pt as kind_pt,
        cell.kind_detail,
        cell.value_type,
        cell.unit,
        cell.value,
        cell.n_obs,
        cell.obs_status
    from cell
    left join party as provider on provider.party_id = cell.provider_id
    left join party as partner on partner.party_id = cell.cell_partner_id
    left join label as ssc_group on ssc_group.codelist = 'ssc_group' and ssc_group.code = cell.ssc_group
    left join label as modality on modality.codelist = 'modality' and modality.code = cell.modality
    left join label as kind on kind.codelist = 'kind' and kind.code = cell.kind
)
select * from final order by provider_id, year, partner_id, ssc_group, modality, kind, kind_detail, value_type, unit
