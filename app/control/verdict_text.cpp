#include "app/control/verdict_text.h"

namespace jiujin::control {

std::string verdictText(const seal::VerifiedReceipt& receipt) {
    const protocol::ReceiptClaims& claims = receipt.claims;
    return "凭证是真的：终端 " + claims.terminalId +
           " 收到了一个密封的申请包。\n"
           "The receipt is genuine: terminal " +
           claims.terminalId +
           " took a sealed packet.\n"
           "  办件编号 case number   " +
           claims.caseNumber +
           "\n"
           "  收到时间 taken         " +
           toLocalMinute(claims.taken.time) +
           "  (clock: " + std::string(nameOf(claims.taken.grade)) +
           ")\n"
           "  密封摘要 sealed digest " +
           claims.sealedDigest +
           "\n"
           "  凭证序号 counter       " +
           std::to_string(claims.counter) +
           "\n"
           "是否送达、是否受理，以中心平台的记录为准。\n"
           "Whether it was delivered and accepted, the central platform's record says.\n";
}

} // namespace jiujin::control
