// libpcsclite in values: a context, and a card in a reader with its transactions. Each belongs to
// one thread, but for Context::cancel.
#pragma once

#include "drivers/smartcard-pcsc/protocol/dialogue.h"

#include <memory>
#include <string>
#include <winscard.h>

namespace jiujin::drivers::smartcard {

// SmartCardService, SmartCardReaderGone, SmartCardRemoved, SmartCardMute or SmartCardDamaged.
// SmartCardRemoved stands for every way in which a card stops in the middle; Desk finds out which.
Error errorOf(LONG status, const char* where);

class Context {
public:
    // SmartCardService when pcscd does not answer.
    static Result<std::unique_ptr<Context>> establish();
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    SCARDCONTEXT handle() const { return context_; }
    // Ends the wait for changes that another thread is in; one that has not begun yet is missed.
    void cancel() const;

private:
    explicit Context(SCARDCONTEXT context) : context_(context) {}
    SCARDCONTEXT context_;
};

class Link {
public:
    static Result<std::unique_ptr<Link>> connect(const Context& context, const std::string& reader);
    // The card forgets what PIN it was given.
    ~Link();
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    // From begin to end no other program reaches the card.
    Result<void> begin();
    enum class After { Leave, Reset };
    void end(After after);

    // Everything that the card answers to it, 61xx and 6Cxx followed. The errors of errorOf, or
    // SmartCardDamaged.
    Result<Answer> send(const Command& command);
    // The last status word, for logs.
    int lastStatus() const { return lastStatus_; }

private:
    Link(SCARDHANDLE card, DWORD protocol) : card_(card), protocol_(protocol) {}
    Result<void> transmit(Dialogue& dialogue, bool& more);

    SCARDHANDLE card_;
    DWORD protocol_;
    int lastStatus_ = 0;
};

} // namespace jiujin::drivers::smartcard
