-- The public register. Facts (inventory, entry, award, ...) are what files said; use_case and finding are
-- projections computed from the facts in one transaction, and name the facts version they were computed from.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE register_state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  facts_version bigint NOT NULL DEFAULT 0,
  judged_version bigint NOT NULL DEFAULT 0,
  judged_as_of text COLLATE "C" NOT NULL DEFAULT '',
  judged_rules text COLLATE "C" NOT NULL DEFAULT '',
  shown_version bigint NOT NULL DEFAULT 0,
  -- JSON of the figures of that judgement; '' before the first.
  figures text COLLATE "C" NOT NULL DEFAULT ''
);
INSERT INTO register_state DEFAULT VALUES;

CREATE TABLE inventory (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  format text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  file text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  size_bytes bigint NOT NULL,
  encoding text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  imported_at timestamptz NOT NULL,
  records integer NOT NULL,
  quarantined integer NOT NULL,
  added integer NOT NULL,
  updated integer NOT NULL,
  unchanged integer NOT NULL,
  absent integer NOT NULL,
  supersedes bigint REFERENCES inventory (id)
);
CREATE INDEX inventory_digest ON inventory (sha256);
CREATE INDEX inventory_format ON inventory (format, year, id);

-- One row a file: the header as printed, shared by its entries.
CREATE TABLE layout (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  format text COLLATE "C" NOT NULL,
  columns text COLLATE "C" NOT NULL
);

-- A key names a use case's declaration; with ids that last, the same key returns the next year.
CREATE TABLE entry (
  key text COLLATE "C" NOT NULL,
  format text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  inventory_id bigint NOT NULL REFERENCES inventory (id),
  layout_id bigint NOT NULL REFERENCES layout (id),
  file text COLLATE "C" NOT NULL,
  row integer NOT NULL,
  agency text COLLATE "C" NOT NULL,
  agency_name text COLLATE "C" NOT NULL,
  bureau text COLLATE "C" NOT NULL,
  declared_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  -- JSON array of the raw cells by column position, masked; null where not asked or dropped.
  raw text COLLATE "C" NOT NULL,
  -- false: the newest inventory that covers this agency lacks the entry; kept, never deleted.
  present boolean NOT NULL DEFAULT true,
  PRIMARY KEY (key, year)
);
CREATE INDEX entry_format ON entry (format, year, agency);

CREATE TABLE entry_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  inventory_id bigint NOT NULL REFERENCES inventory (id),
  entry_key text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  at timestamptz NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('updated', 'absent', 'returned')),
  -- JSON array of {column, before, after}.
  cells text COLLATE "C" NOT NULL
);
CREATE INDEX entry_change_key ON entry_change (entry_key);
CREATE INDEX entry_change_inventory ON entry_change (inventory_id);

CREATE TABLE import_note (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  inventory_id bigint NOT NULL REFERENCES inventory (id),
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('rejection', 'warning')),
  row integer,
  "column" text COLLATE "C",
  code text COLLATE "C" NOT NULL,
  message text COLLATE "C" NOT NULL,
  -- rejected records only: the record as read, masked.
  raw text COLLATE "C"
);
CREATE INDEX import_note_inventory ON import_note (inventory_id, kind, id);

CREATE TABLE column_status (
  inventory_id bigint NOT NULL REFERENCES inventory (id),
  agency text COLLATE "C" NOT NULL,
  column_name text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL,
  file text COLLATE "C" NOT NULL,
  row integer,
  PRIMARY KEY (agency, column_name)
);

CREATE TABLE agency_source (
  inventory_id bigint NOT NULL REFERENCES inventory (id),
  agency text COLLATE "C" PRIMARY KEY,
  agency_name text COLLATE "C" NOT NULL,
  address text COLLATE "C" NOT NULL,
  method text COLLATE "C" NOT NULL,
  retrieved text COLLATE "C" NOT NULL,
  rows integer,
  file text COLLATE "C" NOT NULL,
  row integer
);

CREATE TABLE award (
  award_id text COLLATE "C" PRIMARY KEY,
  inventory_id bigint NOT NULL REFERENCES inventory (id),
  vendor text COLLATE "C" NOT NULL,
  office text COLLATE "C" NOT NULL,
  agency text COLLATE "C" NOT NULL,
  obligated_usd numeric(18, 2) NOT NULL,
  description text COLLATE "C" NOT NULL,
  modifications text COLLATE "C" NOT NULL,
  naics text COLLATE "C" NOT NULL,
  psc text COLLATE "C" NOT NULL,
  start_date text COLLATE "C" NOT NULL,
  permalink text COLLATE "C" NOT NULL,
  file text COLLATE "C" NOT NULL,
  row integer NOT NULL
);

