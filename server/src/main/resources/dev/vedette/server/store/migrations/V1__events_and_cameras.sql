CREATE TABLE camera (
  name TEXT PRIMARY KEY,
  config TEXT NOT NULL
);

CREATE TABLE detector (
  id ${id},
  camera TEXT NOT NULL,
  file TEXT NOT NULL,
  learned_at BIGINT NOT NULL,
  quality ${real},
  note TEXT NOT NULL,
  active INTEGER NOT NULL
);

CREATE TABLE event (
  id ${id},
  camera TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  peak_at BIGINT NOT NULL,
  peak_score ${real} NOT NULL,
  threshold ${real} NOT NULL,
  severity ${real},
  place_left ${real} NOT NULL,
  place_top ${real} NOT NULL,
  place_right ${real} NOT NULL,
  place_bottom ${real} NOT NULL,
  repeats INTEGER NOT NULL,
  bytes BIGINT NOT NULL,
  protected INTEGER NOT NULL,
  feedback TEXT
);

CREATE INDEX event_by_time ON event (started_at);
CREATE INDEX event_by_camera ON event (camera, started_at);

CREATE TABLE account (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  password TEXT NOT NULL
);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  csrf TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE TABLE api_token (
  id ${id},
  token_hash TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  label TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
