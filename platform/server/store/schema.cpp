#include "platform/server/store/schema.h"

#include <array>

namespace jiujin::server {

namespace {

// packets.packet is empty once the packet was set aside: then set_aside holds it.
constexpr const char* toVersion1 = R"sql(
CREATE TABLE packets(
  seq INTEGER PRIMARY KEY,
  packet_id TEXT NOT NULL UNIQUE,
  terminal_id TEXT NOT NULL,
  case_number TEXT NOT NULL,
  counter INTEGER NOT NULL,
  header_digest TEXT NOT NULL,
  received TEXT NOT NULL,
  verdict TEXT,
  code TEXT NOT NULL DEFAULT '',
  packet BLOB NOT NULL);
CREATE INDEX packets_pending ON packets(seq) WHERE verdict IS NULL;
CREATE TABLE cases(
  case_number TEXT PRIMARY KEY,
  packet_id TEXT NOT NULL UNIQUE REFERENCES packets(packet_id),
  head TEXT NOT NULL,
  length INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE events(
  seq INTEGER PRIMARY KEY,
  case_number TEXT NOT NULL REFERENCES cases(case_number),
  position INTEGER NOT NULL,
  json TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE(case_number, position));
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TABLE words(
  seq INTEGER PRIMARY KEY,
  terminal_id TEXT NOT NULL,
  packet_id TEXT NOT NULL UNIQUE REFERENCES packets(packet_id));
CREATE INDEX words_of_terminal ON words(terminal_id, seq);
CREATE TABLE set_aside(
  seq INTEGER PRIMARY KEY,
  packet_id TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  header_digest TEXT NOT NULL,
  received TEXT NOT NULL,
  code TEXT NOT NULL,
  place TEXT NOT NULL,
  packet BLOB NOT NULL,
  UNIQUE(packet_id, header_digest));
)sql";

// The mailbox between the zones. What was taken but not decided becomes a letter: the inner zone
// decides it when it fetches. Words were signed when they were asked for and are now kept signed:
// those of decided packets come again with the packet, as of one that is here already. Numbers go
// on beyond the words', so that a terminal which remembers how far it has read misses nothing.
constexpr const char* toVersion2 = R"sql(
CREATE TABLE mail(
  letter INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  received TEXT NOT NULL,
  set_aside INTEGER NOT NULL DEFAULT 0,
  content BLOB NOT NULL,
  UNIQUE(kind, name));
CREATE INDEX mail_waiting ON mail(letter) WHERE set_aside=0;
CREATE TABLE replies(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  terminal_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL);
CREATE INDEX replies_of_terminal ON replies(terminal_id, kind, seq);
INSERT INTO mail(kind, name, terminal_id, received, content)
  SELECT 'packet', packet_id||':'||header_digest, terminal_id, received, packet FROM packets
  WHERE verdict IS NULL ORDER BY seq;
DELETE FROM packets WHERE verdict IS NULL;
DROP INDEX packets_pending;
INSERT INTO sqlite_sequence(name, seq) SELECT 'replies', coalesce(max(seq), 0) FROM words;
DROP TABLE words;
)sql";

// Materials. A letter with `missing` ones is not given out yet, unless one of its name was answered
// before. The inner zone keeps those of cases in the same tables.
constexpr const char* toVersion3 = R"sql(
ALTER TABLE mail ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
DROP INDEX mail_waiting;
CREATE INDEX mail_waiting ON mail(letter) WHERE set_aside=0 AND missing=0;
CREATE TABLE blobs(
  owner TEXT NOT NULL,
  digest TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  held INTEGER NOT NULL,
  PRIMARY KEY(owner, digest)) WITHOUT ROWID;
CREATE TABLE blob_parts(
  owner TEXT NOT NULL,
  digest TEXT NOT NULL,
  position INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY(owner, digest, position));
CREATE TABLE letter_blobs(
  letter INTEGER NOT NULL,
  owner TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY(letter, digest)) WITHOUT ROWID;
CREATE INDEX letters_of_blob ON letter_blobs(owner, digest);
CREATE TABLE answered(name TEXT PRIMARY KEY) WITHOUT ROWID;
)sql";

