#include "drivers/printer-escpos/slip_source.h"

#include "drivers/contract/fault.h"

#include <algorithm>

namespace jiujin::drivers::escpos {

namespace {

// More than a visit has reason to ask for at a time.
constexpr std::size_t mostCalls = 8;

QString shown(std::string_view text) {
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

// Nothing when a number stands for nothing.
std::optional<Part> partFrom(const SlipPart& part) {
    constexpr std::array kinds{
        std::pair{SlipKind::Text, Kind::Text}, std::pair{SlipKind::Code, Kind::Code},
        std::pair{SlipKind::Rule, Kind::Rule}, std::pair{SlipKind::Space, Kind::Space}};
    constexpr std::array aligns{std::pair{SlipAlign::Left, Align::Left},
                                std::pair{SlipAlign::Centre, Align::Centre},
                                std::pair{SlipAlign::Right, Align::Right}};
    const auto* const kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& each) {
        return static_cast<int>(each.first) == part.kind;
    });
    const auto* const align = std::find_if(aligns.begin(), aligns.end(), [&](const auto& each) {
        return static_cast<int>(each.first) == part.align;
    });
    if (kind == kinds.end() || align == aligns.end())
        return std::nullopt;
    return Part{kind->second, part.text.toStdString(), part.size, align->second, part.bold};
}

std::optional<std::vector<Part>> partsOf(const Slip& slip) {
    std::vector<Part> parts;
    for (const SlipPart& each : slip.parts) {
        auto part = partFrom(each);
        if (!part)
            return std::nullopt;
        parts.push_back(std::move(*part));
    }
    return parts;
}

} // namespace

SlipPort::SlipPort(Worker& worker, Roll roll) : worker_(worker), roll_(roll) {
    worker_.serve(true);
}

SlipPort::~SlipPort() {
    worker_.serve(false);
}

void SlipPort::askStatus() {
    worker_.askCondition();
}

void SlipPort::print(quint32 call, Slip slip) {
    auto parts = partsOf(slip);
    if (!parts || calls_.size() >= mostCalls) {
        emit failed(call, faultOf(ErrorCode::SlipRefused));
        return;
    }
    calls_[++lastTicket_] = call;
    worker_.print(lastTicket_, std::move(*parts));
}

void SlipPort::cancel(quint32 call) {
    const auto known = std::find_if(calls_.begin(), calls_.end(),
                                    [&](const auto& each) { return each.second == call; });
    if (known == calls_.end())
        return;
    const CalledOff called = worker_.callOff(known->first);
    // Its answer is on the way.
    if (called == CalledOff::NotThere)
        return;
    calls_.erase(known);
    emit failed(call, faultOf(called == CalledOff::MayBeOut ? ErrorCode::PrintUnknown
                                                            : ErrorCode::DeviceCancelled));
}

void SlipPort::show(const Condition& condition) {
    const QString code = condition.fault ? shown(codeOf(*condition.fault)) : QString();
    const QString warning = condition.nearEnd ? QStringLiteral("paper-near-end") : QString();
    emit status(SlipStatus(!condition.fault, code, warning, condition.slips, roll_.columns));
}

void SlipPort::finish(std::uint32_t ticket, const Result<void>& outcome) {
    const auto known = calls_.extract(ticket);
    if (!known)
        return;
    if (outcome.ok())
        emit printed(known.mapped());
    else
        emit failed(known.mapped(), faultOf(outcome.error().code));
}

} // namespace jiujin::drivers::escpos
