#include "platform/server/terminal_command.h"

#include "platform/base/command_text.h"
#include "platform/seal/packet_signature.h"
#include "platform/server/case_command.h"
#include "platform/server/store/sqlite_store.h"

namespace jiujin::server {

namespace {

std::string lineOf(const TerminalLine& terminal) {
    std::string line = terminal.terminalId + "  收件至 head " +
                       std::to_string(terminal.headCounter) + " " + terminal.headReceipt;
    if (terminal.suspended)
        line += "  已停用 suspended since " + toRfc3339(*terminal.suspended) + ", counter " +
                std::to_string(terminal.clash) + "  " +
                std::string(codeOf(ErrorCode::TerminalSuspended));
    if (terminal.damaged)
        line += "  记录损坏 its row is damaged  " + std::string(codeOf(ErrorCode::StoreDamaged));
    return line + "\n";
}

// Counter and number are what the packet itself says: it was signed by its terminal.
// One that was damaged here is listed with what is known without it.
std::string lineOf(const AsideLine& aside, const seal::Certificate& root) {
    const auto packet = seal::verifyPacket(aside.packet, root, aside.received);
    const std::string own = packet.ok() ? "counter " + std::to_string(packet->header.core.counter) +
                                              "  办件 case " + packet->header.core.caseNumber
                                        : std::string(codeOf(packet.error().code));
    return aside.terminalId + "  " + own + "  packet " + aside.packetId + "  " +
           toRfc3339(aside.received) + "  " + aside.code + " " + aside.place + "\n";
}

} // namespace

Result<void> listTerminals(const Settings& settings) {
    JIUJIN_TRY(checkHasCases(settings));
    JIUJIN_TRY_ASSIGN(const auto store, SqliteStore::open(settings.store, true));
    JIUJIN_TRY_ASSIGN(const auto terminals, store->terminals());
    for (const TerminalLine& terminal : terminals)
        print(lineOf(terminal));
    return {};
}

Result<void> listAside(const Settings& settings, const std::string& terminalId) {
    JIUJIN_TRY(checkHasCases(settings));
    JIUJIN_TRY_ASSIGN(const auto root, seal::Certificate::fromFile(settings.root));
    JIUJIN_TRY_ASSIGN(const auto store, SqliteStore::open(settings.store, true));
    JIUJIN_TRY_ASSIGN(const auto lines,
                      store->aside(codeOf(ErrorCode::PacketConflict), terminalId));
    for (const AsideLine& aside : lines)
        print(lineOf(aside, root));
    return {};
}

Result<void> resumeTerminal(const Settings& settings, const std::string& terminalId,
                            const std::string& after) {
    JIUJIN_TRY(checkHasCases(settings));
    JIUJIN_TRY_ASSIGN(const auto store, SqliteStore::open(settings.store, true));
    JIUJIN_TRY(store->transaction([&] { return store->resume(terminalId, after); }));
    JIUJIN_TRY_ASSIGN(const TerminalLine terminal, store->terminal(terminalId));
    print(lineOf(terminal));
    return {};
}

} // namespace jiujin::server
