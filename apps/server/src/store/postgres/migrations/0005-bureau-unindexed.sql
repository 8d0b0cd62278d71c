-- A bureau is free text of any length, and an index takes no row beyond some 2,700 bytes: one long cell would have
-- stopped every judgement.
DROP INDEX use_case_agency;
CREATE INDEX use_case_agency ON use_case (agency);
