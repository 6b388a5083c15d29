#include "tests/contract/idcard/reader_rig.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

void ReaderRig::useModules(const QString& folder, const QStringList& moreOptions) {
    modules_ = folder;
    moreOptions_ = moreOptions;
}

DriverProcess& ReaderRig::start() {
    replica_.reset();
    answers_.clear();
    presences_.clear();
    statuses_.clear();
    host_ = std::make_unique<DriverProcess>(peer_->module(), peer_->options() + moreOptions_,
                                            modules_, std::nullopt, peer_->environment());
    return *host_;
}

bool ReaderRig::begin() {
    return start().healthBecomes(QStringLiteral("ok")) && serve();
}

bool ReaderRig::serve() {
    replica_.reset(host_->serve().acquire<IdCardReplica>());
    QObject::connect(replica_.get(), &IdCardReplica::cardRead, replica_.get(),
                     [this](quint32 call, const CardRead& card) {
                         answers_.append({call, card, {}, -1});
                     });
    QObject::connect(replica_.get(), &IdCardReplica::failed, replica_.get(),
                     [this](quint32 call, const jiujin::drivers::DeviceFault& fault) {
                         answers_.append({call, std::nullopt, fault.code, fault.kind});
                     });
    QObject::connect(replica_.get(), &IdCardReplica::presence, replica_.get(),
                     [this](int state) { presences_.append(state); });
    QObject::connect(replica_.get(), &IdCardReplica::status, replica_.get(),
                     [this](const IdCardStatus& status) { statuses_.append(status); });
    QObject::connect(replica_.get(), &IdCardReplica::overwritten, replica_.get(),
                     [this](const QByteArray& zeros) { overwritten_.append(zeros.size()); });
    return replica_->waitForSource(5000);
}

quint32 ReaderRig::ask(quint32 extras) {
    replica_->read(++calls_, extras);
    return calls_;
}

std::optional<ReaderRig::Answer> ReaderRig::answer(int milliseconds) {
    if (!QTest::qWaitFor([this] { return !answers_.isEmpty(); }, milliseconds))
        return std::nullopt;
    return answers_.takeFirst();
}

bool ReaderRig::silentFor(int milliseconds) {
    return !QTest::qWaitFor([this] { return !answers_.isEmpty(); }, milliseconds);
}

qsizetype ReaderRig::overwrittenComes() {
    if (!QTest::qWaitFor([this] { return !overwritten_.isEmpty(); }))
        return 0;
    return overwritten_.takeFirst();
}

bool ReaderRig::presenceBecomes(jiujin::drivers::Presence presence) {
    return QTest::qWaitFor(
        [&] { return !presences_.isEmpty() && presences_.last() == static_cast<int>(presence); });
}

QJsonObject ReaderRig::person(const QString& id) {
    QFile file(QString::fromLocal8Bit(qgetenv("JIUJIN_SOURCE_DIR")) +
               QLatin1String("/tests/data/persons.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("persons.json");
    for (const auto& each : QJsonDocument::fromJson(file.readAll()).array())
        if (each.toObject().value(QStringLiteral("id")).toString() == id)
            return each.toObject();
    return {};
}

// Compared, never shown.
bool ReaderRig::sameTexts(const CardRead& card, const QJsonObject& person) {
    const auto text = [&](const char* key) {
        return person.value(QLatin1String(key)).toString();
    };
    return card.kind() == text("kind") && card.name() == text("name") &&
           card.otherName() == text("otherName") && card.sex() == text("sex") &&
           card.nation() == text("nation") && card.birth() == text("birth") &&
           card.address() == text("address") && card.number() == text("number") &&
           card.issuer() == text("issuer") && card.validFrom() == text("validFrom") &&
           card.validUntil() == text("validUntil");
}
