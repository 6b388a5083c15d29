#include "platform/formats/code_profile.h"

#include "platform/formats/characters.h"
#include "platform/formats/credit_code.h"

namespace jiujin::formats {

namespace {

constexpr std::size_t partsMax = 16, lengthMax = 32, creditLength = 18, lineMax = 512;
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", digits = "0123456789";

constexpr KnownProfile known[] = {
    {"national-12", "division:N2 type:N2 item:N5 sub:N3", "GB/T 39554.1-2020", 'B'},
    {"national-31", "body:U18 level:N1 division:N2 type:N2 item:N5 sub:N3", "GB/T 39554.1-2020",
     'B'},
    {"national-33", "body:U18 level:N1 division:N2 type:N2 item:N5 sub:N3 serial:N2",
     "GB/T 39554.1-2020", 'B'},
    {"guizhou", "type:L2 item:N5 sub:N3", "DB52/T 1264-2018", 'C'},
};

Error mistake(std::string_view id, const std::string& what) {
    return Error(ErrorCode::CodeProfileInvalid, "code profile " + std::string(id) + ": " + what);
}

std::string_view alphabetOf(char kind) {
    return kind == 'N' ? digits : kind == 'L' ? letters : digitsAndLetters;
}

// Cuts the first word off.
std::string_view nextWord(std::string_view& line) {
    const auto blank = line.find(' ');
    const std::string_view word = line.substr(0, blank);
    line = blank == std::string_view::npos ? std::string_view() : line.substr(blank + 1);
    return word;
}

bool isPartName(std::string_view name) {
    return !name.empty() && name.size() <= lengthMax &&
           firstOutside(name, "abcdefghijklmnopqrstuvwxyz") == 0;
}

} // namespace

Result<CodeProfile::Piece> CodeProfile::pieceOf(std::string_view word) {
    if (word == "-" || word == ".")
        return Piece{{}, word[0], 1};
    const auto colon = word.find(':');
    if (colon == std::string_view::npos || !isPartName(word.substr(0, colon)))
        return Error(ErrorCode::CodeProfileInvalid, "expected name:N5, \"-\" or \".\"");
    const std::string_view shape = word.substr(colon + 1);
    const bool counted = shape.size() >= 2 && shape.size() <= 3 && allDigits(shape.substr(1));
    if (!counted || std::string_view("NLAU").find(shape[0]) == std::string_view::npos)
        return Error(ErrorCode::CodeProfileInvalid, "the class is N, L, A or U and a length");
    const auto length = static_cast<std::size_t>(numberIn(shape.substr(1)));
    if (length == 0 || length > lengthMax || (shape[0] == 'U' && length != creditLength))
        return Error(ErrorCode::CodeProfileInvalid, "a length is 1 to 32, that of U is 18");
    return Piece{std::string(word.substr(0, colon)), shape[0], length};
}

Result<CodeProfile> CodeProfile::parse(std::string_view id, std::string_view line) {
    CodeProfile profile;
    profile.id_ = id;
    if (line.empty() || line.size() > lineMax)
        return mistake(id, "expected 1 to 512 bytes");
    for (std::size_t number = 1; !line.empty(); ++number) {
        const std::string at = "part " + std::to_string(number) + ": ";
        auto piece = pieceOf(nextWord(line));
        if (!piece)
            return mistake(id, at + piece.error().where);
        for (const Piece& other : profile.pieces_) {
            if (!piece->name.empty() && other.name == piece->name)
                return mistake(id, at + "this name is there already");
        }
        profile.pieces_.push_back(std::move(*piece));
    }
    if (profile.pieces_.size() > partsMax)
        return mistake(id, "at most 16 parts");
    return profile;
}

Result<void> CodeProfile::fits(const Piece& piece, std::string_view value) {
    const std::string about = "matter code: " + piece.name + ": ";
    if (value.size() != piece.length)
        return Error(ErrorCode::MatterCodeFormat,
                     about + "expected " + std::to_string(piece.length) + " characters");
    if (piece.kind == 'U') {
        const auto code = CreditCode::parse(value);
        return code ? Result<void>() : Error(code.error().code, about + code.error().where);
    }
    if (const auto at = firstOutside(value, alphabetOf(piece.kind)); at != 0)
        return Error(ErrorCode::MatterCodeFormat, about + "character " + std::to_string(at));
    return {};
}

Result<std::vector<CodePart>> CodeProfile::read(std::string_view code) const {
    const std::string upper = upperCase(code.substr(0, partsMax * lengthMax + 1));
    std::string_view rest = upper;
    std::vector<CodePart> parts;
    for (const Piece& piece : pieces_) {
        const std::string_view value = rest.substr(0, piece.length);
        rest = rest.substr(value.size());
        if (!piece.name.empty()) {
            JIUJIN_TRY(fits(piece, value));
            parts.push_back({piece.name, std::string(value)});
        } else if (value.empty() || value[0] != piece.kind) {
            return Error(ErrorCode::MatterCodeFormat,
                         std::string("matter code: expected \"") + piece.kind + "\"");
        }
    }
    if (!rest.empty())
        return Error(ErrorCode::MatterCodeFormat, "matter code: longer than its scheme");
    return parts;
}

Result<std::string> CodeProfile::write(std::span<const CodePart> parts) const {
    std::string code;
    std::size_t next = 0;
    for (const Piece& piece : pieces_) {
        if (piece.name.empty()) {
            code += piece.kind;
            continue;
        }
        if (next == parts.size() || parts[next].name != piece.name)
            return Error(ErrorCode::MatterCodeFormat,
                         "matter code: " + piece.name + ": missing here");
        JIUJIN_TRY(fits(piece, parts[next].value));
        code += parts[next++].value;
    }
    if (next != parts.size())
        return Error(ErrorCode::MatterCodeFormat, "matter code: more parts than its scheme");
    return code;
}

std::span<const KnownProfile> knownProfiles() {
    return known;
}

} // namespace jiujin::formats
