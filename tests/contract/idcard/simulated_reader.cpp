#include "tests/contract/idcard/simulated_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

SimulatedReader::SimulatedReader() {
    const QByteArray path = pipe().toLocal8Bit();
    if (::mkfifo(path.constData(), 0600) != 0 ||
        (pipe_ = ::open(path.constData(), O_RDWR | O_CLOEXEC)) < 0)
        qFatal("no pipe for the simulated reader");
}

SimulatedReader::~SimulatedReader() {
    ::close(pipe_);
}

QStringList SimulatedReader::options() const {
    return {QStringLiteral("script=") + pipe(),
            QStringLiteral("persons=") + QString::fromLocal8Bit(qgetenv("JIUJIN_SOURCE_DIR")) +
                QStringLiteral("/tests/data/persons.json")};
}

bool SimulatedReader::hands(const QByteArray& command) {
    const QByteArray word = command.split(' ').first(), line = command + '\n';
    return (word == "card" || word == "nocard" || word == "fault") &&
           ::write(pipe_, line.constData(), static_cast<std::size_t>(line.size())) == line.size();
}
