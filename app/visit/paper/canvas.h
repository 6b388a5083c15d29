// An A4 page in memory, drawn on in millimetres from its upper left corner. Text is set as it is,
// never as markup, so nothing that a person typed can mean anything.
#pragma once

#include "platform/base/bytes.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using cairo_t = struct _cairo;
using PangoLayout = struct _PangoLayout;

namespace jiujin::paper {

struct Colour {
    double red, green, blue;
};
inline constexpr Colour ink{0.10, 0.12, 0.14}, quiet{0.36, 0.41, 0.46}, accent{0.11, 0.29, 0.47},
    rule{0.70, 0.76, 0.82}, tint{0.945, 0.96, 0.978}, band{0.85, 0.895, 0.94},
    warning{0.66, 0.27, 0.05};

enum class Align { Left, Centre, Right };

struct Style {
    double size = 10.5; // points
    bool bold = false;
    Colour colour = ink;
    Align align = Align::Left;
    double tracking = 0; // points between characters
};

class Canvas {
public:
    static constexpr double width = 210, height = 297;

    explicit Canvas(std::string_view title);
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    // Height of the text, set in `wide` millimetres.
    double heightOf(std::string_view text, double wide, const Style& style);
    // Draws it with its top at y, gives the height.
    double text(std::string_view text, double x, double y, double wide, const Style& style);

    void line(double x1, double y1, double x2, double y2, double thick, Colour colour);
    void fill(double x, double y, double wide, double high, Colour colour);
    void frame(double x, double y, double wide, double high, double thick, Colour colour);
    // Rows of '0' and '1', each module `side` millimetres.
    void modules(const std::vector<std::string>& rows, double x, double y, double side);
    // A line through points, round at its ends; one point is a dot.
    void stroke(const std::vector<std::pair<double, double>>& points, double thick);

    void nextPage();
    // The document, PDF 1.5; the canvas is done then. PrinterRefused when it could not be drawn.
    Result<Bytes> finish();

private:
    PangoLayout* layoutFor(std::string_view text, double wide, const Style& style);
    void use(Colour colour);

    Bytes pdf_;
    std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo_;
    std::unique_ptr<PangoLayout, void (*)(PangoLayout*)> layout_;
};

} // namespace jiujin::paper
