#include "drivers/contract/fault.h"

#include <algorithm>
#include <array>
#include <utility>

namespace jiujin::drivers {

namespace {

constexpr std::array kinds{
    std::pair{ErrorCode::CardUnreadable, FaultKind::UserError},
    std::pair{ErrorCode::CardLifted, FaultKind::UserError},
    std::pair{ErrorCode::CardUnknownType, FaultKind::Unsupported},
    std::pair{ErrorCode::CardBadText, FaultKind::Protocol},
    std::pair{ErrorCode::ReaderSilent, FaultKind::Timeout},
    std::pair{ErrorCode::ReaderGarbled, FaultKind::Protocol},
    std::pair{ErrorCode::PrinterNoPaper, FaultKind::NotReady},
    std::pair{ErrorCode::PrinterJam, FaultKind::NotReady},
    std::pair{ErrorCode::PrinterCover, FaultKind::NotReady},
    std::pair{ErrorCode::PrinterToner, FaultKind::NotReady},
    std::pair{ErrorCode::PrinterGone, FaultKind::NotReady},
    std::pair{ErrorCode::PrinterRefused, FaultKind::Protocol},
    std::pair{ErrorCode::PrintUnknown, FaultKind::OutcomeUnknown},
    std::pair{ErrorCode::SmartCardMute, FaultKind::UserError},
    std::pair{ErrorCode::SmartCardUnknown, FaultKind::Unsupported},
    std::pair{ErrorCode::SmartCardRemoved, FaultKind::UserError},
    std::pair{ErrorCode::SmartCardChanged, FaultKind::UserError},
    std::pair{ErrorCode::SmartCardDamaged, FaultKind::Protocol},
    std::pair{ErrorCode::SmartCardService, FaultKind::NotReady},
    std::pair{ErrorCode::SmartCardReaderGone, FaultKind::NotReady},
    std::pair{ErrorCode::PinWrong, FaultKind::UserError},
    std::pair{ErrorCode::PinBlocked, FaultKind::Hardware},
    std::pair{ErrorCode::PinFormat, FaultKind::UserError},
    std::pair{ErrorCode::SlipNoPaper, FaultKind::NotReady},
    std::pair{ErrorCode::SlipCover, FaultKind::NotReady},
    std::pair{ErrorCode::SlipCutter, FaultKind::NotReady},
    std::pair{ErrorCode::SlipHot, FaultKind::NotReady},
    std::pair{ErrorCode::SlipGone, FaultKind::NotReady},
    std::pair{ErrorCode::SlipFailed, FaultKind::Hardware},
    std::pair{ErrorCode::SlipRefused, FaultKind::Unsupported},
    std::pair{ErrorCode::DeviceHung, FaultKind::Timeout},
    std::pair{ErrorCode::DeviceUnlisted, FaultKind::Unsupported},
    std::pair{ErrorCode::ReaderSwapped, FaultKind::Hardware},
    std::pair{ErrorCode::TestCardUnlisted, FaultKind::Unsupported},
    std::pair{ErrorCode::DeviceInUse, FaultKind::NotReady},
    std::pair{ErrorCode::DeviceTimeout, FaultKind::Timeout},
    std::pair{ErrorCode::DeviceRemoved, FaultKind::Removed},
    std::pair{ErrorCode::DeviceCancelled, FaultKind::Cancelled},
    std::pair{ErrorCode::DeviceUnsupported, FaultKind::Unsupported},
};

} // namespace

DeviceFault faultOf(ErrorCode code, int detail) {
    const auto* const known = std::find_if(kinds.begin(), kinds.end(),
                                           [&](const auto& row) { return row.first == code; });
    const FaultKind kind = known == kinds.end() ? FaultKind::Hardware : known->second;
    const std::string_view text = codeOf(code);
    return {static_cast<int>(kind),
            QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())), detail};
}

} // namespace jiujin::drivers
