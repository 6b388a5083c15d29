// Where the book of supplies is kept: one small text for each printer, and one for the number of
// the last entry.
#pragma once

#include "platform/base/result.h"

#include <filesystem>
#include <optional>

namespace jiujin::supplies {

class Shelf {
public:
    virtual ~Shelf() = default;

    // Nothing when there never was one; whatever is there, when there is something.
    virtual std::optional<std::string> read(const std::string& name) const = 0;
    // Lasts when this returns; a power cut leaves the old or the new. StoreOpen.
    virtual Result<void> write(const std::string& name, const std::string& text) = 0;
    // What cannot be understood stays for whoever wants to see it, under another name.
    virtual void setAside(const std::string& name) = 0;
};

class FolderShelf : public Shelf {
public:
    // The folder is made with the first text.
    explicit FolderShelf(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::optional<std::string> read(const std::string& name) const override;
    Result<void> write(const std::string& name, const std::string& text) override;
    void setAside(const std::string& name) override;

private:
    const std::filesystem::path folder_;
};

} // namespace jiujin::supplies
