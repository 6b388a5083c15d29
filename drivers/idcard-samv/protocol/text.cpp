#include "drivers/idcard-samv/protocol/text.h"

#include "drivers/idcard-samv/protocol/layout.h"

#include <algorithm>
#include <array>

namespace jiujin::drivers::samv {

namespace {

Error badText(const char* where) {
    return {ErrorCode::CardBadText, where};
}

void appendUtf8(std::string& out, char32_t point) {
    const auto tail = [&](unsigned shift) {
        out += static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
    };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0U | (point >> 6U));
        tail(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0U | (point >> 12U));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | (point >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

// Bytes of the field without its padding.
std::size_t usedLength(ByteView text, Field field) {
    std::size_t used = field.length;
    while (used > 0 && isPadding(unitAt(text, field.offset + used - 2)))
        used -= 2;
    return used;
}

Result<void> appendField(std::string& out, ByteView text, Field field) {
    const std::size_t end = field.offset + usedLength(text, field);
    for (std::size_t at = field.offset; at < end; at += 2) {
        char32_t point = unitAt(text, at);
        if (isLow(static_cast<char16_t>(point)))
            return badText("text: low surrogate alone");
        if (isHigh(static_cast<char16_t>(point))) {
            at += 2;
            const char16_t low = at < end ? unitAt(text, at) : u'\0';
            if (!isLow(low))
                return badText("text: high surrogate alone");
            point = pairOf(static_cast<char16_t>(point), low);
        }
        if (!isAllowed(point))
            return badText("text: control character");
        appendUtf8(out, point);
    }
    return {};
}

Result<Secret> fieldOf(ByteView text, Field field, Field rest = {}) {
    std::string buffer;
    buffer.reserve(2 * textBytes); // never moves: no copy is left behind
    auto decoded = appendField(buffer, text, field);
    if (decoded.ok() && rest.length > 0)
        decoded = appendField(buffer, text, rest);
    const Secret value(buffer);
    wipe(buffer);
    JIUJIN_TRY(decoded);
    return value;
}

bool isDigits(std::string_view text, std::size_t count) {
    return text.size() == count &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isNumber(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == 'x';
    });
}

Result<void> checkFields(const CardText& card) {
    if (card.name.empty())
        return badText("text: no name");
    if (!isNumber(card.number.expose()))
        return badText("text: number has other characters");
    if (!isDigits(card.sex.expose(), 1))
        return badText("text: sex is no code");
    if (!isDigits(card.birth.expose(), 8) || !isDigits(card.validFrom.expose(), 8))
        return badText("text: a date is none");
    if (!isDigits(card.validUntil.expose(), 8) && card.validUntil.expose() != "长期")
        return badText("text: end of validity is no date");
    return {};
}

// The lengths of `count` parts, then the parts: text, photo, fingerprints.
Result<CardData> decodeParts(ByteView data, std::size_t count) {
    const std::size_t head = count * lengthFieldBytes;
    std::array<std::size_t, 3> sizes{};
    if (data.size() < head + textBytes)
        return Error(ErrorCode::ReaderGarbled, "card data: too short");
    for (std::size_t i = 0; i < count; ++i)
        sizes[i] = static_cast<std::size_t>(data[2 * i]) << 8U | data[2 * i + 1];
    const auto [text, photo, fingerprints] = sizes;
    if (text != textBytes || photo > photoBytes || fingerprints > fingerprintBytes ||
        data.size() != head + text + photo + fingerprints)
        return Error(ErrorCode::ReaderGarbled, "card data: lengths do not fit");
    CardData card;
    JIUJIN_TRY_ASSIGN(card.text, decodeText(data.subspan(head, text)));
    card.photo = Secret(textOf(data.subspan(head + text, photo)));
    card.fingerprints = Secret(textOf(data.subspan(head + text + photo)));
    const bool hasAddress =
        card.text.kind == CardKind::Resident || card.text.kind == CardKind::HkMacaoTaiwan;
    card.addressSource = hasAddress ? AddressSource::Printed : AddressSource::None;
    return card;
}

} // namespace

std::string_view nameOf(CardKind kind) {
    switch (kind) {
    case CardKind::Resident:
        return "resident";
    case CardKind::HkMacaoTaiwan:
        return "hkmt";
    case CardKind::Foreign2017:
        return "foreign2017";
    case CardKind::Foreign2023:
        return "foreign2023";
    }
    return "resident";
}

Result<CardText> decodeText(ByteView text) {
    if (text.size() != textBytes)
        return badText("text: not 256 bytes");
    const Layout* const layout = layoutOf(text);
    if (layout == nullptr)
        return Error(ErrorCode::CardUnknownType, "text: unknown kind of card");
    CardText card;
    card.kind = layout->kind;
    JIUJIN_TRY_ASSIGN(card.name, fieldOf(text, layout->name, layout->nameRest));
    JIUJIN_TRY_ASSIGN(card.otherName, fieldOf(text, layout->otherName));
    JIUJIN_TRY_ASSIGN(card.sex, fieldOf(text, layout->sex));
    JIUJIN_TRY_ASSIGN(card.nation, fieldOf(text, layout->nation));
    JIUJIN_TRY_ASSIGN(card.birth, fieldOf(text, layout->birth));
    JIUJIN_TRY_ASSIGN(card.address, fieldOf(text, layout->address));
    JIUJIN_TRY_ASSIGN(card.number, fieldOf(text, layout->number));
    JIUJIN_TRY_ASSIGN(card.issuer, fieldOf(text, layout->issuer));
    JIUJIN_TRY_ASSIGN(card.validFrom, fieldOf(text, layout->validFrom));
    JIUJIN_TRY_ASSIGN(card.validUntil, fieldOf(text, layout->validUntil));
    JIUJIN_TRY(checkFields(card));
    return card;
}

std::string_view nameOf(AddressSource source) {
    switch (source) {
    case AddressSource::None:
        return "";
    case AddressSource::Printed:
        return "printed";
    case AddressSource::Newest:
        return "newest";
    case AddressSource::Unsure:
        return "unsure";
    }
    return "";
}

Result<CardData> decodeCardData(ByteView data) {
    return decodeParts(data, 2);
}

Result<CardData> decodeCardDataWithFingerprints(ByteView data) {
    return decodeParts(data, 3);
}

Result<void> putNewestAddress(CardData& card, ByteView data) {
    if (data.empty())
        return {};
    if (data.size() != addressBytes)
        return Error(ErrorCode::ReaderGarbled, "newest address: not 70 bytes");
    JIUJIN_TRY_ASSIGN(Secret newest, fieldOf(data, {0, addressBytes}));
    if (newest.empty())
        return {};
    card.printedAddress = std::move(card.text.address);
    card.text.address = std::move(newest);
    card.addressSource = AddressSource::Newest;
    return {};
}

} // namespace jiujin::drivers::samv
