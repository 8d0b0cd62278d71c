-- What the doors keep: replies to writes for a day, and counts of requests for a minute.

-- Neither the client's key nor the request is kept, only their digests; the hour, not the moment.
CREATE TABLE idempotency (
  key_digest bytea PRIMARY KEY,
  request_digest bytea NOT NULL,
  route text COLLATE "C" NOT NULL,
  status integer NOT NULL,
  -- JSON object of the reply's own headers.
  headers text COLLATE "C" NOT NULL,
  reply text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX idempotency_at ON idempotency (at);

-- Unlogged: neither key nor count enters the write-ahead log, nor a standby, nor survives a crash.
CREATE UNLOGGED TABLE rate_key (
  day integer PRIMARY KEY,
  key bytea NOT NULL
);
-- bucket: 20 bits of a keyed hash, so that each IPv4 bucket stands for about 4,000 addresses.
-- spent_until: milliseconds since 1970 up to which the bucket's requests are spent.
CREATE UNLOGGED TABLE rate_limit (
  bucket integer PRIMARY KEY,
  spent_until bigint NOT NULL
) WITH (fillfactor = 50);
