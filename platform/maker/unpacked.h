// The files of a bundle in a folder of their own, for what reads folders; gone with this object.
#pragma once

#include "platform/maker/bundle.h"

namespace jiujin::maker {

class Unpacked {
public:
    Unpacked();
    ~Unpacked();
    Unpacked(const Unpacked&) = delete;
    Unpacked& operator=(const Unpacked&) = delete;

    // Once. The folder, laid out as resources/ is. CommitFailed.
    Result<std::filesystem::path> fill(const Bundle& bundle) const;

private:
    std::filesystem::path room_;
};

} // namespace jiujin::maker
