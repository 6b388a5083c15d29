// A card reader that a stranger has taken over: the first times that it is asked for a card it does
// what it must not, from then on it reads the one card that it has. For tests alone.
// Options: act = crash, hang, garbage (to the visit) or babble (to the supervisor); times = how
// often; count = a file that grows by a byte each time; persons = the file with the card.
#include "drivers/contract/device.h"
#include "drivers/contract/module.h"
#include "rep_idcard_merged.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QMetaProperty>
#include <QtRemoteObjects/QRemoteObjectHostBase>

#include <csignal>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::drivers;

namespace {

// To every socket of that kind which this process has.
void writeTo(int type, const QByteArray& bytes) {
    for (int descriptor = 3; descriptor < 64; ++descriptor) {
        int its = 0;
        socklen_t size = sizeof its;
        if (::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &its, &size) == 0 && its == type)
            static_cast<void>(
                ::send(descriptor, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL));
    }
}

void misbehave(const std::string& act) {
    if (act == "crash")
        ::raise(SIGKILL);
    while (act == "hang")
        ::sched_yield();
    if (act == "garbage")
        writeTo(SOCK_STREAM, QByteArray("\x0a\0\0\0\x06\0\x0c\0\0\0\xff\xff\xff\xff", 14));
    if (act == "babble")
        writeTo(SOCK_SEQPACKET, "everything is fine");
}

class RogueReader : public IdCardSource {
public:
    RogueReader(std::string act, QJsonObject card) : act_(std::move(act)), card_(std::move(card)) {}

    void askStatus() override {}
    void read(quint32 call, quint32 /*extras*/) override {
        if (!act_.empty())
            return misbehave(act_);
        emit presence(static_cast<int>(Presence::Yes));
        emit cardRead(call, cardOfMine());
        emit overwritten(QByteArray(4096, '\0'));
    }
    void cancel(quint32) override {}

private:
    CardRead cardOfMine() const {
        CardRead card;
        const QMetaObject& type = CardRead::staticMetaObject;
        for (int i = 0; i < type.propertyCount(); ++i)
            if (const auto value = card_[QLatin1String(type.property(i).name())]; value.isString())
                type.property(i).writeOnGadget(&card, value.toString());
        return card;
    }

    const std::string act_;
    const QJsonObject card_;
};

class Rogue : public Module {
public:
    std::string deviceClass() const override { return "idcard"; }
    Result<void> open(const ModuleOptions& options) override {
        QFile count(QString::fromStdString(options.at("count")));
        QFile persons(QString::fromStdString(options.at("persons")));
        if (!count.open(QIODevice::ReadWrite | QIODevice::Append) ||
            !persons.open(QIODevice::ReadOnly))
            return Error(ErrorCode::SettingsInvalid, "rogue: files");
        card_ = QJsonDocument::fromJson(persons.readAll())[0].toObject();
        if (count.size() >= std::stoi(options.at("times")))
            return {};
        act_ = options.at("act");
        count.write("x");
        return {};
    }
    Needs needs() const override { return {}; }
    void start(std::function<void(std::string)> report) override { report("ok"); }
    std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) override {
        auto source = std::make_unique<RogueReader>(act_, card_);
        host.enableRemoting(static_cast<IdCardSource*>(source.get()));
        return source;
    }

private:
    std::string act_;
    QJsonObject card_;
};

} // namespace

extern "C" jiujin::drivers::Module* jiujinDriverModule() {
    return new Rogue;
}
