#include "app/visit/paper/qr.h"

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <exception>

namespace jiujin::paper {

namespace {

// ZXing's scale of 0 to 8 stands for L, M, Q, H by halves.
constexpr int levelM = 3;
constexpr std::size_t longest = 2331;

} // namespace

std::vector<std::string> qrRows(std::string_view text) {
    const bool ascii = std::all_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (text.empty() || text.size() > longest || !ascii)
        return {};
    try {
        const auto matrix = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                                .setEccLevel(levelM)
                                .setMargin(0)
                                .encode(std::wstring(text.begin(), text.end()), 0, 0);
        std::vector<std::string> rows;
        for (int y = 0; y < matrix.height(); ++y) {
            rows.emplace_back();
            for (int x = 0; x < matrix.width(); ++x)
                rows.back() += matrix.get(x, y) ? '1' : '0';
        }
        return rows;
    } catch (const std::exception&) {
        return {};
    }
}

} // namespace jiujin::paper
