// The revocation list that is in force. It only goes forward: a list takes the place of the one
// before when the root signed it and its number is higher; an older, broken or foreign one changes
// nothing and is told (Event::RevocationRefused), also that the file has gone.
#pragma once

#include "platform/seal/revocation.h"

namespace jiujin::seal {

// Copies share one state. Safe to use from several threads.
class Revocations {
public:
    // One list that no file follows; nobody's, to begin with.
    Revocations(RevocationList list = {});
    // What stands in the file now and later: it is looked at when somebody is asked about, at most
    // once in `lookEvery`, and read when it has changed. Wanted: that it is not there yet is an
    // error; Later: nobody is revoked until it is. Errors as of RevocationList::fromFile().
    enum class File { Wanted, Later };
    static Result<Revocations>
    following(const std::filesystem::path& path, const Certificate& root, File file,
              std::chrono::milliseconds lookEvery = std::chrono::milliseconds(500));

    bool holds(const Certificate& certificate) const { return current().holds(certificate); }
    RevocationList current() const;
    // Signed by the root, as every RevocationList that was read. True when it is in force now that
    // was not before.
    bool offer(const RevocationList& list) const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace jiujin::seal
