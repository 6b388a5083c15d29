#include "app/terminal/mirror/signed_record.h"

#include <array>
#include <sstream>

namespace jiujin::mirror {

std::string encode(const SignedRecord& record) {
    std::string text;
    std::istringstream lines(record.root);
    for (std::string line; std::getline(lines, line);)
        text += "root " + line + '\n';
    return text + "timestamp " + record.timestamp + "\ncatalogue " + record.catalogue + '\n';
}

Result<SignedRecord> decodeRecord(std::string_view text) {
    SignedRecord record;
    std::istringstream lines{std::string(text)};
    for (std::string word, token; lines >> word >> token;) {
        if (word == "root")
            record.root += token + '\n';
        else if (word == "timestamp")
            record.timestamp = token;
        else
            record.catalogue = token;
    }
    return encode(record) == text ? Result(std::move(record))
                                  : Error(ErrorCode::CatalogueMalformed, "the kept documents");
}

Result<Believed> believe(const SignedRecord& record, const catalogue::Anchors& anchors,
                         const catalogue::Highest& highest) {
    JIUJIN_TRY_ASSIGN(auto trust, catalogue::Trust::from(record.root, anchors, nullptr, highest));
    JIUJIN_TRY_ASSIGN(auto timestamp, trust.timestamp(record.timestamp, anchors, highest));
    JIUJIN_TRY_ASSIGN(auto document, trust.catalogue(record.catalogue, timestamp, anchors));
    return Believed{std::move(trust), std::move(timestamp), std::move(document)};
}

} // namespace jiujin::mirror
