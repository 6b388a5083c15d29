#include "tests/support/escpos/interpreter.h"

#include <algorithm>
#include <array>
#include <iconv.h>

namespace escpos_peer {

namespace {

using What = Done::What;

constexpr Done incomplete{};
constexpr int unitDots = 30; // a line, when nothing else was said

int at(const QByteArray& bytes, qsizetype index) {
    return static_cast<unsigned char>(bytes.at(index));
}

int word(const QByteArray& bytes, qsizetype index) {
    return at(bytes, index) + 256 * at(bytes, index + 1);
}

Done skip(const QByteArray& bytes, qsizetype length) {
    return bytes.size() < length ? incomplete : Done{What::Nothing, length};
}

char32_t fromGb18030(QByteArray bytes) {
    const iconv_t converter = ::iconv_open("UTF-32LE", "GB18030");
    char32_t character = 0xFFFD;
    char *from = bytes.data(), *into = reinterpret_cast<char*>(&character);
    std::size_t left = static_cast<std::size_t>(bytes.size()), room = sizeof character;
    ::iconv(converter, &from, &left, &into, &room);
    ::iconv_close(converter);
    return character;
}

// Commands of ESC and GS with one, two or three bytes behind that change nothing here.
bool isOneOf(char name, const char* names) {
    return name != '\0' && std::string_view(names).find(name) != std::string_view::npos;
}

QImage bitsToImage(const QByteArray& bits, int rowBytes, int wide, int high) {
    QImage image(wide, high, QImage::Format_Grayscale8);
    for (int y = 0; y < high; ++y)
        for (int x = 0; x < wide; ++x)
            image.scanLine(y)[x] = at(bits, y * rowBytes + x / 8) & (0x80 >> x % 8) ? 0 : 255;
    return image;
}

} // namespace

Done Interpreter::take(const QByteArray& bytes) {
    switch (at(bytes, 0)) {
    case 0x0A:
        return endLine(1);
    case 0x0D:
        return {What::Nothing, 1};
    case 0x10: // answered when it arrived
        if (bytes.size() < 3)
            return incomplete;
        if (at(bytes, 1) == 4 || at(bytes, 1) == 5)
            return {What::Nothing, 3};
        return at(bytes, 1) == 0x14 ? skip(bytes, at(bytes, 2) == 8 ? 10 : 5)
                                    : unknownCommand(bytes);
    case 0x1B:
        return bytes.size() < 2 ? incomplete : esc(bytes);
    case 0x1C:
        return bytes.size() < 2 ? incomplete : fs(bytes);
    case 0x1D:
        return bytes.size() < 2 ? incomplete : gs(bytes);
    default:
        return at(bytes, 0) < 0x20 ? unknownCommand(bytes) : letter(bytes);
    }
}

Done Interpreter::letter(const QByteArray& bytes) {
    Letter letter{static_cast<char32_t>(at(bytes, 0)), false, style_};
    qsizetype used = 1;
    if (chinese_ && at(bytes, 0) >= 0x81) {
        if (bytes.size() < 2)
            return incomplete;
        used = at(bytes, 1) >= 0x30 && at(bytes, 1) <= 0x39 ? 4 : 2;
        if (bytes.size() < used)
            return incomplete;
        letter.character = fromGb18030(bytes.first(used));
        letter.twoCells = true;
        letter.style.wide = std::max(letter.style.wide, chineseScale_);
        letter.style.high = std::max(letter.style.high, chineseScale_);
    }
    page_.put(letter);
    return {What::Nothing, used};
}

Done Interpreter::esc(const QByteArray& bytes) {
    const char name = bytes.at(1);
    if (name == '@') {
        reset();
        return {What::Reset, 2};
    }
    if (name == '2')
        return {What::Nothing, 2};
    if (bytes.size() < 3)
        return incomplete;
    const int n = at(bytes, 2);
    if (name == 'a')
        style_.align = n % 48 % 3;
    else if (name == 'E' || name == 'G')
        style_.bold = (n & 1) != 0;
    else if (name == '!')
        style_ = {style_.align, (n & 8) != 0, n & 0x20 ? 2 : 1, n & 0x10 ? 2 : 1};
    else if (name == 'd' || name == 'J') {
        endLine(0);
        page_.feed(name == 'd' ? n * unitDots : n);
        return {What::Line, 3};
    } else if (isOneOf(name, "$\\"))
        return skip(bytes, 4);
    else if (name == 'p')
        return skip(bytes, 5);
    else if (!isOneOf(name, "-tRM{ 3rc=VUs"))
        return unknownCommand(bytes);
    return {What::Nothing, 3};
}

Done Interpreter::fs(const QByteArray& bytes) {
    const char name = bytes.at(1);
    if (name == '&' || name == '.') {
        chinese_ = name == '&';
        return {What::Nothing, 2};
    }
    if (bytes.size() < 3)
        return incomplete;
    if (name == '!')
        chineseScale_ = (at(bytes, 2) & 0x0C) == 0x0C ? 2 : 1;
    else if (name == 'S')
        return skip(bytes, 4);
    else if (name == '(')
        return bytes.size() < 5 ? incomplete : skip(bytes, 5 + word(bytes, 3));
    else if (!isOneOf(name, "-WC"))
        return unknownCommand(bytes);
    return {What::Nothing, 3};
}

Done Interpreter::gs(const QByteArray& bytes) {
    const char name = bytes.at(1);
    if (name == '(')
        return function(bytes, 2);
    if (name == '8')
        return function(bytes, 4);
    if (name == 'v')
        return raster(bytes);
    if (name == 'V')
        return cutPaper(bytes);
    if (name == 'k')
        return barcode(bytes);
    if (bytes.size() < 3)
        return incomplete;
    const int n = at(bytes, 2);
    if (name == '!') {
        style_.wide = (n >> 4 & 7) + 1;
        style_.high = (n & 7) + 1;
    } else if (name == 'r') {
        answers_.reply(answers_.sensor());
    } else if (name == 'a') {
        answers_.reply(answers_.tellChanges(n));
    } else if (isOneOf(name, "LWP$\\")) {
        return skip(bytes, 4);
    } else if (!isOneOf(name, "BHfhwbIE:")) {
        return unknownCommand(bytes);
    }
    return {What::Nothing, 3};
}

// GS ( x length parameters, GS 8 x length parameters.
Done Interpreter::function(const QByteArray& bytes, int lengthBytes) {
    const qsizetype head = 3 + lengthBytes;
    if (bytes.size() < head)
        return incomplete;
    const qsizetype length = word(bytes, 3) + (lengthBytes == 4 ? 65536 * word(bytes, 5) : 0);
    if (bytes.size() < head + length)
        return incomplete;
    Done done = act(bytes.at(2), bytes.mid(head, length));
    done.used = head + length;
    return done;
}

Done Interpreter::act(char kind, const QByteArray& parameters) {
    const QByteArray name = parameters.left(2);
    if (kind == 'k' && name == "1C" && parameters.size() == 3)
        codeDots_ = at(parameters, 2);
    else if (kind == 'k' && name == "1P")
        code_ = parameters.mid(3);
    else if (kind == 'k' && name == "1Q") {
        page_.picture(qrPicture(code_, codeDots_), style_.align);
        return {What::Code, 0};
    } else if (kind == 'L' && name == "0p" && parameters.size() > 10) {
        const int wide = word(parameters, 6), high = word(parameters, 8);
        stored_ = bitsToImage(parameters.mid(10), (wide + 7) / 8, wide, high);
    } else if (kind == 'L' && (name == "02" || name == QByteArray("0\x02"))) {
        page_.picture(stored_, style_.align);
        return {What::Picture, 0};
    }
    return {};
}

Done Interpreter::raster(const QByteArray& bytes) {
    if (bytes.size() < 8)
        return incomplete;
    const int rowBytes = word(bytes, 4), high = word(bytes, 6);
    const qsizetype length = 8 + qsizetype{rowBytes} * high;
    if (bytes.size() < length)
        return incomplete;
    page_.picture(bitsToImage(bytes.mid(8), rowBytes, rowBytes * 8, high), style_.align);
    return {What::Picture, length};
}

// Drawn as nothing: what is printed here has none.
Done Interpreter::barcode(const QByteArray& bytes) {
    if (bytes.size() < 4)
        return incomplete;
    if (at(bytes, 2) >= 65)
        return skip(bytes, 4 + at(bytes, 3));
    const qsizetype end = bytes.indexOf('\0', 3);
    return end < 0 ? incomplete : Done{What::Nothing, end + 1};
}

Done Interpreter::cutPaper(const QByteArray& bytes) {
    if (bytes.size() < 3)
        return incomplete;
    const int n = at(bytes, 2);
    const qsizetype length = n == 65 || n == 66 || n >= 97 ? 4 : 3;
    if (bytes.size() < length)
        return incomplete;
    answers_.cut(page_.cut());
    return {What::Cut, length};
}

Done Interpreter::unknownCommand(const QByteArray& bytes) {
    unknown_.append(QString::fromLatin1(bytes.left(2).toHex()));
    return {What::Unknown, std::min<qsizetype>(bytes.size(), 2)};
}

Done Interpreter::endLine(qsizetype used) {
    page_.endLine(style_.align);
    return {What::Line, used};
}

void Interpreter::reset() {
    style_ = {};
    chineseScale_ = 1;
    chinese_ = true;
    codeDots_ = 3;
    page_.dropLine();
}

} // namespace escpos_peer
