// Characters as dots, for those that the printer's own font does not have.
#pragma once

#include "platform/base/bytes.h"

#include <filesystem>
#include <memory>
#include <vector>

struct FT_LibraryRec_;
struct FT_FaceRec_;

namespace jiujin::drivers::escpos {

// One dot a bit, eight in a byte, the leftmost highest; 1 is black.
struct Dots {
    Dots(int w, int h) : wide(w), high(h), bits(static_cast<std::size_t>((w + 7) / 8 * h)) {}

    int wide, high;
    Bytes bits;

    std::size_t rowBytes() const { return static_cast<std::size_t>((wide + 7) / 8); }
    // Nothing happens outside.
    void set(int x, int y);
    bool at(int x, int y) const;
};

class Glyphs {
public:
    // A font file that FreeType reads; of a collection the face for mainland China. It is read
    // through memory from then on, and never opened again. SettingsInvalid.
    static Result<Glyphs> open(const std::filesystem::path& file);

    bool has(char32_t character) const;
    // In a cell of 24 dots by `size`, `wide` dots wide, its left edge at x. What the font does not
    // have is drawn as 〓 (U+3013), the printers' sign for a missing letter.
    void draw(Dots& dots, char32_t character, int x, int wide, int size, bool bold) const;

private:
    struct Free {
        void operator()(FT_LibraryRec_* library) const;
        void operator()(FT_FaceRec_* face) const;
    };
    Glyphs() = default;

    std::unique_ptr<FT_LibraryRec_, Free> library_;
    std::unique_ptr<FT_FaceRec_, Free> face_;
};

} // namespace jiujin::drivers::escpos
