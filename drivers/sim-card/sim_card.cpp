#include "drivers/sim-card/sim_card.h"

#include "drivers/contract/fault.h"

#include <QtCore/QTimer>

#include <utility>

namespace jiujin::drivers::sim {

namespace {

constexpr qsizetype cardPacketAtMost = 3072;
constexpr std::chrono::milliseconds untilSent{20};

} // namespace

SimCard::SimCard(std::map<std::string, CardRead> persons, std::function<void(std::string)> report)
    : persons_(std::move(persons)), report_(std::move(report)) {
    report_("ok");
}

bool SimCard::obey(const std::string& word, const std::string& rest) {
    if (word == "card")
        return lay(rest);
    if (word == "fault")
        return setFault(rest);
    if (word == "fail")
        return failNext(rest);
    if (word != "nocard" || !rest.empty())
        return false;
    card_.reset();
    // After a read it cannot tell; see above.
    if (presence_ == Presence::Yes)
        tell(Presence::No);
    return true;
}

bool SimCard::lay(const std::string& id) {
    const auto person = persons_.find(id);
    if (person == persons_.end())
        return false;
    card_ = person->second;
    tell(Presence::Yes);
    tryToRead();
    return true;
}

bool SimCard::setFault(const std::string& code) {
    ErrorCode error{};
    if (code == "ok")
        fault_.reset();
    else if (errorFromCode(code, error))
        fault_ = error;
    else
        return false;
    report_(code);
    if (source_ != nullptr)
        source_->askStatus();
    if (fault_)
        tell(Presence::Unknown);
    tryToRead();
    return true;
}

bool SimCard::failNext(const std::string& code) {
    ErrorCode error{};
    if (!errorFromCode(code, error))
        return false;
    failNext_ = error;
    return true;
}

void SimCard::serve(SimCardSource* source) {
    source_ = source;
}

void SimCard::tryToRead() {
    if (source_ == nullptr || !source_->waits())
        return;
    if (fault_)
        return source_->answer(*fault_);
    if (!card_)
        return;
    if (const auto failure = std::exchange(failNext_, std::nullopt))
        return source_->answer(*failure);
    const CardRead card = *std::exchange(card_, std::nullopt);
    tell(Presence::Unknown);
    source_->answer(card);
}

void SimCard::tell(Presence presence) {
    if (std::exchange(presence_, presence) != presence && source_ != nullptr)
        emit source_->presence(static_cast<int>(presence));
}

SimCardSource::SimCardSource(SimCard& reader) : reader_(reader) {
    reader_.serve(this);
}

SimCardSource::~SimCardSource() {
    reader_.serve(nullptr);
}

void SimCardSource::askStatus() {
    const auto fault = reader_.fault();
    const std::string_view code = fault ? codeOf(*fault) : std::string_view();
    emit status(IdCardStatus(
        !fault, QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size())), {}, false));
}

void SimCardSource::read(quint32 call, quint32 extras) {
    emit presence(static_cast<int>(reader_.presence()));
    if (pending_) {
        emit failed(call, faultOf(ErrorCode::DeviceUnsupported));
        return;
    }
    pending_ = call;
    extras_ = extras;
    reader_.tryToRead();
}

void SimCardSource::cancel(quint32 call) {
    if (pending_ != call)
        return;
    answer(ErrorCode::DeviceCancelled);
}

void SimCardSource::answer(CardRead card) {
    if ((extras_ & Photo) == 0)
        card.setPhoto({});
    emit cardRead(*std::exchange(pending_, std::nullopt), card);
    QTimer::singleShot(untilSent, this,
                       [this] { emit overwritten(QByteArray(cardPacketAtMost, '\0')); });
}

void SimCardSource::answer(ErrorCode code) {
    emit failed(*std::exchange(pending_, std::nullopt), faultOf(code));
}

} // namespace jiujin::drivers::sim
