-- Whether it was told that an event began: 0 until then.
ALTER TABLE event ADD COLUMN told INTEGER NOT NULL DEFAULT 1;
