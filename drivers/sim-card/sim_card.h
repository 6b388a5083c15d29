// The reader that the script moves, and the contract "idcard" of one visit on it. Like a SAM_V
// module it finds a card no more once it was read, until the next one is laid.
#pragma once

#include "drivers/contract/device.h"
#include "platform/base/error.h"

#include "rep_idcard_merged.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace jiujin::drivers::sim {

class SimCardSource;

class SimCard {
public:
    SimCard(std::map<std::string, CardRead> persons, std::function<void(std::string)> report);

    // card ID | nocard | fault JJ-1007 | fault ok | fail JJ-1001: see README.md.
    bool obey(const std::string& word, const std::string& rest);
    void serve(SimCardSource* source);
    void tryToRead();
    Presence presence() const { return presence_; }
    std::optional<ErrorCode> fault() const { return fault_; }

private:
    bool lay(const std::string& id);
    bool setFault(const std::string& code);
    bool failNext(const std::string& code);
    void tell(Presence presence);

    const std::map<std::string, CardRead> persons_;
    const std::function<void(std::string)> report_;
    SimCardSource* source_ = nullptr;
    std::optional<CardRead> card_; // laid, and not read yet
    std::optional<ErrorCode> fault_, failNext_;
    Presence presence_ = Presence::No;
};

class SimCardSource : public IdCardSource {
public:
    explicit SimCardSource(SimCard& reader);
    ~SimCardSource() override;

    void askStatus() override;
    void read(quint32 call, quint32 extras) override;
    void cancel(quint32 call) override;

    bool waits() const { return pending_.has_value(); }
    void answer(CardRead card);
    void answer(ErrorCode code);

private:
    SimCard& reader_;
    std::optional<quint32> pending_;
    quint32 extras_ = NoExtras;
};

} // namespace jiujin::drivers::sim
