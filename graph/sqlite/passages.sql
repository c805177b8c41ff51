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
CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN
  INSERT INTO search (rowid, words) VALUES (new.n, new.words);
END;
CREATE TRIGGER passage_dropped AFTER DELETE ON passage BEGIN
  INSERT INTO search (search, rowid, words) VALUES ('delete', old.n, old.words);
END;
CREATE TRIGGER passage_changed AFTER UPDATE OF words ON passage BEGIN
  INSERT INTO search (search, rowid, words) VALUES ('delete', old.n, old.words);
  INSERT INTO search (rowid, words) VALUES (new.n, new.words);
END;
