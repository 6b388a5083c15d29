// The table of refusals that README.md of this folder shows: a test's row must stand in it.
#pragma once

#include "platform/base/error.h"

#include <QtCore/QFile>

namespace jiujin::sync {

// "| how | code |" is a row.
inline bool standsInTable(const QString& how, ErrorCode code) {
    QFile file(qEnvironmentVariable("JIUJIN_SOURCE_DIR") +
               QStringLiteral("/tests/contract/sync/README.md"));
    const std::string_view text = codeOf(code);
    return file.open(QIODevice::ReadOnly) &&
           file.readAll().contains("| " + how.toUtf8() + " | " +
                                   QByteArray(text.data(), qsizetype(text.size())) + " |");
}

} // namespace jiujin::sync
