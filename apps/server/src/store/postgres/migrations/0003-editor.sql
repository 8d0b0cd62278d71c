-- What the operator's editor records, and who is signed in.

-- An answer to a finding, of the agency, the vendor or this register: replayed at every judgement, as match_review is.
-- The newest of a finding decides its state; none is deleted.
CREATE TABLE finding_answer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  finding_id text COLLATE "C" NOT NULL REFERENCES finding (id),
  said_by text COLLATE "C" NOT NULL CHECK (said_by IN ('agency', 'vendor', 'register')),
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'disputed', 'withdrawn')),
  said_on date NOT NULL,
  words text COLLATE "C" NOT NULL,
  -- https:// address of the answer, or ''.
  source text COLLATE "C" NOT NULL,
  -- Office or staff reference, never a name.
  editor text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX finding_answer_finding ON finding_answer (finding_id, id);

-- Unlogged: a session is in no backup and ends with a crash. Only the digest of its id is kept.
CREATE UNLOGGED TABLE editor_session (
  digest bytea PRIMARY KEY,
  office text COLLATE "C" NOT NULL,
  expires_at timestamptz NOT NULL
);
