#include "app/visit/paper/canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>

namespace jiujin::paper {

namespace {

constexpr double point = 72.0 / 25.4; // points a millimetre
constexpr const char* family = "Noto Sans CJK SC";
// The same Latin letters from the same file. cairo 1.16 keeps all 900 KB of subroutines of a CJK
// font when Latin letters and ideographs share a subset, 60 KB when they do not.
constexpr const char* latinFamily = "Noto Sans CJK JP";

cairo_status_t append(void* closure, const unsigned char* data, unsigned int size) {
    auto& pdf = *static_cast<Bytes*>(closure);
    pdf.insert(pdf.end(), data, data + size);
    return CAIRO_STATUS_SUCCESS;
}

cairo_t* contextOn(Bytes& pdf, std::string_view title) {
    cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(
        append, &pdf, Canvas::width * point, Canvas::height * point);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, std::string(title).c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Jiujin");
    cairo_t* context = cairo_create(surface);
    cairo_surface_destroy(surface);
    cairo_scale(context, point, point);
    return context;
}

PangoAlignment alignmentOf(Align align) {
    switch (align) {
    case Align::Left:
        return PANGO_ALIGN_LEFT;
    case Align::Centre:
        return PANGO_ALIGN_CENTER;
    case Align::Right:
        return PANGO_ALIGN_RIGHT;
    }
    return PANGO_ALIGN_LEFT;
}

void setLatin(PangoAttrList* attributes, std::string_view text) {
    const auto ascii = [&](std::size_t at) {
        return static_cast<unsigned char>(text[at]) < 0x80;
    };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && ascii(end) == ascii(at))
            ++end;
        if (ascii(at)) {
            PangoAttribute* latin = pango_attr_family_new(latinFamily);
            latin->start_index = static_cast<guint>(at);
            latin->end_index = static_cast<guint>(end);
            pango_attr_list_insert(attributes, latin);
        }
        at = end;
    }
}

int pangoUnits(double millimetres) {
    return static_cast<int>(millimetres * PANGO_SCALE);
}

} // namespace

Canvas::Canvas(std::string_view title)
    : cairo_(contextOn(pdf_, title), cairo_destroy),
      layout_(pango_cairo_create_layout(cairo_.get()),
              [](PangoLayout* layout) { g_object_unref(layout); }) {
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(layout_.get(), 0.92F);
    pango_layout_set_auto_dir(layout_.get(), FALSE);
    // Hinting would fit outlines to a screen's pixels; on paper it only shifts them.
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pango_layout_get_context(layout_.get()), options);
    cairo_font_options_destroy(options);
    // Set in millimetres, whole units would be far too coarse a place for a letter.
    pango_context_set_round_glyph_positions(pango_layout_get_context(layout_.get()), FALSE);
    pango_context_set_language(pango_layout_get_context(layout_.get()),
                               pango_language_from_string("zh-cn"));
    cairo_set_line_cap(cairo_.get(), CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_ROUND);
}

PangoLayout* Canvas::layoutFor(std::string_view text, double wide, const Style& style) {
    PangoFontDescription* font = pango_font_description_from_string(family);
    pango_font_description_set_absolute_size(font, style.size / point * PANGO_SCALE);
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout_.get(), font);
    pango_font_description_free(font);
    PangoAttrList* attributes = pango_attr_list_new();
    setLatin(attributes, text);
    if (style.tracking != 0)
        pango_attr_list_insert(attributes,
                               pango_attr_letter_spacing_new(pangoUnits(style.tracking / point)));
    pango_layout_set_attributes(layout_.get(), attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_alignment(layout_.get(), alignmentOf(style.align));
    pango_layout_set_width(layout_.get(), pangoUnits(wide));
    pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
    return layout_.get();
}

double Canvas::heightOf(std::string_view text, double wide, const Style& style) {
    int high = 0;
    pango_layout_get_size(layoutFor(text, wide, style), nullptr, &high);
    return static_cast<double>(high) / PANGO_SCALE;
}

double Canvas::text(std::string_view text, double x, double y, double wide, const Style& style) {
    const double high = heightOf(text, wide, style);
    use(style.colour);
    cairo_move_to(cairo_.get(), x, y);
    pango_cairo_show_layout(cairo_.get(), layout_.get());
    return high;
}

void Canvas::line(double x1, double y1, double x2, double y2, double thick, Colour colour) {
    use(colour);
    cairo_set_line_width(cairo_.get(), thick);
    cairo_move_to(cairo_.get(), x1, y1);
    cairo_line_to(cairo_.get(), x2, y2);
    cairo_stroke(cairo_.get());
}

void Canvas::fill(double x, double y, double wide, double high, Colour colour) {
    use(colour);
    cairo_rectangle(cairo_.get(), x, y, wide, high);
    cairo_fill(cairo_.get());
}

void Canvas::frame(double x, double y, double wide, double high, double thick, Colour colour) {
    use(colour);
    cairo_set_line_width(cairo_.get(), thick);
    cairo_rectangle(cairo_.get(), x, y, wide, high);
    cairo_stroke(cairo_.get());
}

void Canvas::modules(const std::vector<std::string>& rows, double x, double y, double side) {
    cairo_set_source_rgb(cairo_.get(), 0, 0, 0);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        // Neighbours are one rectangle: seams between them would be white hairs on some printers.
        for (std::size_t at = 0; at < rows[row].size(); ++at) {
            const std::size_t end = std::min(rows[row].find('0', at), rows[row].size());
            if (end > at)
                cairo_rectangle(cairo_.get(), x + static_cast<double>(at) * side,
                                y + static_cast<double>(row) * side,
                                static_cast<double>(end - at) * side, side);
            at = end;
        }
    }
    cairo_fill(cairo_.get());
}

void Canvas::stroke(const std::vector<std::pair<double, double>>& points, double thick) {
    use(ink);
    cairo_set_line_width(cairo_.get(), thick);
    for (const auto& [x, y] : points)
        cairo_line_to(cairo_.get(), x, y);
    if (points.size() == 1)
        cairo_close_path(cairo_.get());
    cairo_stroke(cairo_.get());
}

void Canvas::nextPage() {
    cairo_show_page(cairo_.get());
}

Result<Bytes> Canvas::finish() {
    cairo_surface_t* surface = cairo_get_target(cairo_.get());
    cairo_surface_finish(surface);
    const cairo_status_t drawn = cairo_status(cairo_.get());
    const cairo_status_t written = cairo_surface_status(surface);
    if (drawn != CAIRO_STATUS_SUCCESS || written != CAIRO_STATUS_SUCCESS)
        return Error(ErrorCode::PrinterRefused,
                     cairo_status_to_string(drawn != CAIRO_STATUS_SUCCESS ? drawn : written));
    return std::move(pdf_);
}

void Canvas::use(Colour colour) {
    cairo_set_source_rgb(cairo_.get(), colour.red, colour.green, colour.blue);
}

} // namespace jiujin::paper
