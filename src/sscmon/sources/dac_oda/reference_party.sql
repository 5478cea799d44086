select provider_id as party_id, 'group' as party_type, name_en, name_es, name_pt from mapping.dac_oda_codes
