#include "platform/maker/unpacked.h"

#include <cstdlib>
#include <unistd.h>

namespace jiujin::maker {

namespace fs = std::filesystem;

Unpacked::Unpacked() {
    std::string name = (fs::temp_directory_path() / "jiujin-matter-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr)
        room_ = name;
}

Unpacked::~Unpacked() {
    std::error_code failure;
    if (!room_.empty())
        fs::remove_all(room_, failure);
}

Result<fs::path> Unpacked::fill(const Bundle& bundle) const {
    if (room_.empty())
        return Error(ErrorCode::CommitFailed,
                     "no folder can be made in " + fs::temp_directory_path().string());
    JIUJIN_TRY(makeFolder(room_ / "tree", bundle.files));
    return room_ / "tree";
}

} // namespace jiujin::maker
