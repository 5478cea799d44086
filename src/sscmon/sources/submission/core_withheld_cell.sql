select fact, provider_id, partner_id, modality, kind, year, withheld_count from staged.submission_withheld
