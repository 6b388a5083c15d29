// visit-hall: plays terminal and devices around one visit, for a test that works its screen from
// outside. Takes a line of JSON a command: {"lay": {card}}, {"lift": true}, {"printer": "JJ-1201"},
// {"printing": "JJ-1202"}, {"storing": "JJ-2001"}, {"service": "JJ-2002"}; an empty code is all
// well. {"slips": true} brings a printer of slips. Says "sheets N" at each sheet, "slips N" at each
// slip and "finished" at the end.
#include "tests/contract/visit/hall.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSocketNotifier>

#include <cstdio>
#include <unistd.h>

namespace {

CardRead cardOf(const QJsonObject& card) {
    const auto text = [&](const char* key) {
        return card[QLatin1String(key)].toString();
    };
    return CardRead(text("kind"), text("name"), text("sex"), text("nation"), text("birth"),
                    text("address"), text("number"), text("issuer"), text("validFrom"),
                    text("validUntil"), {}, {}, QStringLiteral("printed"), {}, {}, {});
}

void obey(hall::Hall& hall, const QJsonObject& command) {
    const auto code = [&](const char* key) {
        return command[QLatin1String(key)].toString();
    };
    if (command.contains(QLatin1String("lay")))
        hall.reader.lay(cardOf(command[QLatin1String("lay")].toObject()));
    else if (command.contains(QLatin1String("lift")))
        hall.reader.lift();
    else if (command.contains(QLatin1String("printer")))
        hall.printer.say(code("printer"));
    else if (command.contains(QLatin1String("printing")))
        hall.printer.failure = code("printing");
    else if (command.contains(QLatin1String("slips")))
        hall.serveSlips();
    else if (command.contains(QLatin1String("storing")))
        hall.terminal.refusal = code("storing");
    else if (command.contains(QLatin1String("service"))) {
        hall.terminal.answer.setAccepting(code("service").isEmpty());
        hall.terminal.answer.setOutOfService(code("service"));
        hall.terminal.askStatus();
    }
}

} // namespace

int main(int count, char** words) {
    QCoreApplication application(count, words);
    hall::Hall hall;
    QObject::connect(&hall.terminal, &hall::PlayedTerminal::stoodBy, &application, [&] {
        hall.serveDevices();
        emit hall.terminal.takeover(false, LinkReceipt());
    });
    QObject::connect(&hall.terminal, &hall::PlayedTerminal::ended, &application, [&] {
        std::puts("finished");
        std::fflush(stdout);
        emit hall.terminal.retire();
    });
    QObject::connect(&hall.printer, &hall::PlayedPrinter::sheet, &application, [&] {
        std::printf("sheets %d\n", static_cast<int>(hall.printer.sheets.size()));
        std::fflush(stdout);
    });
    QObject::connect(&hall.slips, &hall::PlayedSlipPrinter::slip, &application, [&] {
        std::printf("slips %d\n", static_cast<int>(hall.slips.slips.size()));
        std::fflush(stdout);
    });
    QObject::connect(&hall.program, &QProcess::finished, &application, &QCoreApplication::quit);
    QByteArray heard;
    QSocketNotifier commands(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&commands, &QSocketNotifier::activated, &application, [&] {
        char chunk[4096];
        const auto length = ::read(STDIN_FILENO, chunk, sizeof chunk);
        if (length <= 0)
            return QCoreApplication::quit();
        heard.append(chunk, static_cast<qsizetype>(length));
        for (auto end = heard.indexOf('\n'); end >= 0; end = heard.indexOf('\n')) {
            obey(hall, QJsonDocument::fromJson(heard.left(end)).object());
            heard.remove(0, end + 1);
        }
    });
    hall.start();
    return QCoreApplication::exec();
}
