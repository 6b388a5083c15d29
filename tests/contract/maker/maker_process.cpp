#include "tests/contract/maker/maker_process.h"

#include <QFile>
#include <QProcess>
#include <QtGlobal>

namespace jiujin::tests {

namespace fs = std::filesystem;

namespace {
constexpr int patience = 60000;
}

Maker::Maker() {
    if (!folder_.isValid())
        qFatal("no folder");
}

Said Maker::run(const QStringList& words) const {
    QProcess process;
    process.setWorkingDirectory(folder_.path());
    process.start(qEnvironmentVariable("JIUJIN_MATTER"), words);
    if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit)
        qFatal("jiujin-matter does not end as it should");
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

fs::path Maker::at(const std::string& name) const {
    return fs::path(folder_.path().toStdString()) / name;
}

Said Maker::makeMatter(const std::string& below, const QString& code) const {
    fs::create_directories(at(below).parent_path());
    return run({QStringLiteral("new"), name(below), QStringLiteral("--code"), code,
                QStringLiteral("--title"), QStringLiteral("图书借阅证办理"),
                QStringLiteral("--title-en"), QStringLiteral("Library card"),
                QStringLiteral("--date"), QStringLiteral("2026-11-22")});
}

QByteArray Maker::read(const fs::path& path) {
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", path.c_str());
    return file.readAll();
}

void Maker::write(const fs::path& path, const QByteArray& content) {
    fs::create_directories(path.parent_path());
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", path.c_str());
}

void Maker::alter(const fs::path& path, const QByteArray& from, const QByteArray& to) {
    QByteArray content = read(path);
    const auto found = content.indexOf(from);
    if (found < 0)
        qFatal("%s does not say %s", path.c_str(), from.constData());
    write(path, content.replace(found, from.size(), to));
}

} // namespace jiujin::tests
