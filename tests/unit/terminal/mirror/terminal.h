// A terminal's mirror over a published folder, for the tests beside this file.
#pragma once

#include "app/terminal/mirror/mirror.h"
#include "platform/catalogue/tree.h"
#include "tests/support/catalogue/catalogue.h"

#include <QtCore/QTemporaryDir>

#include <fstream>

namespace jiujin::tests {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using samples::must;
using samples::noon;

// What stands in a folder, counted, and as `spoil` alters it.
class FolderLibrary : public mirror::Library {
public:
    explicit FolderLibrary(fs::path folder) : folder_(std::move(folder)) {}

    std::function<void(std::string_view name, std::string& bytes)> spoil;
    std::uint64_t bytes = 0;
    // After so many it breaks.
    std::uint64_t most = ~std::uint64_t{0};

    Result<std::string> read(std::string_view name, std::uint64_t from,
                             std::size_t wanted) override {
        if (!fs::exists(folder_ / name))
            return Error(ErrorCode::NotFound, std::string(name));
        if (bytes >= most)
            return Error(ErrorCode::NetworkBroken);
        std::string all = must(catalogue::readFile(folder_ / name, catalogue::maxObjectBytes));
        if (spoil)
            spoil(name, all);
        all = all.substr(std::min<std::size_t>(from, all.size()), wanted);
        bytes += all.size();
        return all;
    }

private:
    fs::path folder_;
};

struct Site {
    const samples::Pki pki;
    QTemporaryDir folder;
    fs::path root = folder.path().toStdString();
    samples::Publisher publisher{pki, root, noon() + 300 * 24h};
    FolderLibrary library{publisher.folder()};
    mirror::Settings settings{root / "mirror", root / "marks"};
    seal::RevocationList revoked;
    Result<void> fitting;

    std::unique_ptr<mirror::Mirror> open() {
        return must(mirror::Mirror::open(
            settings,
            [this] {
                return catalogue::Anchors{pki.root, revoked};
            },
            [this](const fs::path& snapshot) {
                if (fitting)
                    std::ofstream(mirror::headsBeside(snapshot)) << "heads";
                return fitting;
            }));
    }
    static GradedTime at(WallTime time) { return {time, ClockGrade::Network}; }
    std::string contentOf(const mirror::Mirror& mirror, const std::string& matter) const {
        const auto snapshot = mirror.current();
        const auto file = snapshot->folder / "matters" / matter / "matter.json";
        return must(catalogue::readFile(file, catalogue::maxObjectBytes));
    }
};

} // namespace jiujin::tests
