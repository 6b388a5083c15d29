#include "platform/base/error.h"

#include <array>

namespace jiujin {

namespace {

struct Row {
    ErrorCode error;
    std::string_view code, chinese, english;
};

constexpr auto rows = std::to_array<Row>({
#define JIUJIN_ERROR(name, code, zh, en) {ErrorCode::name, code, zh, en},
#include "platform/base/errors.def"
#undef JIUJIN_ERROR
});

const Row& rowOf(ErrorCode code) {
    return rows.at(static_cast<std::size_t>(code));
}

} // namespace

std::string_view codeOf(ErrorCode code) {
    return rowOf(code).code;
}

std::string_view wordsOf(ErrorCode code, Language language) {
    return language == Language::Chinese ? rowOf(code).chinese : rowOf(code).english;
}

bool errorFromCode(std::string_view text, ErrorCode& out) {
    for (const Row& row : rows)
        if (row.code == text) {
            out = row.error;
            return true;
        }
    return false;
}

std::string Error::text() const {
    std::string line(codeOf(code));
    return where.empty() ? line : line + ' ' + where;
}

} // namespace jiujin
