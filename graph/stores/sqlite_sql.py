"""The SQL of `graph.stores.sqlite`, all of it constants with parameters."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS inroad (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS network (name TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entity (
  network TEXT, kind TEXT, key TEXT, version INTEGER NOT NULL, row TEXT NOT NULL,
  PRIMARY KEY (network, kind, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "end" (
  network TEXT, kind TEXT, "end" TEXT, key TEXT,
  PRIMARY KEY (network, kind, "end", key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS name (
  network TEXT, name TEXT, key TEXT, PRIMARY KEY (network, name, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_by_key ON name (network, key);
CREATE INDEX IF NOT EXISTS matter_by_key ON "end" (network, kind, key)
  WHERE kind NOT IN ('Contact', 'Post', 'Tie', 'Employment');
DROP INDEX IF EXISTS entity_by_version;
CREATE INDEX IF NOT EXISTS fed_by_version ON entity (network, version)
  WHERE kind NOT IN ('Record', 'Retraction', 'Tombstone', 'Identifier', 'Contact', 'Post');
CREATE TABLE IF NOT EXISTS deleted (
  network TEXT, kind TEXT, key TEXT, version INTEGER NOT NULL,
  PRIMARY KEY (network, kind, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS word (
  network TEXT, kind TEXT, word TEXT, key TEXT,
  PRIMARY KEY (network, kind, word, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS epoch (
  network TEXT, since INTEGER, id TEXT NOT NULL, PRIMARY KEY (network, since)) WITHOUT ROWID;
"""
LOAD = """
SELECT row FROM entity WHERE network = ? AND kind = ?
  AND key IN (SELECT value FROM json_each(?))"""
TOUCHING = """
SELECT row FROM entity WHERE network = ?1 AND kind = ?2 AND key IN (
  SELECT key FROM "end" WHERE network = ?1 AND kind = ?2
    AND "end" IN (SELECT value FROM json_each(?3)))"""
OPEN_TIES = """
SELECT row FROM entity WHERE network = ?1 AND kind = ?2 AND json_extract(row, '$.open') AND key IN (
  SELECT key FROM "end" WHERE network = ?1 AND kind = ?2
    AND "end" IN (SELECT value FROM json_each(?3)))"""
COMPANIES_IN = """
SELECT row FROM entity WHERE network = ?1 AND kind = 'Company' AND key IN (
  SELECT key FROM "end" WHERE network = ?1 AND kind = 'Company' AND "end" = ?2
  ORDER BY key LIMIT ?3)
ORDER BY key"""
COMPANIES = "SELECT network, row FROM entity WHERE kind = 'Company'"
NAMING = """
SELECT row FROM entity WHERE network = ?1 AND kind = 'Record' AND key > ?2 AND key IN (
  SELECT key FROM name WHERE network = ?1 AND name IN (SELECT value FROM json_each(?3)))
ORDER BY key"""
NAMING_BOTH = """
SELECT row FROM entity WHERE network = ?1 AND kind = 'Record' AND key > ?2 AND key IN (
  SELECT key FROM name WHERE network = ?1 AND name IN (SELECT value FROM json_each(?3))
  INTERSECT
  SELECT key FROM name WHERE network = ?1 AND name IN (SELECT value FROM json_each(?4)))
ORDER BY key"""
# A name is kept among the words, after a space. No letter or digit is beyond char(1114111).
NAMES_BEGINNING = """
SELECT row FROM word JOIN entity USING (network, kind, key)
WHERE network = ?1 AND kind = ?2 AND word BETWEEN ?3 AND ?3 || char(1114111)
ORDER BY word, key LIMIT ?4"""
WORD_BEGINNING = """
SELECT row FROM (
  SELECT DISTINCT network, kind, key FROM word
  WHERE network = ?1 AND kind = ?2 AND word BETWEEN ?3 AND ?3 || char(1114111) LIMIT ?4)
JOIN entity USING (network, kind, key)"""
WORDS_BEGINNING = """
SELECT row FROM (
  SELECT network, kind, word.key AS key FROM json_each(?3) AS asked JOIN word
    ON network = ?1 AND kind = ?2 AND word BETWEEN asked.value AND asked.value || char(1114111)
  GROUP BY network, kind, word.key
  HAVING count(DISTINCT asked.key) = json_array_length(?3) LIMIT ?4)
JOIN entity USING (network, kind, key)"""
SINCE = """
SELECT kind, row FROM entity WHERE network = ? AND version > ?
  AND kind NOT IN ('Record', 'Retraction', 'Tombstone', 'Identifier', 'Contact', 'Post')"""
GONE_SINCE = "SELECT kind, key FROM deleted WHERE network = ? AND version > ?"
COUNT = "SELECT count(*) FROM entity WHERE network = ? AND kind = ?"
SCAN = """
SELECT key, row FROM entity WHERE network = ? AND kind = ? AND key > ? ORDER BY key LIMIT 1000"""
POSITION = "SELECT position FROM network WHERE name = ?"
ADVANCE = """
INSERT INTO network VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET position = position + 1
RETURNING position"""
PUT = """
INSERT INTO entity VALUES (?, ?, ?, ?, ?)
ON CONFLICT (network, kind, key) DO UPDATE SET version = excluded.version, row = excluded.row"""
PUT_END = 'INSERT OR IGNORE INTO "end" VALUES (?, ?, ?, ?)'
UNNAME = "DELETE FROM name WHERE network = ? AND key = ?"
PUT_NAME = "INSERT OR IGNORE INTO name VALUES (?, ?, ?)"
DELETE = "DELETE FROM entity WHERE network = ? AND kind = ? AND key = ?"
DELETE_END = 'DELETE FROM "end" WHERE network = ? AND kind = ? AND "end" = ? AND key = ?'
DELETE_ENDS = """
DELETE FROM "end" WHERE network = ? AND kind = ? AND key = ?
  AND kind NOT IN ('Contact', 'Post', 'Tie', 'Employment')"""
PUT_WORD = "INSERT OR IGNORE INTO word VALUES (?, ?, ?, ?)"
DELETE_WORD = "DELETE FROM word WHERE network = ? AND kind = ? AND word = ? AND key = ?"
REMEMBER = "INSERT OR REPLACE INTO deleted VALUES (?, ?, ?, ?)"
FORGET = "DELETE FROM deleted WHERE network = ? AND kind = ? AND key = ?"
EPOCHS = "SELECT id, since FROM epoch WHERE network = ? ORDER BY since"
DROP_EPOCHS = "DELETE FROM epoch WHERE network = ?"
PUT_EPOCH = "INSERT INTO epoch (network, since, id) VALUES (?, ?, ?)"
META = "SELECT value FROM inroad WHERE name = ?"
PUT_META = "INSERT OR REPLACE INTO inroad VALUES (?, ?)"
NETWORKS = "SELECT name FROM network ORDER BY name"
