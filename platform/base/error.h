// Error codes: stable strings that people read to each other on the telephone, with words for the
// citizen in both languages. errors.def is the one list; tests/layout holds it unique and
// translated.
#pragma once

#include <string>
#include <string_view>

namespace jiujin {

enum class ErrorCode {
#define JIUJIN_ERROR(name, code, zh, en) name,
#include "platform/base/errors.def"
#undef JIUJIN_ERROR
};

enum class Language { Chinese, English };

// "JJ-1004". Never changes once released.
std::string_view codeOf(ErrorCode code);
// A sentence for the citizen: what happened, what to do now.
std::string_view wordsOf(ErrorCode code, Language language);
// The error of a code such as "JJ-1004"; false when there is none.
bool errorFromCode(std::string_view text, ErrorCode& out);

// `where` is for technicians: place and cause in English, never anything personal.
struct Error {
    ErrorCode code;
    std::string where;

    Error(ErrorCode c, std::string w = {}) : code(c), where(std::move(w)) {}
    // "JJ-1004 idcard-samv: frame too short"
    std::string text() const;
};

} // namespace jiujin
