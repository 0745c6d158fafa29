-- The detector that an event is of: NULL where that is not known.
ALTER TABLE event ADD COLUMN detector_id BIGINT;
-- Whether its files were cleared away and it stays all the same.
ALTER TABLE event ADD COLUMN cleared INTEGER NOT NULL DEFAULT 0;
