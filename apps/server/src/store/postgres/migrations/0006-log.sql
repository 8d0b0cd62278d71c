-- The tamper-evident log. A leaf is written in the transaction of the record it commits to (log_outbox); the sequencer
-- gives it its index. log_head is compared and swapped: that commit is the point of no return.

CREATE TABLE log_identity (
  log smallint PRIMARY KEY CHECK (log > 0),
  origin text COLLATE "C" NOT NULL UNIQUE,
  -- Below the tile store's root; for ever.
  folder text COLLATE "C" NOT NULL UNIQUE,
  inception timestamptz NOT NULL,
  -- Settled at init for the whole log: hours a time is rounded down to, and whether kinds or only their groups are public.
  granularity_hours integer NOT NULL CHECK (granularity_hours > 0),
  kinds text COLLATE "C" NOT NULL CHECK (kinds IN ('full', 'groups')),
  -- Verifier keys, the Ed25519 one first.
  vkeys text[] COLLATE "C" NOT NULL,
  -- Of the PostgreSQL server: another one than recorded means restored or promoted, and a full check first.
  system_id text COLLATE "C" NOT NULL,
  timeline integer NOT NULL,
  demonstration boolean NOT NULL,
  frozen_at timestamptz
);
CREATE UNIQUE INDEX log_identity_live ON log_identity ((true)) WHERE frozen_at IS NULL;

CREATE TABLE log_head (
  log smallint PRIMARY KEY REFERENCES log_identity (log),
  size bigint NOT NULL,
  root bytea NOT NULL,
  -- The signed note of this size.
  checkpoint bytea NOT NULL,
  -- POSIX milliseconds at which it was signed; only ever grows.
  time bigint NOT NULL,
  -- Raised by every sequencer that takes over.
  term bigint NOT NULL,
  published_size bigint NOT NULL CHECK (published_size <= size)
);

-- A key that wraps seeds and stream keys, itself wrapped by the key in RECOURSE_KEYS. Deleting it erases what it wraps.
CREATE TABLE log_sealing_key (
  id uuid PRIMARY KEY,
  wrapped bytea NOT NULL
);

CREATE TABLE log_stream (
  -- SHA-256("recourse/stream/v1\n" ‖ K).
  id bytea PRIMARY KEY,
  -- Of a public stream, whose key anyone can make; null for a case's.
  name text COLLATE "C" UNIQUE,
  -- K of a case's stream, wrapped; null for a public one, and once erased.
  wrapped_key bytea,
  sealing_key uuid,
  -- k of the next label, and the hash of the last leaf (null before the first).
  next_seq bigint NOT NULL DEFAULT 1,
  tip bytea,
  CHECK (name IS NULL OR (wrapped_key IS NULL AND sealing_key IS NULL))
);

-- What a leaf commits to: the slots in canonical form (RFC 8785), as text, for the commitment is over bytes.
CREATE TABLE log_record (
  id uuid PRIMARY KEY,
  stream bytea NOT NULL REFERENCES log_stream (id),
  seq bigint NOT NULL,
  kind smallint NOT NULL,
  schema integer NOT NULL,
  slots text COLLATE "C" NOT NULL,
  UNIQUE (stream, seq)
);

-- Apart from the records, so that one statement erases what opens them.
CREATE TABLE log_seed (
  record uuid PRIMARY KEY,
  wrapped bytea NOT NULL,
  sealing_key uuid NOT NULL
);
CREATE INDEX log_seed_key ON log_seed (sealing_key);

CREATE TABLE log_outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- null: an index root or a shard start, which belong to no stream.
  label bytea UNIQUE,
  entry bytea NOT NULL,
  record uuid,
  queued_at timestamptz NOT NULL
);

CREATE TABLE log_entry (
  log smallint NOT NULL REFERENCES log_identity (log),
  idx bigint NOT NULL,
  label bytea UNIQUE,
  leaf_hash bytea NOT NULL,
  record uuid,
  PRIMARY KEY (log, idx)
);
CREATE INDEX log_entry_record ON log_entry (record) WHERE record IS NOT NULL;
-- Index roots and shard starts are few: their leaves are found without reading those of events.
CREATE INDEX log_entry_unlabelled ON log_entry (log, idx) WHERE label IS NULL;

-- Every file of one batch, until a checkpoint that needs them is published.
CREATE TABLE log_staging (
  log smallint NOT NULL REFERENCES log_identity (log),
  -- Of the log after the batch.
  size bigint NOT NULL,
  paths text[] COLLATE "C" NOT NULL,
  files bytea[] NOT NULL,
  PRIMARY KEY (log, size)
);

CREATE TABLE log_checkpoint (
  log smallint NOT NULL REFERENCES log_identity (log),
  size bigint NOT NULL,
  -- POSIX seconds of the publication; an idle log publishes one size again and again.
  published_at bigint NOT NULL,
  note bytea NOT NULL,
  -- POSIX seconds of the publication that first met the quorum; null below it.
  quorum_at bigint,
  timestamp_token bytea,
  PRIMARY KEY (log, size, published_at)
);

CREATE TABLE log_index_root (
  log smallint NOT NULL REFERENCES log_identity (log),
  -- The leaves it covers.
  size bigint NOT NULL,
  labels bigint NOT NULL,
  root bytea NOT NULL,
  -- Of the leaf that holds it; null until sequenced.
  idx bigint,
  PRIMARY KEY (log, size)
);

-- Only buckets that changed: the newest row at or below a size gives the tree of that size.
CREATE TABLE log_index_bucket (
  log smallint NOT NULL REFERENCES log_identity (log),
  bucket integer NOT NULL,
  size bigint NOT NULL,
  labels integer NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (log, bucket, size)
);

CREATE TABLE log_witness (
  log smallint NOT NULL REFERENCES log_identity (log),
  -- The verifier key's name.
  name text COLLATE "C" NOT NULL,
  size bigint NOT NULL,
  -- cosigned | stands_at | unknown_origin | refused | inconsistent | unreachable
  answer text COLLATE "C" NOT NULL,
  detail text COLLATE "C" NOT NULL DEFAULT '',
  answered_at timestamptz NOT NULL,
  cosigned_at timestamptz,
  -- The first exchange it called inconsistent: what we sent and what it answered.
  evidence bytea,
  PRIMARY KEY (log, name)
);

CREATE TABLE log_gc (
  log smallint PRIMARY KEY REFERENCES log_identity (log),
  -- Partial tiles of the log at this size and below are gone.
  mark bigint NOT NULL
);

-- Records that are gone. An older backup that still holds them is put right by the list beside the keys, not by this.
CREATE TABLE log_erasure (
  record uuid PRIMARY KEY,
  -- The place of a record erased alone, whose stream lives on. Null where the whole case is gone: nothing joins its records then.
  stream bytea,
  seq bigint,
  erased_on date NOT NULL,
  -- false: logged, and still to be deleted; whoever starts next goes on.
  done boolean NOT NULL
);
CREATE INDEX log_erasure_open ON log_erasure (record) WHERE NOT done;

-- What of the register the log holds: the record of the event that states it; null until it does.
CREATE TABLE log_listing (
  key text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  record uuid NOT NULL,
  PRIMARY KEY (key, year)
);
ALTER TABLE inventory ADD logged uuid;
ALTER TABLE entry_change ADD logged uuid;
CREATE INDEX entry_change_unlogged ON entry_change (id) WHERE logged IS NULL;
ALTER TABLE match_review ADD logged uuid;
ALTER TABLE finding_answer ADD logged uuid;
