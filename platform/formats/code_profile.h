// Provinces' own schemes of matter codes, as data: a profile is a line of text. Those known are
// below; no catalogue carries one yet, and no code of a matter is held against one.
//   "type:L2 item:N5 sub:N3"            parts of fixed lengths, one behind the other
//   "basic:A14 - division:N12 - tail:A3" a single "-" or "." is a separator, written as it stands
// A part is name:CLASS LENGTH with the class N digits, L letters, A digits and letters, U a credit
// code of 18 with its check. Letters are upper; lower case is taken and kept upper.
#pragma once

#include "platform/base/result.h"

#include <span>
#include <string>
#include <vector>

namespace jiujin::formats {

struct CodePart {
    std::string name;
    std::string value;
    bool operator==(const CodePart&) const = default;
};

class CodeProfile {
public:
    // At most 16 parts, separators among them, of at most 32 characters, each name once.
    // CodeProfileInvalid with part and mend.
    static Result<CodeProfile> parse(std::string_view id, std::string_view line);

    const std::string& id() const { return id_; }
    // MatterCodeFormat with the part; CreditCodeFormat.
    Result<std::vector<CodePart>> read(std::string_view code) const;
    // What read() gave, as one code again. MatterCodeFormat when parts are missing or do not fit.
    Result<std::string> write(std::span<const CodePart> parts) const;

private:
    struct Piece {
        std::string name; // empty: a separator
        char kind = 'N';  // N L A U, or the separator itself
        std::size_t length = 1;
    };
    static Result<Piece> pieceOf(std::string_view word);
    static Result<void> fits(const Piece& piece, std::string_view value);

    std::string id_;
    std::vector<Piece> pieces_;
};

// A scheme that this program brings along.
struct KnownProfile {
    std::string_view id, line, source;
    char confidence; // A sure … D by memory
};
// The national three (ranges of level and serial are matter_code.h's business), and 贵州 DB52/T
// 1264-2018 (C). 吉林 DB22/T 2848-2017 and 四川 have schemes whose parts we do not know well enough
// to refuse anybody's code: a city describes its own.
std::span<const KnownProfile> knownProfiles();

} // namespace jiujin::formats
