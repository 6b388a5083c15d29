// Stands where jiujin-visit would, beside the program's own file a socket "desk": once it has the
// screen it connects there and does what it is told, a line each:
//   file      reserves a number and files a case of an invented citizen
//   reserve   reserves a number
//   put       hands over again what was filed last
//   finish    says that the visit is over
// and answers with a line each: reserved NUMBER, stored NUMBER CODE, refused JJ-…
#include "app/link/frame_socket.h"
#include "app/visit/case/seal_case.h"
#include "platform/matter/check.h"
#include "rep_terminal_merged.h"
#include "tests/support/cases/sample_case.h"

#include <QtCore/QCoreApplication>
#include <QtRemoteObjects/QRemoteObjectNode>

#include <filesystem>
#include <unistd.h>

using namespace jiujin;

namespace {

template <typename T>
T must(Result<T> result) {
    if (!result.ok())
        qFatal("%s", result.error().text().c_str());
    return std::move(result).value();
}

class ToldVisit : public QObject {
    Q_OBJECT
public:
    explicit ToldVisit(const QStringList& words)
        : words_(words),
          root_(must(seal::Certificate::fromFile(fileOf("--root")))),
          recipients_({root_, must(seal::Certificate::fromFile(fileOf("--trust") / "seal.pem")),
                       must(seal::Certificate::fromFile(fileOf("--trust") / "escrow.pem"))}),
          matter_(tests::pensionMatter()),
          link_(wordAfter("--link").toInt(), link::maxTerminalFrame) {
        connect(&link_, &link::FrameSocket::disconnected, [] { ::_exit(0); });
        node_.addClientSideConnection(&link_);
        terminal_.reset(node_.acquire<TerminalReplica>());
        connect(terminal_.get(), &TerminalReplica::initialized, this,
                [this] { terminal_->standingBy(); });
        connect(terminal_.get(), &TerminalReplica::takeover, this, &ToldVisit::takeOver);
        connect(terminal_.get(), &TerminalReplica::retire, this, [] { ::_exit(0); });
        connect(terminal_.get(), &TerminalReplica::reserved, this, &ToldVisit::reserved);
        connect(terminal_.get(), &TerminalReplica::stored, this,
                [this](quint32, const LinkReceipt& receipt) {
                    say({"stored", receipt.caseNumber(), receipt.code()});
                });
        connect(terminal_.get(), &TerminalReplica::refused, this,
                [this](quint32, const QString& code) {
                    say({"refused", code});
                });
    }

private:
    QString wordAfter(const char* name) const {
        return words_.value(words_.indexOf(QLatin1String(name)) + 1);
    }
    std::filesystem::path fileOf(const char* name) const { return wordAfter(name).toStdString(); }

    void takeOver() {
        terminal_->firstFrame();
        connect(&desk_, &QLocalSocket::readyRead, this, &ToldVisit::listen);
        connect(&desk_, &QLocalSocket::disconnected, [] { ::_exit(0); });
        const QString beside = QCoreApplication::arguments().constFirst();
        desk_.connectToServer(beside.section(QLatin1Char('/'), 0, -2) + QStringLiteral("/desk"));
    }

    void listen() {
        while (desk_.canReadLine())
            obey(desk_.readLine().trimmed());
    }

    void obey(const QByteArray& order) {
        filing_ = order == "file";
        if (filing_ || order == "reserve")
            terminal_->reserve(++calls_);
        if (order == "put")
            handOver();
        if (order == "finish")
            terminal_->finished();
    }

    void reserved(quint32, const LinkReservation& given) {
        if (!filing_)
            return say({"reserved", given.caseNumber()});
        filed_ = must(filing::sealCase(
            matter_, bodyOfNow(),
            {given.packetId().toStdString(), given.terminalId().toStdString(), given.counter(),
             given.caseNumber().toStdString(), given.lookupCode().toStdString()},
            recipients_, tests::legalCalendar()));
        handOver();
    }

    void handOver() {
        terminal_->put(++calls_, QByteArray::fromStdString(filed_.coreHeader),
                       QByteArray(reinterpret_cast<const char*>(filed_.sealed.data()),
                                  static_cast<qsizetype>(filed_.sealed.size())));
    }

    protocol::CaseBody bodyOfNow() const {
        protocol::CaseBody body = tests::sampleBody(matter_, tests::personCard("zhang"));
        body.filed.time = SystemClock().wall().time;
        body.materials.front().dueDate = tests::legalCalendar().dateAfter(
            matter::localDay(body.filed.time), matter_.materials.front().laterWorkingDays);
        tests::signAgain(matter_, body);
        return body;
    }

    void say(std::initializer_list<QAnyStringView> words) {
        QString line;
        for (const QAnyStringView word : words)
            line += word.toString() + QLatin1Char(' ');
        desk_.write(line.trimmed().toUtf8() + '\n');
        desk_.flush();
    }

    const QStringList words_;
    const seal::Certificate root_;
    const filing::TrustedRecipients recipients_;
    const matter::Matter matter_;
    link::FrameSocket link_;
    QLocalSocket desk_;
    QRemoteObjectNode node_;
    std::unique_ptr<TerminalReplica> terminal_;
    filing::SealedCase filed_;
    bool filing_ = false;
    quint32 calls_ = 0;
};

} // namespace

int main(int count, char** words) {
    const QCoreApplication application(count, words);
    const QStringList arguments = QCoreApplication::arguments();
    // Cases and matter lie in the source tree that the terminal's own settings name.
    const QString matters = arguments.value(arguments.indexOf(QLatin1String("--matters")) + 1);
    qputenv("JIUJIN_SOURCE_DIR", matters.section(QLatin1Char('/'), 0, -3).toUtf8());
    const ToldVisit visit(arguments);
    return QCoreApplication::exec();
}
#include "told_visit.moc"
