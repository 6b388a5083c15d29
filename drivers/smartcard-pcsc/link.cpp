#include "drivers/smartcard-pcsc/link.h"

#include <array>
#include <cstring>

namespace jiujin::drivers::smartcard {

namespace {

constexpr DWORD protocols = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1;
constexpr int mostResets = 3; // of others, one after the other, before the card counts as mute

ErrorCode codeFor(LONG status) {
    switch (status) {
    case SCARD_W_REMOVED_CARD:
    case SCARD_W_RESET_CARD:
    case SCARD_E_NO_SMARTCARD:
    case SCARD_E_NOT_TRANSACTED:
        return ErrorCode::SmartCardRemoved;
    case SCARD_E_READER_UNAVAILABLE:
    case SCARD_E_UNKNOWN_READER:
    case SCARD_E_NO_READERS_AVAILABLE:
        return ErrorCode::SmartCardReaderGone;
    case SCARD_W_UNRESPONSIVE_CARD:
    case SCARD_W_UNPOWERED_CARD:
    case SCARD_E_PROTO_MISMATCH:
    case SCARD_E_CARD_UNSUPPORTED:
        return ErrorCode::SmartCardMute;
    case SCARD_E_INSUFFICIENT_BUFFER: // longer than any answer may be
        return ErrorCode::SmartCardDamaged;
    default: // a service that is not there says so in many ways
        return ErrorCode::SmartCardService;
    }
}

// What a card answered passed through it.
struct Received {
    std::array<std::uint8_t, MAX_BUFFER_SIZE> bytes{};
    DWORD size = bytes.size();
    ~Received() { ::explicit_bzero(bytes.data(), bytes.size()); }
};

} // namespace

Error errorOf(LONG status, const char* where) {
    return {codeFor(status), std::string("pcsc: ") + where + ": " + ::pcsc_stringify_error(status)};
}

Result<std::unique_ptr<Context>> Context::establish() {
    SCARDCONTEXT context = 0;
    const LONG status = ::SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context);
    if (status != SCARD_S_SUCCESS)
        return Error(ErrorCode::SmartCardService, "pcsc: no service");
    return std::unique_ptr<Context>(new Context(context));
}

Context::~Context() {
    ::SCardReleaseContext(context_);
}

void Context::cancel() const {
    ::SCardCancel(context_);
}

Result<std::unique_ptr<Link>> Link::connect(const Context& context, const std::string& reader) {
    SCARDHANDLE card = 0;
    DWORD protocol = 0;
    const LONG status = ::SCardConnect(context.handle(), reader.c_str(), SCARD_SHARE_SHARED,
                                       protocols, &card, &protocol);
    if (status != SCARD_S_SUCCESS)
        return errorOf(status, "connect");
    return std::unique_ptr<Link>(new Link(card, protocol));
}

Link::~Link() {
    ::SCardDisconnect(card_, SCARD_UNPOWER_CARD);
}

Result<void> Link::begin() {
    LONG status = ::SCardBeginTransaction(card_);
    for (int resets = 0; status == SCARD_W_RESET_CARD && resets < mostResets; ++resets) {
        status =
            ::SCardReconnect(card_, SCARD_SHARE_SHARED, protocols, SCARD_LEAVE_CARD, &protocol_);
        if (status == SCARD_S_SUCCESS)
            status = ::SCardBeginTransaction(card_);
    }
    if (status != SCARD_S_SUCCESS)
        return errorOf(status, "begin");
    return {};
}

void Link::end(After after) {
    // A card that is gone has no transaction any more, and the next begin says so.
    ::SCardEndTransaction(card_, after == After::Reset ? SCARD_RESET_CARD : SCARD_LEAVE_CARD);
}

Result<Answer> Link::send(const Command& command) {
    Dialogue dialogue(command);
    for (bool more = true; more;)
        JIUJIN_TRY(transmit(dialogue, more));
    Answer answer = dialogue.answer();
    lastStatus_ = answer.status;
    return answer;
}

Result<void> Link::transmit(Dialogue& dialogue, bool& more) {
    Received received;
    const ByteView out = dialogue.next().bytes();
    const SCARD_IO_REQUEST* const form =
        protocol_ == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
    const LONG status = ::SCardTransmit(card_, form, out.data(), out.size(), nullptr,
                                        received.bytes.data(), &received.size);
    if (status != SCARD_S_SUCCESS)
        return errorOf(status, "transmit");
    // What some drivers say of a card that is gone.
    if (received.size == 0)
        return errorOf(SCARD_E_NOT_TRANSACTED, "transmit");
    JIUJIN_TRY_ASSIGN(more, dialogue.take(ByteView(received.bytes).first(received.size)));
    return {};
}

} // namespace jiujin::drivers::smartcard
