#include "platform/server/test_cards_command.h"

#include "platform/base/command_text.h"
#include "platform/protocol/test_cards.h"
#include "platform/seal/jws.h"
#include "platform/server/files.h"

#include <algorithm>
#include <array>
#include <set>

namespace jiujin::server {

namespace {

constexpr std::array<std::string_view, 4> kinds{"resident", "hkmt", "foreign2017", "foreign2023"};

bool isNumber(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    });
}

Result<std::string> digestOf(std::string_view line) {
    const std::size_t blank = std::min(line.find(' '), line.size());
    const std::string_view kind = line.substr(0, blank);
    const std::string_view number = line.substr(std::min(blank + 1, line.size()));
    if (std::ranges::find(kinds, kind) == kinds.end() || !isNumber(number))
        return Error(ErrorCode::Usage, "not a kind of card, a blank and a number");
    return protocol::testCardDigest(kind, Secret(number));
}

Result<std::vector<std::string>> digestsIn(std::istream& cards) {
    std::set<std::string> digests;
    int count = 0;
    for (std::string line; std::getline(cards, line); wipe(line)) {
        ++count;
        const auto digest = digestOf(line);
        if (!digest.ok())
            return Error(ErrorCode::Usage,
                         "line " + std::to_string(count) + ": " + digest.error().where);
        digests.insert(*digest);
    }
    if (digests.empty() || digests.size() > protocol::maxTestCards)
        return Error(ErrorCode::Usage, "a list has 1 to 500 cards");
    return std::vector(digests.begin(), digests.end());
}

} // namespace

Result<void> writeTestCards(const TestCardOptions& options, std::istream& cards) {
    const auto& folder = options.credentialFolder;
    JIUJIN_TRY_ASSIGN(const auto signer, seal::Certificate::fromFile(folder / "credential.pem"));
    JIUJIN_TRY_ASSIGN(const auto key, seal::PrivateKey::fromFile(folder / "credential.key"));
    if (!key.matches(signer))
        return Error(ErrorCode::KeyMismatch, (folder / "credential.key").string());
    JIUJIN_TRY_ASSIGN(auto digests, digestsIn(cards));
    const std::size_t count = digests.size();
    const WallTime now = SystemClock().wall().time;
    const protocol::TestCards list{now, now + std::chrono::hours(24) * options.days,
                                   std::move(digests)};
    JIUJIN_TRY_ASSIGN(const std::string token,
                      seal::signJws(encode(list), key, signer.keyId().substr(0, 16)));
    JIUJIN_TRY(replaceFile(options.list, token + "\n"));
    print("测试卡清单 List of test cards: " + options.list.string() + ", " + std::to_string(count) +
          " cards\n");
    return {};
}

} // namespace jiujin::server