// Receipts stand apart from the packets, whose pages hold large contents. Of the packets of earlier
// versions none is known: their headers did not tell.
constexpr const char* toVersion4 = R"sql(
CREATE INDEX packets_of_terminal ON packets(terminal_id, counter);
CREATE TABLE receipts(
  packet_id TEXT PRIMARY KEY REFERENCES packets(packet_id),
  terminal_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  receipt TEXT NOT NULL,
  previous TEXT NOT NULL,
  taken INTEGER NOT NULL,
  grade TEXT NOT NULL,
  standing TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX receipts_in_chain ON receipts(terminal_id, previous);
CREATE TABLE terminals(
  terminal_id TEXT PRIMARY KEY,
  head_counter INTEGER NOT NULL,
  head_receipt TEXT NOT NULL,
  head_taken INTEGER NOT NULL,
  suspended TEXT NOT NULL,
  clash INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE days(day TEXT PRIMARY KEY, up_to INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE day_counts(
  day TEXT NOT NULL REFERENCES days(day),
  terminal_id TEXT NOT NULL,
  token TEXT NOT NULL,
  PRIMARY KEY(day, terminal_id)) WITHOUT ROWID;
CREATE TABLE differences(
  seq INTEGER PRIMARY KEY,
  found TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  from_counter INTEGER NOT NULL,
  up_to INTEGER NOT NULL,
  case_number TEXT NOT NULL,
  here INTEGER NOT NULL,
  there INTEGER NOT NULL,
  UNIQUE(terminal_id, from_counter, up_to, here, there));
)sql";

// A packet's id is its terminal's own: another terminal may call one the same. What referred to the
// id alone is made anew, children dropped before those that they refer to.
constexpr const char* toVersion5 = R"sql(
CREATE TABLE own_packets(
  seq INTEGER PRIMARY KEY,
  packet_id TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  case_number TEXT NOT NULL,
  counter INTEGER NOT NULL,
  header_digest TEXT NOT NULL,
  received TEXT NOT NULL,
  verdict TEXT,
  code TEXT NOT NULL DEFAULT '',
  packet BLOB NOT NULL,
  UNIQUE(terminal_id, packet_id));
INSERT INTO own_packets SELECT seq, packet_id, terminal_id, case_number, counter, header_digest,
  received, verdict, code, packet FROM packets ORDER BY seq;
CREATE TABLE own_cases(
  case_number TEXT PRIMARY KEY,
  terminal_id TEXT NOT NULL,
  packet_id TEXT NOT NULL,
  head TEXT NOT NULL,
  length INTEGER NOT NULL,
  UNIQUE(terminal_id, packet_id),
  FOREIGN KEY(terminal_id, packet_id) REFERENCES own_packets(terminal_id, packet_id)) WITHOUT ROWID;
INSERT INTO own_cases SELECT c.case_number, p.terminal_id, c.packet_id, c.head, c.length
  FROM cases c JOIN packets p USING(packet_id);
CREATE TABLE own_events(
  seq INTEGER PRIMARY KEY,
  case_number TEXT NOT NULL REFERENCES own_cases(case_number),
  position INTEGER NOT NULL,
  json TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE(case_number, position));
INSERT INTO own_events SELECT seq, case_number, position, json, hash FROM events ORDER BY seq;
CREATE TABLE own_receipts(
  terminal_id TEXT NOT NULL,
  packet_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  receipt TEXT NOT NULL,
  previous TEXT NOT NULL,
  taken INTEGER NOT NULL,
  grade TEXT NOT NULL,
  standing TEXT NOT NULL,
  PRIMARY KEY(terminal_id, packet_id),
  FOREIGN KEY(terminal_id, packet_id) REFERENCES own_packets(terminal_id, packet_id)) WITHOUT ROWID;
INSERT INTO own_receipts SELECT terminal_id, packet_id, counter, receipt, previous, taken, grade,
  standing FROM receipts;
CREATE TABLE own_set_aside(
  seq INTEGER PRIMARY KEY,
  packet_id TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  header_digest TEXT NOT NULL,
  received TEXT NOT NULL,
  code TEXT NOT NULL,
  place TEXT NOT NULL,
  packet BLOB NOT NULL,
  UNIQUE(terminal_id, packet_id, header_digest));
INSERT INTO own_set_aside SELECT seq, packet_id, terminal_id, header_digest, received, code, place,
  packet FROM set_aside ORDER BY seq;
DROP TABLE events;
DROP TABLE cases;
DROP TABLE receipts;
DROP TABLE packets;
DROP TABLE set_aside;
ALTER TABLE own_packets RENAME TO packets;
ALTER TABLE own_cases RENAME TO cases;
ALTER TABLE own_events RENAME TO events;
ALTER TABLE own_receipts RENAME TO receipts;
ALTER TABLE own_set_aside RENAME TO set_aside;
CREATE INDEX packets_of_terminal ON packets(terminal_id, counter);
CREATE INDEX receipts_in_chain ON receipts(terminal_id, previous);
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
)sql";

// One trace from the terminal to the case.
constexpr const char* toVersion6 = R"sql(
ALTER TABLE mail ADD COLUMN trace TEXT NOT NULL DEFAULT '';
)sql";

// What of a terminal's waits for materials is asked at each letter that names any.
constexpr const char* toVersion7 = R"sql(
CREATE INDEX mail_unfinished ON mail(terminal_id, letter) WHERE missing>0;
)sql";

constexpr std::array steps{toVersion1, toVersion2, toVersion3, toVersion4,
                           toVersion5, toVersion6, toVersion7};
static_assert(steps.size() == schemaVersion);

Result<std::int64_t> versionOf(const Database& database) {
    Statement version(database, "PRAGMA user_version");
    JIUJIN_TRY_ASSIGN(const bool row, version.next());
    return row ? version.number(0) : 0;
}

} // namespace

Result<void> migrate(const Database& database) {
    JIUJIN_TRY_ASSIGN(const std::int64_t found, versionOf(database));
    if (found < 0 || found > schemaVersion)
        return Error(ErrorCode::StoreTooNew, "version " + std::to_string(found));
    for (auto step = static_cast<std::size_t>(found); step < steps.size(); ++step)
        JIUJIN_TRY(database.run(steps[step]));
    return found == schemaVersion
               ? Result<void>()
               : database.run(("PRAGMA user_version=" + std::to_string(schemaVersion)).c_str());
}

} // namespace jiujin::server
