#include "tests/contract/smartcard/pcscd_rig.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace {

QString fromBuild(const char* path) {
    return QString::fromLocal8Bit(qgetenv("JIUJIN_BINARY_DIR")) + QLatin1String(path);
}

QString persons() {
    return QString::fromLocal8Bit(qgetenv("JIUJIN_SOURCE_DIR")) +
           QLatin1String("/tests/data/persons.json");
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

int openssl(const QStringList& words) {
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(QStringLiteral("openssl"), words);
    return process.waitForFinished(30000) ? process.exitCode() : -1;
}

} // namespace

PcscdRig::PcscdRig(Service service) {
    if (!makeKeys())
        qFatal("openssl");
    QStringList words{QStringLiteral("--folder"),  folder_.path(),
                      QStringLiteral("--driver"),  fromBuild("/tests/lib/ifd-pullable.so"),
                      QStringLiteral("--persons"), persons(),
                      QStringLiteral("--keys"),    folder_.path()};
    if (service == Service::NotYet)
        words << QStringLiteral("--late");
    peer_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    peer_.start(fromBuild("/tests/bin/smartcard-peer"), words);
    while (!said_.contains('\n'))
        if (!peer_.waitForReadyRead(10000))
            qFatal("smartcard-peer");
        else
            said_ += peer_.readAllStandardOutput();
    if (said_.startsWith("refused"))
        unavailable_ = QString::fromUtf8(said_).trimmed();
}

PcscdRig::~PcscdRig() {
    peer_.closeWriteChannel();
    if (!peer_.waitForFinished(5000)) {
        peer_.kill();
        peer_.waitForFinished();
    }
}

bool PcscdRig::makeKeys() {
    for (const QString& name : {QStringLiteral("operator"), QStringLiteral("other")}) {
        const QString path = folder_.filePath(name);
        const bool made =
            openssl({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                     QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                     QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
                     QStringLiteral("-subj"), QStringLiteral("/O=Jiujin test/CN=") + name,
                     QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-keyout"),
                     path + QStringLiteral(".key"), QStringLiteral("-outform"),
                     QStringLiteral("DER"), QStringLiteral("-out"),
                     path + QStringLiteral(".der")}) == 0;
        if (!made)
            return false;
    }
    return true;
}

QStringList PcscdRig::options() const {
    return {QStringLiteral("socket=") + folder_.filePath(QStringLiteral("pcscd.comm")),
            QStringLiteral("reader=00 00")};
}

bool PcscdRig::hands(const QByteArray& command) {
    const qsizetype before = said_.size();
    peer_.write(command + '\n');
    const QByteArray expected = "ok " + command + '\n';
    while (!said_.mid(before).contains(expected)) {
        if (!peer_.waitForReadyRead(5000))
            return false;
        said_ += peer_.readAllStandardOutput();
        if (said_.mid(before).contains("unknown " + command + '\n'))
            return false;
    }
    return true;
}

int PcscdRig::commandsSeen(const QByteArray& instruction) {
    peer_.waitForReadyRead(0);
    said_ += peer_.readAllStandardOutput();
    return static_cast<int>(said_.count("command " + instruction + '\n'));
}

QByteArray PcscdRig::operatorCertificate() const {
    return contents(folder_.filePath(QStringLiteral("operator.der")));
}

bool PcscdRig::isSignature(const QByteArray& der, const QByteArray& digest) const {
    const auto path = [this](const char* name) {
        return folder_.filePath(QLatin1String(name));
    };
    return write(path("signature"), der) && write(path("digest"), digest) &&
           openssl({QStringLiteral("x509"), QStringLiteral("-inform"), QStringLiteral("DER"),
                    QStringLiteral("-in"), path("operator.der"), QStringLiteral("-out"),
                    path("operator.pem")}) == 0 &&
           openssl({QStringLiteral("pkeyutl"), QStringLiteral("-verify"), QStringLiteral("-certin"),
                    QStringLiteral("-inkey"), path("operator.pem"), QStringLiteral("-in"),
                    path("digest"), QStringLiteral("-sigfile"), path("signature")}) == 0;
}

QJsonObject PcscdRig::person(const QString& id) const {
    for (const auto& each : QJsonDocument::fromJson(contents(persons())).array())
        if (each.toObject().value(QStringLiteral("id")).toString() == id)
            return each.toObject();
    return {};
}
