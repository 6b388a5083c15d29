// Texts of the rooms below, as QML takes them.
#pragma once

#include "platform/base/secret.h"
#include "platform/matter/matter.h"

#include <QtCore/QString>

#include <optional>

namespace jiujin::view {

inline QString toQt(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
inline QString toQt(const matter::Words& words, Language language) {
    return toQt(words.in(language));
}
inline QString faultWords(const std::optional<ErrorCode>& code, Language language) {
    return code ? toQt(jiujin::wordsOf(*code, language)) : QString();
}
inline QString faultCode(const std::optional<ErrorCode>& code) {
    return code ? toQt(jiujin::codeOf(*code)) : QString();
}

} // namespace jiujin::view
