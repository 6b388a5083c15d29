// paint png|pdf|scan: text from standard input as a picture, as a PDF with text, or as a PDF that
// holds only a picture.
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <iostream>
#include <iterator>
#include <string>

namespace {

cairo_status_t toOutput(void*, const unsigned char* data, unsigned int length) {
    std::cout.write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(length));
    return std::cout ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

void draw(cairo_surface_t* surface, const std::string& text, double size) {
    cairo_t* context = cairo_create(surface);
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    cairo_set_source_rgb(context, 0, 0, 0);
    PangoLayout* layout = pango_cairo_create_layout(context);
    PangoFontDescription* font = pango_font_description_from_string("Noto Sans CJK SC");
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, text.c_str(), static_cast<int>(text.size()));
    cairo_move_to(context, size, size);
    pango_cairo_show_layout(context, layout);
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(context);
}

} // namespace

int main(int count, char** arguments) {
    const std::string kind = count == 2 ? arguments[1] : "";
    const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    if (kind != "png" && kind != "pdf" && kind != "scan") {
        std::cerr << "paint png|pdf|scan < TEXT\n";
        return 2;
    }
    // A4 at 150 points an inch; the PDF page is the same at 72.
    cairo_surface_t* picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1240, 1754);
    cairo_surface_t* page = cairo_pdf_surface_create_for_stream(toOutput, nullptr, 595, 842);
    if (kind == "pdf") {
        draw(page, text, 14);
    } else {
        draw(picture, text, 30);
    }
    if (kind == "png") {
        cairo_surface_write_to_png_stream(picture, toOutput, nullptr);
    } else if (kind == "scan") {
        cairo_t* context = cairo_create(page);
        cairo_scale(context, 72.0 / 150, 72.0 / 150);
        cairo_set_source_surface(context, picture, 0, 0);
        cairo_paint(context);
        cairo_destroy(context);
    }
    if (kind != "png") {
        cairo_surface_finish(page);
    }
    return std::cout.flush() ? 0 : 1;
}
