// escpos-emulator --tickets DIR [--columns N] [--link PATH | --usb]: see README.md beside this
// file.
#include "tests/support/escpos/control.h"
#include "tests/support/escpos/usb_door.h"

#include <QtGui/QGuiApplication>

#include <cstdio>
#include <unistd.h>

using namespace escpos_peer;

namespace {

void report(const QByteArray& line) {
    std::printf("%s\n", line.constData());
}

QByteArray valueOf(const QStringList& words, const char* name) {
    const qsizetype at = words.indexOf(QLatin1String(name));
    return at < 0 ? QByteArray() : words.value(at + 1).toLocal8Bit();
}

std::unique_ptr<Door> doorFor(const QByteArray& link, bool usb) {
    if (usb)
        return std::make_unique<UsbDoor>();
    if (!link.isEmpty())
        return std::make_unique<PtyDoor>(link);
    return std::make_unique<TcpDoor>();
}

class Keyboard {
public:
    Keyboard(Control& control) : control_(control), notifier_(STDIN_FILENO, QSocketNotifier::Read) {
        QObject::connect(&notifier_, &QSocketNotifier::activated, [this] { read(); });
    }

private:
    void read() {
        char buffer[512];
        const ssize_t got = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (got <= 0)
            return QCoreApplication::quit();
        typed_.append(buffer, static_cast<qsizetype>(got));
        for (qsizetype end = typed_.indexOf('\n'); end >= 0; end = typed_.indexOf('\n')) {
            report(control_.run(typed_.left(end)));
            typed_.remove(0, end + 1);
        }
    }

    Control& control_;
    QSocketNotifier notifier_;
    QByteArray typed_;
};

} // namespace

int main(int count, char** words) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(count, words);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const QStringList arguments = QCoreApplication::arguments();
    const QByteArray folder = valueOf(arguments, "--tickets"), link = valueOf(arguments, "--link"),
                     columns = valueOf(arguments, "--columns");
    const auto door = doorFor(link, arguments.contains(QLatin1String("--usb")));
    if (folder.isEmpty() || !door->open()) {
        std::fputs("usage: escpos-emulator --tickets DIR [--columns N] [--link PATH | --usb]\n",
                   stderr);
        return 2;
    }
    Printer printer(columns.isEmpty() ? 48 : columns.toInt(), QString::fromLocal8Bit(folder));
    QObject::connect(door.get(), &Door::came, &printer, &Printer::receive);
    QObject::connect(door.get(), &Door::left, &printer, &Printer::disconnected);
    QObject::connect(&printer, &Printer::says, door.get(), &Door::say);
    QObject::connect(&printer, &Printer::reports, &printer, report);
    Control control(printer, *door);
    const Keyboard keyboard(control);
    report("ready " + door->name());
    return QGuiApplication::exec();
}
