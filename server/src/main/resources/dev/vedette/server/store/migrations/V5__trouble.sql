-- What others were told is wrong with a camera, until they are told that it is over.
CREATE TABLE trouble (
  camera TEXT PRIMARY KEY,
  trouble TEXT NOT NULL
);

-- What a message is about: those about the same thing arrive in their order. NULL where that does not matter.
ALTER TABLE outbox ADD COLUMN about TEXT;
CREATE INDEX outbox_by_about ON outbox (target, about, id);
