-- Between an import and its judgement readers go on seeing the register as it was judged: what an import replaces is
-- kept until then, so that no page shows new cells beside findings about the old ones.

-- The newest import that the projections know of.
ALTER TABLE register_state ADD judged_inventory bigint NOT NULL DEFAULT 0;
UPDATE register_state SET judged_inventory = coalesce((SELECT max(id) FROM inventory), 0);

-- An entry as it was until that import; gone with the next judgement.
CREATE TABLE entry_replaced (
  until_inventory bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  format text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  inventory_id bigint NOT NULL,
  layout_id bigint NOT NULL,
  file text COLLATE "C" NOT NULL,
  row integer NOT NULL,
  agency text COLLATE "C" NOT NULL,
  agency_name text COLLATE "C" NOT NULL,
  bureau text COLLATE "C" NOT NULL,
  declared_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  raw text COLLATE "C" NOT NULL,
  present boolean NOT NULL,
  PRIMARY KEY (key, year, until_inventory)
);

-- Of two files of one format and year, one may be the newer edition whatever order they were imported in.
ALTER TABLE inventory ADD edition integer NOT NULL DEFAULT 1;
