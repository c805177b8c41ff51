-- Schema 3, over schema 2.

-- How often releases were written or retracted.
CREATE TABLE revision (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO revision (id, number) VALUES (1, 1);

-- What search looks through: the sentences of claims, each once, and the titles of
-- releases. The key is an INTEGER PRIMARY KEY, as VACUUM numbers other rows anew.
CREATE TABLE passage (
  n       INTEGER PRIMARY KEY,
  release TEXT NOT NULL REFERENCES release(id),
  start   INTEGER NOT NULL,             -- byte offsets as in claim; -1 is the title
  "end"   INTEGER NOT NULL,
  words   TEXT NOT NULL,                -- folded
  UNIQUE (release, start, "end")
) STRICT;
CREATE VIRTUAL TABLE search USING fts5(words, content='passage', content_rowid='n', tokenize='unicode61 remove_diacritics 0');
CREATE TRIGGER passage_dropped AFTER DELETE ON passage BEGIN
  INSERT INTO search (search, rowid, words) VALUES ('delete', old.n, old.words);
END;
CREATE TRIGGER passage_changed AFTER UPDATE OF words ON passage BEGIN
  INSERT INTO search (search, rowid, words) VALUES ('delete', old.n, old.words);
  INSERT INTO search (rowid, words) VALUES (new.n, new.words);
END;

-- What questions run on. The first day of a tie orders them; where none of its days is
-- told it is empty, and what began and has no end goes on.
ALTER TABLE tie ADD COLUMN first_day TEXT GENERATED ALWAYS AS (iif("from" <> '', "from", "to")) VIRTUAL;
ALTER TABLE tie ADD COLUMN last_day TEXT GENERATED ALWAYS AS (iif("to" <> '', "to", iif("from" <> '', '9999', ''))) VIRTUAL;
DROP VIEW fact;
CREATE VIEW fact AS
SELECT t.id AS tie, t.type, t.subject, s.name AS subject_name, s.type AS subject_type,
  t.object, o.name AS object_name, o.type AS object_type, t.modality, t."from", t."to",
  t.title, t.place, t.releases, t.independent, t.confidence, t.claims, t.first_day, t.last_day
FROM tie t JOIN entity s ON s.id = t.subject JOIN entity o ON o.id = t.object;

-- The ties of one entity, and those between two.
DROP INDEX tie_subject;
DROP INDEX tie_object;
CREATE INDEX tie_subject ON tie(subject, type, modality, object, first_day);
CREATE INDEX tie_object ON tie(object, type, modality, subject, first_day);
-- The latest or earliest ties, of an entity that has very many, or of all.
DROP INDEX tie_type;
CREATE INDEX tie_day ON tie(first_day, modality, type, subject, object);
-- The offices at a body, and who held them last.
CREATE INDEX tie_office ON tie(object, title, modality, first_day, independent, subject) WHERE type = 'HOLDS_POSITION';

DROP INDEX claim_tie;
CREATE INDEX claim_tie ON claim(tie, confidence DESC, id) WHERE tie IS NOT NULL;
DROP INDEX claim_subject;
CREATE INDEX claim_subject ON claim(subject, object);
CREATE INDEX release_published ON release(published);

-- The words of names, for finding those that hold some and those that are like one.
CREATE TABLE word (
  word   TEXT NOT NULL,                 -- of a name's key
  entity TEXT NOT NULL REFERENCES entity(id),
  PRIMARY KEY (word, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX word_entity ON word(entity);

-- How often an entity is mentioned, and in how many releases. What is new is counted
-- batch by batch, and not here, for speed.
CREATE TABLE prominence (
  entity   TEXT PRIMARY KEY,
  mentions INTEGER NOT NULL,
  releases INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO prominence SELECT entity, sum(count), count(*) FROM mention GROUP BY entity;
CREATE TRIGGER mention_changed AFTER UPDATE OF count ON mention WHEN new.count <> old.count BEGIN
  UPDATE prominence SET mentions = mentions + new.count - old.count WHERE entity = new.entity;
END;
CREATE TRIGGER mention_dropped AFTER DELETE ON mention BEGIN
  UPDATE prominence SET mentions = mentions - old.count, releases = releases - 1 WHERE entity = old.entity;
  DELETE FROM prominence WHERE entity = old.entity AND releases = 0;
END;
