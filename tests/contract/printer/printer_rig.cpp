#include "tests/contract/printer/printer_rig.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

#include <cups/cups.h>

namespace {

QString variable(const char* name) {
    return QString::fromLocal8Bit(qgetenv(name));
}

struct Jobs {
    cups_job_t* list = nullptr;
    int count = 0;

    Jobs(const QString& server, int which) {
        http_t* const http = ::httpConnect2(server.toLocal8Bit().constData(), 0, nullptr, AF_UNSPEC,
                                            HTTP_ENCRYPTION_NEVER, 1, 3000, nullptr);
        count = ::cupsGetJobs2(http, &list, "a4", 0, which);
        ::httpClose(http);
    }
    ~Jobs() { ::cupsFreeJobs(count, list); }
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;
};

} // namespace

PrinterRig::PrinterRig(To to) {
    peers_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QStringList words{folder_.path(),
                      variable("JIUJIN_BINARY_DIR") + QLatin1String("/tests/bin/avahi-stub.so"),
                      QStringLiteral("--stdin")};
    if (to == To::Line)
        words << QStringLiteral("--line");
    peers_.start(variable("JIUJIN_SOURCE_DIR") +
                     QLatin1String("/tests/support/printing/print-peers"),
                 words);
    while (!said_.contains('\n')) {
        if (!peers_.waitForReadyRead(90000))
            qFatal("print-peers");
        said_ += peers_.readAllStandardOutput();
    }
    spool_ =
        QString::fromLatin1(said_.trimmed().split(' ').last().mid(6)) + QLatin1String("/spool");
}

PrinterRig::~PrinterRig() {
    replica_.reset();
    host_.reset();
    peers_.closeWriteChannel();
    if (!peers_.waitForFinished(30000)) // cupsd waits for its backends
        peers_.kill();
}

DriverProcess& PrinterRig::start() {
    replica_.reset();
    answers_.clear();
    statuses_.clear();
    host_ = std::make_unique<DriverProcess>(
        QStringLiteral("printer-cups"),
        QStringList{QStringLiteral("server=") + server(), QStringLiteral("queue=a4")});
    return *host_;
}

void PrinterRig::killHost() {
    host_->process().kill();
    host_->ended();
}

bool PrinterRig::begin() {
    start().nextHealth();
    replica_.reset(host_->serve().acquire<PrinterReplica>());
    QObject::connect(replica_.get(), &PrinterReplica::printed, replica_.get(),
                     [this](quint32 call, int sheets) {
                         answers_.append({call, sheets, {}, -1});
                     });
    QObject::connect(replica_.get(), &PrinterReplica::failed, replica_.get(),
                     [this](quint32 call, const jiujin::drivers::DeviceFault& fault) {
                         answers_.append({call, -1, fault.code, fault.kind});
                     });
    QObject::connect(replica_.get(), &PrinterReplica::status, replica_.get(),
                     [this](const PrinterStatus& status) { statuses_.append(status); });
    return replica_->waitForSource(5000);
}

bool PrinterRig::hands(const QByteArray& command) {
    const qsizetype before = said_.size();
    peers_.write(command + '\n');
    const QByteArray expected = "ok " + command.split(' ').first();
    for (;;) {
        const qsizetype at = said_.indexOf(expected, before);
        const qsizetype end = at < 0 ? at : said_.indexOf('\n', at);
        if (end > 0) {
            obeyed_ = said_.mid(at + expected.size(), end - at - expected.size());
            return true;
        }
        if (!peers_.waitForReadyRead(60000))
            return false;
        said_ += peers_.readAllStandardOutput();
    }
}

int PrinterRig::requests() {
    return hands("line count") ? obeyed_.mid(obeyed_.indexOf('=') + 1).toInt() : -1;
}

QByteArray PrinterRig::media() const {
    QFile told(spool_ + QStringLiteral("/../printer/media"));
    return told.open(QIODevice::ReadOnly) ? told.readAll() : QByteArray();
}

quint32 PrinterRig::print(const QByteArray& pdf) {
    replica_->print(++calls_, pdf);
    return calls_;
}

std::optional<PrinterRig::Answer> PrinterRig::answer(int milliseconds) {
    if (!QTest::qWaitFor([this] { return !answers_.isEmpty(); }, milliseconds))
        return std::nullopt;
    return answers_.takeFirst();
}

bool PrinterRig::silentFor(int milliseconds) {
    return !QTest::qWaitFor([this] { return !answers_.isEmpty(); }, milliseconds);
}

bool PrinterRig::statusBecomes(const QString& code, int milliseconds) {
    askStatus();
    return statusComes(code, milliseconds);
}

bool PrinterRig::statusComes(const QString& code, int milliseconds) {
    return QTest::qWaitFor(
        [&] {
            return !statuses_.isEmpty() && statuses_.last().code() == code &&
                   statuses_.last().ready() == code.isEmpty();
        },
        milliseconds);
}

QStringList PrinterRig::codesSoFar() const {
    QStringList codes;
    for (const PrinterStatus& status : statuses_)
        if (codes.isEmpty() || codes.last() != status.code())
            codes.append(status.code());
    return codes;
}

QStringList PrinterRig::printed() const {
    const QDir folder(folder_.filePath(QStringLiteral("printed")));
    QStringList paths;
    for (const QString& name : folder.entryList(QDir::Files, QDir::Name))
        paths.append(folder.filePath(name));
    return paths;
}

bool PrinterRig::printedBecomes(int count, int milliseconds) {
    return QTest::qWaitFor([&] { return printed().size() == count; }, milliseconds);
}

int PrinterRig::unfinishedJobs() const {
    return Jobs(server(), CUPS_WHICHJOBS_ACTIVE).count;
}

QStringList PrinterRig::jobTitles() const {
    const Jobs jobs(server(), CUPS_WHICHJOBS_ALL);
    QStringList titles;
    for (int i = 0; i < jobs.count; ++i)
        titles.append(QString::fromUtf8(jobs.list[i].title) + QLatin1Char('/') +
                      QString::fromUtf8(jobs.list[i].user));
    return titles;
}

QByteArray PrinterRig::document(int pages, const QByteArray& text) {
    QList<QByteArray> objects{"<</Type/Catalog/Pages 2 0 R>>", QByteArray(),
                              "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
    QByteArray kids;
    for (int i = 0; i < pages; ++i) {
        const QByteArray drawn =
            "BT /F 24 Tf 80 700 Td (" + text + ' ' + QByteArray::number(i + 1) + ") Tj ET";
        objects.append("<</Length " + QByteArray::number(drawn.size()) + ">>stream\n" + drawn +
                       "\nendstream");
        objects.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 "
                       "R>>>>/Contents " +
                       QByteArray::number(objects.size()) + " 0 R>>");
        kids += QByteArray::number(objects.size()) + " 0 R ";
    }
    objects[1] = "<</Type/Pages/Count " + QByteArray::number(pages) + "/Kids[" + kids + "]>>";
    QByteArray pdf = "%PDF-1.4\n", table;
    for (int i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj" + objects.at(i) + "\nendobj\n";
    }
    const QByteArray size = QByteArray::number(objects.size() + 1);
    return pdf + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer<</Size " + size +
           "/Root 1 0 R>>\nstartxref\n" + QByteArray::number(pdf.lastIndexOf("xref")) + "\n%%EOF\n";
}
