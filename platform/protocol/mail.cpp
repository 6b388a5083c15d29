#include "platform/protocol/mail.h"

#include "platform/protocol/json_reader.h"
#include "platform/protocol/json_text.h"
#include "platform/protocol/packet.h"
#include "platform/protocol/shapes.h"

#include <limits>

namespace jiujin::protocol {

namespace {

constexpr std::size_t lengthBytes = 4, maxListBytes = 128UL * 1024;
constexpr std::uint64_t maxNumber = std::numeric_limits<std::int64_t>::max();
constexpr JsonLimits listLimits{maxListBytes, 4, ErrorCode::PacketTooLarge,
                                ErrorCode::PacketMalformed, ErrorCode::PacketMalformed};
constexpr JsonLimits replyLimits{4UL * 1024 * 1024, 5, ErrorCode::PacketTooLarge,
                                 ErrorCode::PacketMalformed, ErrorCode::PacketMalformed};

// A letter whose content follows elsewhere.
struct Announced {
    Letter letter;
    std::uint64_t bytes = 0;
};

std::string encodeList(const std::vector<Announced>& list) {
    JsonText json;
    json.open('{').key("letters").open('[');
    for (const Announced& each : list) {
        json.open('{')
            .member("letter", each.letter.number)
            .member("kind", each.letter.kind)
            .member("terminalId", each.letter.terminalId)
            .member("received", toRfc3339(each.letter.received))
            .member("bytes", each.bytes);
        if (!each.letter.trace.empty())
            json.member("trace", each.letter.trace);
        json.close('}');
    }
    json.close(']').close('}');
    return json.text();
}

bool isTraceId(std::string_view text) {
    return text.size() == 32 &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void checkAddress(std::string_view kind, std::string_view terminalId) {
    require(isName(kind), "kind is no name");
    require(isTerminalId(terminalId), "terminalId has the wrong shape");
}

Announced readAnnounced(const boost::json::object& object) {
    Announced each;
    each.letter.number = static_cast<std::int64_t>(numberAt(object, "letter", maxNumber));
    each.letter.kind = textOf(object, "kind");
    each.letter.terminalId = textOf(object, "terminalId");
    each.letter.received = needed(fromRfc3339(textAt(object, "received")), "received is no time");
    each.bytes = numberAt(object, "bytes", maxPacketBytes);
    checkAddress(each.letter.kind, each.letter.terminalId);
    if (object.contains("trace")) {
        each.letter.trace = textOf(object, "trace");
        require(isTraceId(each.letter.trace), "trace is no trace id");
    }
    return each;
}

std::vector<Announced> readList(const boost::json::object& object) {
    std::vector<Announced> list;
    for (const auto& item : arrayAt(object, "letters", maxLetters))
        list.push_back(readAnnounced(item.as_object()));
    return list;
}

Reply readReply(const boost::json::object& object) {
    Reply reply;
    for (const auto& item : arrayAt(object, "letters", maxLetters)) {
        require(item.is_int64() && item.as_int64() >= 0, "a letter is no number");
        reply.letters.push_back(item.as_int64());
    }
    reply.terminalId = textOf(object, "terminalId");
    reply.kind = textOf(object, "kind");
    reply.body = textOf(object, "body");
    checkAddress(reply.kind, reply.terminalId);
    return reply;
}

std::vector<Reply> readReplies(const boost::json::object& object) {
    std::vector<Reply> replies;
    for (const auto& item : arrayAt(object, "answers", maxLetters))
        replies.push_back(readReply(item.as_object()));
    return replies;
}

} // namespace

Bytes encodeMail(const std::vector<Letter>& letters) {
    std::vector<Announced> announced;
    std::size_t total = 0;
    for (const Letter& letter : letters) {
        announced.push_back(
            {{letter.number, letter.kind, letter.terminalId, letter.received, {}, letter.trace},
             letter.content.size()});
        total += letter.content.size();
    }
    const std::string list = encodeList(announced);
    Bytes mail;
    mail.reserve(lengthBytes + list.size() + total);
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        mail.push_back(static_cast<std::uint8_t>(list.size() >> shift));
    mail.insert(mail.end(), list.begin(), list.end());
    for (const Letter& letter : letters)
        mail.insert(mail.end(), letter.content.begin(), letter.content.end());
    return mail;
}

Result<std::vector<Letter>> decodeMail(ByteView mail) {
    const Error malformed(ErrorCode::PacketMalformed, "the mail is cut off or too long");
    if (mail.size() < lengthBytes)
        return malformed;
    std::size_t length = 0;
    for (const std::uint8_t byte : mail.first(lengthBytes))
        length = length << 8U | byte;
    ByteView rest = mail.subspan(lengthBytes);
    if (length > rest.size())
        return malformed;
    JIUJIN_TRY_ASSIGN(auto list, decoded<std::vector<Announced>>(jiujin::textOf(rest.first(length)),
                                                                 listLimits, readList, encodeList));
    rest = rest.subspan(length);
    std::vector<Letter> letters;
    for (Announced& each : list) {
        if (each.bytes > rest.size())
            return malformed;
        each.letter.content.assign(rest.begin(),
                                   rest.begin() + static_cast<std::ptrdiff_t>(each.bytes));
        rest = rest.subspan(each.bytes);
        letters.push_back(std::move(each.letter));
    }
    return rest.empty() ? Result<std::vector<Letter>>(std::move(letters)) : malformed;
}

std::string encodeReplies(const std::vector<Reply>& replies) {
    JsonText json;
    json.open('{').key("answers").open('[');
    for (const Reply& reply : replies) {
        json.open('{').key("letters").open('[');
        for (const std::int64_t letter : reply.letters)
            json.value(letter);
        json.close(']')
            .member("terminalId", reply.terminalId)
            .member("kind", reply.kind)
            .member("body", reply.body)
            .close('}');
    }
    json.close(']').close('}');
    return json.text();
}

Result<std::vector<Reply>> decodeReplies(std::string_view json) {
    return decoded<std::vector<Reply>>(json, replyLimits, readReplies, encodeReplies);
}

} // namespace jiujin::protocol
