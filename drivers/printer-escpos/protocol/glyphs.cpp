#include "drivers/printer-escpos/protocol/glyphs.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <string_view>

namespace jiujin::drivers::escpos {

namespace {

constexpr std::string_view mainland = "Noto Sans CJK SC";
constexpr char32_t missing = U'〓';
// Of a cell of 24 dots, so that neighbours do not touch.
constexpr unsigned letterDots = 22;
constexpr int baseline = 20;
constexpr unsigned black = 96; // of 255: thin strokes stay

} // namespace

void Dots::set(int x, int y) {
    if (x < 0 || y < 0 || x >= wide || y >= high)
        return;
    bits[static_cast<std::size_t>(y) * rowBytes() + static_cast<std::size_t>(x / 8)] |=
        static_cast<std::uint8_t>(0x80U >> static_cast<unsigned>(x % 8));
}

bool Dots::at(int x, int y) const {
    const auto byte =
        bits[static_cast<std::size_t>(y) * rowBytes() + static_cast<std::size_t>(x / 8)];
    return (byte & (0x80U >> static_cast<unsigned>(x % 8))) != 0;
}

void Glyphs::Free::operator()(FT_LibraryRec_* library) const {
    ::FT_Done_FreeType(library);
}

void Glyphs::Free::operator()(FT_FaceRec_* face) const {
    ::FT_Done_Face(face);
}

Result<Glyphs> Glyphs::open(const std::filesystem::path& file) {
    const Error unreadable(ErrorCode::SettingsInvalid, "slip: font cannot be read");
    Glyphs glyphs;
    FT_Library library = nullptr;
    if (::FT_Init_FreeType(&library) != 0)
        return unreadable;
    glyphs.library_.reset(library);
    FT_Long count = 1;
    for (FT_Long index = 0; index < count; ++index) {
        FT_Face face = nullptr;
        if (::FT_New_Face(library, file.c_str(), index, &face) != 0)
            return unreadable;
        count = face->num_faces;
        std::unique_ptr<FT_FaceRec_, Free> opened(face);
        if (!glyphs.face_ || (face->family_name != nullptr && face->family_name == mainland))
            glyphs.face_ = std::move(opened);
    }
    return glyphs;
}

bool Glyphs::has(char32_t character) const {
    return ::FT_Get_Char_Index(face_.get(), character) != 0;
}

void Glyphs::draw(Dots& dots, char32_t character, int x, int wide, int size, bool bold) const {
    const unsigned times = static_cast<unsigned>(size);
    if (::FT_Set_Pixel_Sizes(face_.get(), 0, letterDots * times) != 0 ||
        ::FT_Load_Char(face_.get(), has(character) ? character : missing,
                       FT_LOAD_RENDER | FT_LOAD_NO_HINTING) != 0)
        return;
    const FT_GlyphSlot slot = face_->glyph;
    const FT_Bitmap& picture = slot->bitmap;
    const int left = x + (wide - static_cast<int>(slot->advance.x / 64)) / 2 + slot->bitmap_left;
    const int top = baseline * size - slot->bitmap_top;
    for (int row = 0; row < static_cast<int>(picture.rows); ++row)
        for (int column = 0; column < static_cast<int>(picture.width); ++column) {
            if (picture.buffer[row * picture.pitch + column] < black)
                continue;
            dots.set(left + column, top + row);
            if (bold)
                dots.set(left + column + 1, top + row);
        }
}

} // namespace jiujin::drivers::escpos
