-- Texts are never NULL: what is unknown is empty. Only the links that may be
-- missing (a merge, an attribution, a tie) are NULL, so that foreign keys hold.

CREATE TABLE entity (
  id          TEXT PRIMARY KEY,
  type        TEXT NOT NULL,
  name        TEXT NOT NULL,
  aliases     TEXT NOT NULL,            -- JSON list, sorted
  acronym     TEXT NOT NULL,
  iso3        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  same_as     TEXT NOT NULL,            -- JSON list of addresses, sorted
  links       TEXT NOT NULL,            -- the same, as people gave them
  merged_into TEXT REFERENCES entity(id)
) STRICT;
CREATE INDEX entity_merged ON entity(merged_into) WHERE merged_into IS NOT NULL;

-- The folded forms of names, aliases and acronyms.
CREATE TABLE name (
  key    TEXT NOT NULL,
  entity TEXT NOT NULL REFERENCES entity(id),
  PRIMARY KEY (key, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_entity ON name(entity);

CREATE TABLE release (
  id        TEXT PRIMARY KEY,
  title     TEXT NOT NULL,
  url       TEXT NOT NULL,
  publisher TEXT NOT NULL,
  published TEXT NOT NULL,
  basis     TEXT NOT NULL,
  origins   TEXT NOT NULL,              -- JSON list of files and addresses, sorted
  text      TEXT NOT NULL
) STRICT;

CREATE TABLE mention (
  entity  TEXT NOT NULL REFERENCES entity(id),
  release TEXT NOT NULL REFERENCES release(id),
  count   INTEGER NOT NULL,
  name    TEXT NOT NULL,                -- what the release calls it
  aliases TEXT NOT NULL,                -- JSON list, sorted
  acronym TEXT NOT NULL,
  PRIMARY KEY (entity, release)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_release ON mention(release);

-- What releases say. Entities stand as they were extracted, before any merge.
CREATE TABLE claim (
  id            TEXT PRIMARY KEY,
  type          TEXT NOT NULL,
  subject       TEXT NOT NULL REFERENCES entity(id),
  object        TEXT NOT NULL REFERENCES entity(id),
  modality      TEXT NOT NULL,
  "from"        TEXT NOT NULL,
  "to"          TEXT NOT NULL,
  title         TEXT NOT NULL,
  place         TEXT NOT NULL,
  attributed_to TEXT REFERENCES entity(id),
  release       TEXT NOT NULL REFERENCES release(id),
  quote         TEXT NOT NULL,
  start         INTEGER NOT NULL,       -- byte offsets in the release's text
  "end"         INTEGER NOT NULL,
  confidence    REAL NOT NULL,
  rule          TEXT NOT NULL,
  tie           TEXT                    -- the tie it belongs to under the merges that hold
) STRICT;
CREATE INDEX claim_subject ON claim(subject);
CREATE INDEX claim_object ON claim(object);
CREATE INDEX claim_release ON claim(release);
CREATE INDEX claim_tie ON claim(tie) WHERE tie IS NOT NULL;

-- What the graph believes: a projection of the claims.
CREATE TABLE tie (
  id         TEXT PRIMARY KEY,
  type       TEXT NOT NULL,
  subject    TEXT NOT NULL REFERENCES entity(id),
  object     TEXT NOT NULL REFERENCES entity(id),
  modality   TEXT NOT NULL,
  "from"     TEXT NOT NULL,
  "to"       TEXT NOT NULL,
  title      TEXT NOT NULL,
  place      TEXT NOT NULL,
  releases   INTEGER NOT NULL,
  independent INTEGER NOT NULL,         -- of these, without those that repeat another's text
  confidence REAL NOT NULL,
  claims     TEXT NOT NULL              -- JSON list of ids, sorted
) STRICT;
CREATE INDEX tie_subject ON tie(subject, type);
CREATE INDEX tie_object ON tie(object, type);
CREATE INDEX tie_type ON tie(type);

-- What was decided about claims and names, in JSON. Merges stand at the entities.
CREATE TABLE verdicts (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  json TEXT NOT NULL
) STRICT;

-- A tie with the names of its ends and its first and last day, for reading.
CREATE VIEW fact AS
SELECT t.id AS tie, t.type, t.subject, s.name AS subject_name, s.type AS subject_type,
  t.object, o.name AS object_name, o.type AS object_type, t.modality, t."from", t."to",
  t.title, t.place, t.releases, t.independent, t.confidence, t.claims,
  iif(t."from" <> '', t."from", t."to") AS first_day, iif(t."to" <> '', t."to", iif(t."from" <> '', '9999', '')) AS last_day -- what began and has no end goes on
FROM tie t JOIN entity s ON s.id = t.subject JOIN entity o ON o.id = t.object;
