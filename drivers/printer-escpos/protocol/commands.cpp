#include "drivers/printer-escpos/protocol/commands.h"

namespace jiujin::drivers::escpos::commands {

namespace {

constexpr std::uint8_t eot = 0x04, enq = 0x05, lineFeed = 0x0A, dle = 0x10, dc4 = 0x14, esc = 0x1B,
                       fs = 0x1C, gs = 0x1D;

void put(Bytes& out, std::initializer_list<std::uint8_t> bytes) {
    out.insert(out.end(), bytes);
}

std::uint8_t low(std::size_t number) {
    return static_cast<std::uint8_t>(number & 0xFFU);
}
std::uint8_t high(std::size_t number) {
    return static_cast<std::uint8_t>(number >> 8U & 0xFFU);
}

void function(Bytes& out, std::initializer_list<std::uint8_t> parameters) {
    put(out, {gs, '(', 'k', low(parameters.size()), high(parameters.size())});
    put(out, parameters);
}

} // namespace

Bytes ask(Question question) {
    return {dle, eot, static_cast<std::uint8_t>(question)};
}

Bytes askSensor() {
    return {gs, 'r', 1};
}

Bytes startAfresh() {
    Bytes out{dle, dc4, 8, 1, 3, 20, 1, 6, 2, 8};
    put(out, {esc, '@'});
    // On-line, errors and paper: everything but the drawer.
    put(out, {gs, 'a', 0x0E});
    return out;
}

void begin(Bytes& out) {
    put(out, {fs, '&'});
}

void style(Bytes& out, Align align, bool bold, int size) {
    const bool large = size == 2;
    put(out, {esc, 'a', static_cast<std::uint8_t>(align)});
    put(out, {esc, 'E', static_cast<std::uint8_t>(bold ? 1 : 0)});
    put(out, {gs, '!', static_cast<std::uint8_t>(large ? 0x11 : 0)});
    // Some printers scale double bytes by this one only; both together still mean twice.
    put(out, {fs, '!', static_cast<std::uint8_t>(large ? 0x0C : 0)});
}

void endLine(Bytes& out) {
    out.push_back(lineFeed);
}

void picture(Bytes& out, Dots dots) {
    for (std::size_t i = 0; i + 1 < dots.bits.size(); ++i) {
        const std::uint8_t next = dots.bits[i + 1];
        if (dots.bits[i] == dle && (next == eot || next == enq || next == dc4))
            dots.bits[i] |= 1U;
    }
    const std::size_t rows = static_cast<std::size_t>(dots.high);
    put(out, {gs, 'v', '0', 0, low(dots.rowBytes()), high(dots.rowBytes()), low(rows), high(rows)});
    out.insert(out.end(), dots.bits.begin(), dots.bits.end());
}

void code(Bytes& out, std::string_view text, int size) {
    function(out, {'1', 'A', '2', 0});
    function(out, {'1', 'C', static_cast<std::uint8_t>(size)});
    function(out, {'1', 'E', '1'});
    const std::size_t length = text.size() + 3;
    put(out, {gs, '(', 'k', low(length), high(length), '1', 'P', '0'});
    const Bytes bytes = bytesOf(text);
    out.insert(out.end(), bytes.begin(), bytes.end());
    function(out, {'1', 'Q', '0'});
}

void cut(Bytes& out) {
    put(out, {gs, 'V', 66, 0});
}

} // namespace jiujin::drivers::escpos::commands
