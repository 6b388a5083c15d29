#include "platform/server/casework/standing.h"

#include "platform/formats/citizen_number.h"
#include "platform/formats/contact.h"
#include "platform/formats/credit_code.h"
#include "platform/protocol/digest.h"
#include "platform/protocol/shapes.h"

#include <algorithm>
#include <array>
#include <span>

namespace jiujin::server {

namespace {

using matter::Certificate;
using matter::CreditRecord;
using std::chrono::sys_days;

constexpr std::size_t saltBytes = 32, typeLength = 21;
constexpr std::array<std::string_view, 3> creditNames{"good", "plain", "bad"};
constexpr std::string_view levelNames = "ABCD";
// A birth in the future is nothing to find here.
constexpr sys_days anyDay = std::chrono::year(9999) / 12 / 31;

// Old and new number of a citizen are one, a credit code is one in small and capital letters.
Secret oneSpelling(const Secret& person) {
    const auto number = formats::CitizenNumber::parse(person.expose(), anyDay);
    if (number.ok())
        return number->modern().text();
    const auto code = formats::CreditCode::parse(person.expose());
    return code.ok() ? code->text() : person;
}

using Words = std::vector<std::string_view>;

Words wordsOf(std::string_view line) {
    Words words;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(' '), line.size());
        if (end > 0)
            words.push_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return words;
}

bool isType(std::string_view text) {
    return text.size() == typeLength && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
           });
}

// A bound that is "-" is none. False when it is no day.
bool readBound(std::string_view word, std::optional<sys_days>& bound) {
    if (word == "-")
        return true;
    const auto day = formats::parseDate(word);
    if (day.ok())
        bound = *day;
    return day.ok();
}

std::string boundText(const std::optional<sys_days>& bound) {
    return bound ? formats::toIsoDate(*bound) : "-";
}

// TYPE LEVEL FROM UNTIL [revoked]
std::optional<Certificate> certificateIn(std::span<const std::string_view> words) {
    const bool revoked = words.size() == 5 && words[4] == "revoked";
    if ((words.size() != 4 && !revoked) || !isType(words[0]) || words[1].size() != 1)
        return std::nullopt;
    const std::size_t level = levelNames.find(words[1][0]);
    Certificate certificate{std::string(words[0]), {}, {}, {}, revoked};
    if (level == std::string_view::npos || !readBound(words[2], certificate.from) ||
        !readBound(words[3], certificate.until))
        return std::nullopt;
    certificate.level = static_cast<matter::TrustLevel>(level);
    return certificate;
}

std::string certificateText(const Certificate& certificate) {
    return certificate.type + ' ' + levelNames[static_cast<std::size_t>(certificate.level)] + ' ' +
           boundText(certificate.from) + ' ' + boundText(certificate.until) +
           (certificate.revoked ? " revoked" : "");
}

} // namespace

// Line by line; in an export the people are numbers, in what is kept digests.
class StandingTable::Reader {
public:
    Reader(StandingTable& table, bool digests) : table_(table), digests_(digests) {}

    // False: not a line as described.
    bool take(std::string_view line) {
        if (line.empty() || line.front() == '#')
            return true;
        const Words words = wordsOf(line);
        if (words.size() < 2)
            return false;
        if (words[0] == "until")
            return words.size() == 2 && !table_.until_ && readUntil(words[1]);
        if (digests_ && words[0] == "salt" && table_.salt_.empty()) {
            table_.salt_ = words[1];
            return words.size() == 2 && protocol::isDigest(table_.salt_);
        }
        return !table_.salt_.empty() && isPerson(words[0]) &&
               takeStatement(known(words[0]), std::span(words).subspan(1));
    }

private:
    bool readUntil(std::string_view word) { return word != "-" && readBound(word, table_.until_); }
    bool isPerson(std::string_view word) const {
        return digests_ ? protocol::isDigest(word)
                        : formats::CitizenNumber::parse(word, anyDay).ok() ||
                              formats::isForeignNumber2017(word) ||
                              formats::CreditCode::parse(word).ok();
    }
    Known& known(std::string_view person) {
        return table_.people_[digests_ ? std::string(person) : table_.markOf(Secret(person))];
    }
    static bool takeStatement(Known& known, std::span<const std::string_view> words) {
        if (words.size() == 2 && words[0] == "credit") {
            const auto name = std::ranges::find(creditNames, words[1]);
            if (name == creditNames.end() || known.credit != CreditRecord::Unreachable)
                return false;
            known.credit = static_cast<CreditRecord>(name - creditNames.begin());
            return true;
        }
        if (words.size() < 2 || words[0] != "certificate")
            return false;
        auto certificate = certificateIn(words.subspan(1));
        if (!certificate && !(words.size() == 2 && words[1] == "none"))
            return false;
        if (!known.certificates)
            known.certificates.emplace();
        if (certificate)
            known.certificates->push_back(std::move(*certificate));
        return true;
    }

    StandingTable& table_;
    bool digests_;
};

std::string StandingTable::markOf(const Secret& person) const {
    return protocol::digestText({viewOf(salt_), viewOf(oneSpelling(person).expose())});
}

Result<StandingTable> StandingTable::fromExport(std::istream& lines) {
    StandingTable table;
    table.salt_ = protocol::digestText({randomBytes(saltBytes)});
    Reader reader(table, false);
    int count = 0;
    for (std::string line; std::getline(lines, line); wipe(line)) {
        ++count;
        if (!reader.take(line))
            return Error(ErrorCode::Usage, "line " + std::to_string(count) +
                                               ": not a statement of standing, or said twice");
    }
    if (!table.until_)
        return Error(ErrorCode::Usage, "no line \"until YYYY-MM-DD\": how long it is believed");
    return table;
}

Result<StandingTable> StandingTable::fromText(std::string_view text) {
    StandingTable table;
    Reader reader(table, true);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (!reader.take(text.substr(0, end)))
            return Error(ErrorCode::FileUnreadable, "table of standing");
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (!table.until_ || table.salt_.empty())
        return Error(ErrorCode::FileUnreadable, "table of standing: salt or last day is missing");
    return table;
}

std::string StandingTable::text() const {
    std::string text = "salt " + salt_ + "\nuntil " + formats::toIsoDate(*until_) + '\n';
    for (const auto& [person, known] : people_) {
        if (known.credit != CreditRecord::Unreachable)
            text += person + " credit " +
                    std::string(creditNames[static_cast<std::size_t>(known.credit)]) + '\n';
        if (known.certificates && known.certificates->empty())
            text += person + " certificate none\n";
        if (known.certificates)
            for (const Certificate& each : *known.certificates)
                text += person + " certificate " + certificateText(each) + '\n';
    }
    return text;
}

matter::MaterialFacts StandingTable::of(const Secret& person, sys_days day) const {
    const auto found = people_.find(markOf(person));
    if (found == people_.end() || day > *until_)
        return {};
    matter::MaterialFacts facts;
    facts.certificates = found->second.certificates;
    facts.credit = found->second.credit;
    return facts;
}

} // namespace jiujin::server