-- A person's verdict on an undecided pair, replayed at every judgement.
CREATE TABLE match_review (
  from_key text COLLATE "C" NOT NULL,
  to_key text COLLATE "C" NOT NULL,
  verdict text COLLATE "C" NOT NULL CHECK (verdict IN ('same', 'split', 'merged', 'different')),
  -- Office or staff reference, never a name.
  reviewer text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (from_key, to_key)
);

-- Projection: one use case with its entries over the years.
CREATE TABLE use_case (
  key text COLLATE "C" PRIMARY KEY,
  entry_keys text[] COLLATE "C" NOT NULL,
  format text COLLATE "C" NOT NULL,
  jurisdiction text COLLATE "C" NOT NULL,
  agency text COLLATE "C" NOT NULL,
  agency_name text COLLATE "C" NOT NULL,
  bureau text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  declared_id text COLLATE "C" NOT NULL,
  first_year integer NOT NULL,
  last_year integer NOT NULL,
  years integer[] NOT NULL,
  stage text COLLATE "C" NOT NULL,
  impact text COLLATE "C" NOT NULL,
  vendor text COLLATE "C" NOT NULL,
  topic text COLLATE "C" NOT NULL,
  -- JSON: [{year, key, format, stage, impact, present}]
  marks text COLLATE "C" NOT NULL,
  -- JSON: [{from, to, score, why}]
  links text COLLATE "C" NOT NULL,
  rules text[] COLLATE "C" NOT NULL,
  -- Contract numbers its entries cite.
  piids text[] COLLATE "C" NOT NULL,
  n_critical integer NOT NULL,
  n_high integer NOT NULL,
  n_medium integer NOT NULL,
  n_low integer NOT NULL,
  n_info integer NOT NULL,
  weight integer NOT NULL
);
CREATE INDEX use_case_entries ON use_case USING gin (entry_keys);
CREATE INDEX use_case_agency ON use_case (agency, bureau);
CREATE INDEX use_case_order ON use_case (weight DESC, key);

-- Projection: what full text search reads.
CREATE TABLE use_case_text (
  key text COLLATE "C" PRIMARY KEY,
  -- Name, system, vendor, agency: the words that typing errors are corrected to.
  handle text COLLATE "C" NOT NULL,
  search tsvector NOT NULL
);
CREATE INDEX use_case_text_search ON use_case_text USING gin (search);

-- Projection: the words of all handles, for typing errors.
CREATE TABLE search_word (
  word text COLLATE "C" PRIMARY KEY,
  use_cases integer NOT NULL
);
CREATE INDEX search_word_near ON search_word USING gin (word gin_trgm_ops);

-- Projection with memory: a finding that no longer fires keeps its row, with ended_at.
CREATE TABLE finding (
  id text COLLATE "C" PRIMARY KEY,
  rule text COLLATE "C" NOT NULL,
  rule_version integer NOT NULL,
  rule_order integer NOT NULL,
  severity text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  use_case_key text COLLATE "C",
  entry_key text COLLATE "C",
  -- JSON of the entry's {key,id,name,agency,bureau,year}, or null.
  use_case text COLLATE "C",
  agency text COLLATE "C" NOT NULL,
  bureau text COLLATE "C" NOT NULL,
  year integer,
  row integer,
  evidence text COLLATE "C" NOT NULL,
  citation text COLLATE "C" NOT NULL,
  message text COLLATE "C" NOT NULL,
  basis text COLLATE "C",
  digest text COLLATE "C" NOT NULL,
  opened_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX finding_rule ON finding (rule_order, agency, year, row, id) WHERE ended_at IS NULL;
CREATE INDEX finding_use_case ON finding (use_case_key);
CREATE INDEX finding_agency ON finding (agency, rule) WHERE ended_at IS NULL;
CREATE INDEX finding_changed ON finding (changed_at);

-- "Report an error in this entry": no name, no address, never printed; text erased when settled.
CREATE TABLE error_report (
  id uuid PRIMARY KEY,
  entry_key text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  column_name text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('wrong', 'names-person', 'endangers', 'other')),
  text text COLLATE "C",
  received_on date NOT NULL,
  -- A report that a text names or endangers a person hides that text, never the finding, until then.
  hidden_until timestamptz,
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'kept', 'corrected', 'text-hidden')),
  settled_on date
);
CREATE INDEX error_report_entry ON error_report (entry_key, year, state);
