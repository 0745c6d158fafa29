-- What others were told is wrong with a camera, until they are told that it is over.
CREATE TABLE trouble (
  camera TEXT PRIMARY KEY,
  trouble TEXT NOT NULL
);
