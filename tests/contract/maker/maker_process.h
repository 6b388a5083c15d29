// jiujin-matter as somebody types it, in a folder of its own.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <filesystem>

namespace jiujin::tests {

struct Said {
    int code = -1;
    QByteArray out, err;
};

class Maker {
public:
    Maker();

    Said run(const QStringList& words) const;
    // Below the folder.
    std::filesystem::path at(const std::string& name) const;
    QString name(const std::string& below) const { return QString::fromStdString(at(below)); }
    // As `new` makes it: "matters/a" with code A.
    Said makeMatter(const std::string& below, const QString& code) const;

    static QByteArray read(const std::filesystem::path& file);
    static void write(const std::filesystem::path& file, const QByteArray& content);
    // The first `from` of the file becomes `to`.
    static void alter(const std::filesystem::path& file, const QByteArray& from,
                      const QByteArray& to);

private:
    QTemporaryDir folder_;
};

} // namespace jiujin::tests
