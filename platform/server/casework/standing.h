// What the centre knows of people when it takes a case: credit records and e-certificates, as the
// services that keep them stated them and staff imported it. A table of lines, one statement each,
// blanks between the words:
//   until 2026-12-31                             the last day on which the table is believed
//   NUMBER credit good|plain|bad                 plain: a record that is neither, also one repaired
//   NUMBER certificate TYPE A|B|C|D FROM UNTIL   FROM, UNTIL: YYYY-MM-DD, or - for without bound
//   NUMBER certificate TYPE A|B|C|D FROM UNTIL revoked
//   NUMBER certificate none                      the library was asked and has none
// NUMBER: a citizen number, or an organisation's credit code. TYPE: as Material::certificateType.
// Empty lines and lines that begin with # say nothing. Of who is not in the table nothing is known,
// which is held against no one.
//
// What is kept begins with "salt SALT" and names each person by a digest under it. Whoever has the
// file could still try every number: it is for the inner zone's owner alone, like its keys.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/secret.h"
#include "platform/matter/materials.h"

#include <istream>
#include <map>
#include <string>

namespace jiujin::server {

class Standing {
public:
    virtual ~Standing() = default;
    // Certificates and credit; on a day after the table's last: nothing. From any thread.
    virtual matter::MaterialFacts of(const Secret& person, std::chrono::sys_days day) const = 0;
};

class StandingTable : public Standing {
public:
    // What a service exported. Usage: the first line that is wrong, by its number, never its words.
    static Result<StandingTable> fromExport(std::istream& lines);
    // What text() wrote. FileUnreadable.
    static Result<StandingTable> fromText(std::string_view text);

    std::string text() const;
    matter::MaterialFacts of(const Secret& person, std::chrono::sys_days day) const override;
    std::size_t people() const { return people_.size(); }
    std::chrono::sys_days until() const { return *until_; }

private:
    struct Known {
        matter::CreditRecord credit = matter::CreditRecord::Unreachable;
        std::optional<std::vector<matter::Certificate>> certificates;
    };
    class Reader;
    std::string markOf(const Secret& person) const;

    std::string salt_;
    std::optional<std::chrono::sys_days> until_;
    std::map<std::string, Known> people_;
};

} // namespace jiujin::server
