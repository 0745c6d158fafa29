CREATE TABLE outbox (
  id ${id},
  target TEXT NOT NULL,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL
);
