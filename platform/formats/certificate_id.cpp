#include "platform/formats/certificate_id.h"

#include "platform/formats/characters.h"
#include "platform/formats/iso7064.h"

#include <array>
#include <cstdio>

namespace jiujin::formats {

namespace {

constexpr std::string_view prefix = "1.2.156.3005.2.";
constexpr std::size_t creditLength = 18, typeLength = 21, trialIssuerLength = 6;
constexpr std::size_t serialMax = 64, versionLength = 3, textMax = 160;
constexpr int versionMax = 999;

using Parts = std::array<std::string_view, 5>;

Error malformed(const std::string& what) {
    return Error(ErrorCode::CertificateIdFormat, "certificate id: " + what);
}

Result<Parts> split(std::string_view rest) {
    Parts parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto dot = rest.find('.');
        if ((dot == std::string_view::npos) != (i + 1 == parts.size()))
            return malformed("expected five parts behind 1.2.156.3005.2");
        parts[i] = rest.substr(0, dot);
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    }
    return parts;
}

Result<void> checkBody(std::string_view code, const std::string& part) {
    if (const auto body = CreditCode::parse(code); !body)
        return Error(body.error().code, "certificate id: " + part + ": " + body.error().where);
    return {};
}

Result<void> checkType(std::string_view type) {
    if (type.size() != typeLength || !allDigits(type.substr(creditLength)))
        return malformed("type: expected a credit code and three digits");
    return checkBody(type.substr(0, creditLength), "type");
}

Result<void> checkIssuer(std::string_view issuer) {
    if (issuer.size() == creditLength)
        return checkBody(issuer, "issuer");
    if (issuer.size() != trialIssuerLength || firstOutside(issuer, digitsAndLetters) != 0)
        return malformed("issuer: expected a credit code, or 6 of 0-9 A-Z");
    return {};
}

Result<void> checkSerial(std::string_view serial) {
    if (serial.empty() || serial.size() > serialMax)
        return malformed("serial: expected 1 to 64 characters");
    if (const auto at = firstOutside(serial, digitsAndLetters); at != 0)
        return malformed("serial: character " + std::to_string(at) +
                         ", expected 0-9 A-Z without hyphens");
    return {};
}

std::string versionText(int version) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%03d", version);
    return buffer;
}

} // namespace

Result<CertificateId> CertificateId::make(std::string_view type, std::string_view issuer,
                                          std::string_view serial, int version) {
    JIUJIN_TRY(checkType(type));
    JIUJIN_TRY(checkIssuer(issuer));
    JIUJIN_TRY(checkSerial(serial));
    if (version < 1 || version > versionMax)
        return malformed("version: expected 001 to 999");
    CertificateId id;
    id.type_ = type;
    id.issuer_ = issuer;
    id.serial_ = Secret(serial);
    id.version_ = version;
    return id;
}

Result<CertificateId> CertificateId::parse(std::string_view text) {
    if (text.size() > textMax || text.substr(0, prefix.size()) != prefix)
        return malformed("expected to begin with 1.2.156.3005.2");
    std::string upper = upperCase(text.substr(prefix.size()));
    const Secret kept(upper);
    wipe(upper);
    JIUJIN_TRY_ASSIGN(const Parts parts, split(kept.expose()));
    const auto& [type, issuer, serial, version, check] = parts;
    if (version.size() != versionLength || !allDigits(version))
        return malformed("version: expected three digits");
    JIUJIN_TRY_ASSIGN(CertificateId id, make(type, issuer, serial, numberIn(version)));
    if (check.size() != 1)
        return malformed("check: expected one character");
    if (id.check() != check[0])
        return Error(ErrorCode::CertificateIdFormat, "certificate id: check character");
    return id;
}

char CertificateId::check() const {
    std::string joined;
    joined.reserve(textMax);
    joined += type_ + issuer_;
    joined += serial_.expose();
    joined += versionText(version_);
    const char character = mod37Check(joined);
    wipe(joined);
    return character;
}

Secret CertificateId::text() const {
    std::string out(prefix);
    out.reserve(textMax);
    out += type_ + "." + issuer_ + ".";
    out += serial_.expose();
    out += "." + versionText(version_) + "." + check();
    const Secret whole(out);
    wipe(out);
    return whole;
}

std::string CertificateId::masked() const {
    return std::string(prefix) + type_ + "." + issuer_ + "." +
           std::string(serial_.expose().size(), '*') + "." + versionText(version_) + ".*";
}

} // namespace jiujin::formats
