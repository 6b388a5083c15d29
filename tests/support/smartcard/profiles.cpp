#include "tests/support/smartcard/profiles.h"

#include <iconv.h>

namespace smartcard_peer {

namespace {

Octets octetsOf(const std::string& text, std::size_t length = 0) {
    Octets octets(text.begin(), text.end());
    if (octets.size() < length)
        octets.resize(length, 0x00);
    return octets;
}

Octets gb18030(std::string text) {
    std::string out(4 * text.size() + 4, '\0');
    char* from = text.data();
    char* to = out.data();
    std::size_t left = text.size(), room = out.size();
    const iconv_t converter = ::iconv_open("GB18030", "UTF-8");
    ::iconv(converter, &from, &left, &to, &room);
    ::iconv_close(converter);
    return octetsOf(out.substr(0, out.size() - room));
}

std::string textOf(const samv_peer::Person& person, const char* key) {
    const auto found = person.find(key);
    return found == person.end() ? std::string() : found->second;
}

const Octets socialName{0x73, 0x78, 0x31, 0x2E, 0x73, 0x68, 0x2E, 0xC9,
                        0xE7, 0xBB, 0xE1, 0xB1, 0xA3, 0xD5, 0xCF};
const Octets operatorName{0xF0, 0x4A, 0x49, 0x55, 0x4A, 0x49, 0x4E, 0x01};

} // namespace

Octets packedPin(const std::string& digits) {
    Octets block;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const int low = i + 1 < digits.size() ? digits[i + 1] - '0' : 0x0F;
        block.push_back(static_cast<std::uint8_t>((digits[i] - '0') << 4 | low));
    }
    return block;
}

Octets paddedPin(const std::string& digits) {
    Octets block = octetsOf(digits);
    block.resize(12, 0xFF);
    return block;
}

std::optional<Profile> socialCard(const samv_peer::Person& person) {
    const Octets name = gb18030(textOf(person, "name"));
    if (name.empty() || name.size() > 30)
        return std::nullopt;
    const std::string number = textOf(person, "number");
    Profile profile;
    profile.atr = {0x3B, 0x66, 0x00, 0x00, 0x00, 0x81, 0x86, 0x60, 0x01, 0x02};
    profile.application = socialName;
    profile.answersWithLength = true;
    Octets identity = packedPin("110105");
    for (const char digit : number.substr(number.size() - 13))
        identity.push_back(static_cast<std::uint8_t>(digit));
    profile.records[0xEF05] = {
        {0x01, identity},
        {0x02, {'3'}},
        {0x03, octetsOf("2.00")},
        {0x04, packedPin("915600000211000011000001")},
        {0x05, packedPin("20200315")},
        {0x06, packedPin("20300315")},
        {0x07, octetsOf("A" + number.substr(number.size() - 8))},
    };
    Octets paddedName = name;
    paddedName.resize(30, 0x00);
    profile.records[0xEF06] = {
        {0x08, octetsOf(number, 18)},
        {0x09, paddedName},
        {0x0A, octetsOf(textOf(person, "sex"))},
        {0x0B, packedPin(textOf(person, "nation"))},
        {0x0C, packedPin("110105")},
        {0x0D, packedPin(textOf(person, "birth"))},
    };
    profile.pinBlock = packedPin(socialPin);
    return profile;
}

std::optional<Profile> shySocialCard(const samv_peer::Person& person) {
    auto profile = socialCard(person);
    if (profile)
        profile->hidden = 0xEF06;
    return profile;
}

Profile operatorCard(std::shared_ptr<Key> key, Octets certificate) {
    Profile profile;
    // T=1; the historical bytes name the application.
    profile.atr = {0x3B, 0x8A, 0x01, 0x80, 0xF8, 0xF0, 0x4A,
                   0x49, 0x55, 0x4A, 0x49, 0x4E, 0x01, 0x19};
    profile.application = operatorName;
    profile.binaries[0xCE01] = std::move(certificate);
    profile.pinReference = 0x81;
    profile.pinBlock = paddedPin(operatorPin);
    profile.key = std::move(key);
    return profile;
}

Profile unknownCard() {
    Profile profile;
    profile.atr = {0x3B, 0x64, 0x00, 0xFF, 0x4E, 0x4F, 0x4E, 0x45};
    return profile;
}

} // namespace smartcard_peer
