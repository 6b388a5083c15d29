#include "app/kit/test_page.h"

#include "app/visit/paper/canvas.h"
#include "app/visit/paper/qr.h"

namespace jiujin::kit {

namespace {

using paper::Canvas;

constexpr double left = 20, right = 190, wide = right - left;
constexpr std::string_view sentence =
    "就近办测试页：永和九年，岁在癸丑。天地玄黄，宇宙洪荒。〇㐂𠮷 ，。、；：？！“”（）《》";

std::string codeText(const std::string& device, WallTime now) {
    return "jiujin test " + device + " " + toRfc3339(now);
}

// Millimetres along the edge, longer at five and ten, with a number at ten.
void ruler(Canvas& canvas, double top) {
    for (int mark = 0; mark <= static_cast<int>(wide); ++mark) {
        const double length = mark % 10 == 0 ? 6 : mark % 5 == 0 ? 4 : 2;
        canvas.line(left + mark, top, left + mark, top + length, 0.15, paper::ink);
        if (mark % 10 == 0)
            canvas.text(std::to_string(mark), left + mark - 5, top + 7, 10,
                        {.size = 7, .align = paper::Align::Centre});
    }
}

void greys(Canvas& canvas, double top) {
    constexpr int steps = 11;
    for (int step = 0; step < steps; ++step) {
        const double light = static_cast<double>(step) / (steps - 1);
        canvas.fill(left + step * wide / steps, top, wide / steps, 18, {light, light, light});
    }
    canvas.frame(left, top, wide, 18, 0.2, paper::ink);
}

// What a worn drum or a blocked nozzle breaks first.
void hairLines(Canvas& canvas, double top) {
    for (int line = 0; line < 20; ++line)
        canvas.line(left, top + line, right, top + line, 0.05 + 0.02 * line, paper::ink);
}

drivers::SlipPart part(drivers::SlipKind kind, std::string_view text = {}, int size = 1) {
    drivers::SlipPart made;
    made.kind = static_cast<int>(kind);
    made.text = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    made.size = size;
    return made;
}

} // namespace

Result<Bytes> testPage(const std::string& device, WallTime now) {
    Canvas canvas("Jiujin test page");
    canvas.frame(5, 5, Canvas::width - 10, Canvas::height - 10, 0.2, paper::ink);
    canvas.text("测试页 Test page", left, 18, wide, {.size = 22, .bold = true});
    canvas.text(device + "    " + toRfc3339(now), left, 32, wide, {.size = 11});
    ruler(canvas, 45);
    greys(canvas, 65);
    hairLines(canvas, 92);
    double top = 120;
    for (const double size : {7.0, 9.0, 10.5, 14.0, 20.0})
        top += canvas.text(sentence, left, top, wide, {.size = size}) + 3;
    canvas.modules(paper::qrRows(codeText(device, now)), left, 225, 1.2);
    canvas.text("外框离纸边 5 毫米；尺子上 10 格应为 10 毫米。\nThe frame stands 5 mm from the "
                "edges; ten marks of the ruler are 10 mm.",
                left + 60, 235, wide - 60, {.size = 10.5});
    return canvas.finish();
}

drivers::Slip testSlip(const std::string& device, WallTime now) {
    using drivers::SlipKind;
    drivers::SlipPart code = part(SlipKind::Code, codeText(device, now), 4);
    code.align = static_cast<int>(drivers::SlipAlign::Centre);
    return {{part(SlipKind::Text, "测试 Test", 2), part(SlipKind::Text, device),
             part(SlipKind::Text, toRfc3339(now)), part(SlipKind::Rule),
             part(SlipKind::Text, sentence),
             part(SlipKind::Text, "12345678901234567890123456789012345678901234567890"), code,
             part(SlipKind::Rule)}};
}

} // namespace jiujin::kit
