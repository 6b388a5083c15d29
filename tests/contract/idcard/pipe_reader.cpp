#include "tests/contract/idcard/pipe_reader.h"

#include "tests/contract/idcard/reader_rig.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

PipeReader::PipeReader() {
    const QByteArray path = pipe().toLocal8Bit();
    if (::mkfifo(path.constData(), 0600) != 0 ||
        (pipe_ = ::open(path.constData(), O_RDWR | O_CLOEXEC)) < 0)
        qFatal("no pipe for a reader");
}

PipeReader::~PipeReader() {
    ::close(pipe_);
}

bool PipeReader::hands(const QByteArray& command) {
    const QByteArray line = lineFor(command) + '\n';
    return line.size() > 1 &&
           ::write(pipe_, line.constData(), static_cast<std::size_t>(line.size())) == line.size();
}

QStringList SimulatedReader::options() const {
    return {QStringLiteral("script=") + pipe(),
            QStringLiteral("persons=") + QString::fromLocal8Bit(qgetenv("JIUJIN_SOURCE_DIR")) +
                QStringLiteral("/tests/data/persons.json")};
}

QByteArray SimulatedReader::lineFor(const QByteArray& command) const {
    const QByteArray word = command.split(' ').first();
    return word == "card" || word == "nocard" ? command : QByteArray();
}

QString TemplateReader::modules() const {
    const QByteArray named = qgetenv("JIUJIN_TEMPLATE_MODULES");
    return named.isEmpty() ? DriverProcess::testModules() : QString::fromLocal8Bit(named);
}

QByteArray TemplateReader::lineFor(const QByteArray& command) const {
    if (command == "nocard")
        return "gone";
    if (command == "garbage")
        return QByteArray(1000, '?') + "\ncard|resident";
    if (!command.startsWith("card "))
        return {};
    const QJsonObject person = ReaderRig::person(QString::fromLatin1(command.mid(5)));
    QByteArray line = "card";
    for (const char* field : {"kind", "name", "sex", "nation", "birth", "address", "number",
                              "issuer", "validFrom", "validUntil", "otherName"})
        line += '|' + person.value(QLatin1String(field)).toString().toUtf8();
    return line;
}
