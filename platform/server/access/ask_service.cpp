#include "platform/server/access/ask_service.h"

#include "platform/protocol/shapes.h"
#include "platform/server/access/query.h"

#include <algorithm>
#include <array>

namespace jiujin::server {

namespace {

constexpr std::string_view jsonType = "application/json";
// A terminal whose clock is behind gets a second, one whose clock is ahead a minute.
constexpr std::chrono::milliseconds leastPatience{1'000}, mostPatience{60'000};

struct Status {
    ErrorCode code;
    int status;
};
constexpr std::array statuses{
    Status{ErrorCode::AskMalformed, 400},    Status{ErrorCode::AskMismatch, 400},
    Status{ErrorCode::EnvelopeDamaged, 400}, Status{ErrorCode::AskLate, 408},
    Status{ErrorCode::AskReplayed, 409},     Status{ErrorCode::AskLimited, 429},
    Status{ErrorCode::AskUnanswered, 504}};

Response refusal(ErrorCode code) {
    const auto* const found = std::ranges::find(statuses, code, &Status::code);
    return found == statuses.end() ? errorAnswer(503, ErrorCode::PlatformBusy)
                                   : errorAnswer(found->status, code);
}

// A reply of the inner zone, or the code of why there is none.
Response answerWith(const Result<std::string>& body) {
    if (!body.ok())
        return refusal(body.error().code);
    ErrorCode code{};
    if (protocol::isErrorCode(*body))
        return refusal(errorFromCode(*body, code) ? code : ErrorCode::AskUnanswered);
    return body->empty() ? refusal(ErrorCode::AskUnanswered) : Response{200, *body};
}

} // namespace

void AskService::handle(Request request, Answer answer) {
    using Call = void (AskService::*)(const Request&, const Answer&);
    struct Route {
        std::string_view method, path;
        seal::Role role;
        Call call;
    };
    static constexpr std::array routes{
        Route{"POST", "/v1/asks", seal::Role::Terminal, &AskService::takeAsk},
        Route{"GET", "/v1/inner/asks", seal::Role::Inner, &AskService::giveAsks},
        Route{"POST", "/v1/inner/replies", seal::Role::Inner, &AskService::takeReplies},
    };
    const std::string_view path =
        std::string_view(request.target).substr(0, request.target.find('?'));
    const auto* const route = std::ranges::find(routes, path, &Route::path);
    if (route == routes.end())
        return others_.handle(std::move(request), std::move(answer));
    if (route->role != request.role)
        return answer(errorAnswer(403, ErrorCode::CertificateRole));
    if (route->method != request.method)
        return answer(errorAnswer(405, ErrorCode::NotFound));
    (this->*route->call)(request, answer);
}

void AskService::drain() {
    room_.dismiss();
    others_.drain();
}

void AskService::takeAsk(const Request& request, const Answer& answer) {
    if (request.contentType != jsonType)
        return answer(errorAnswer(415, ErrorCode::AskMalformed));
    const auto ask = protocol::decodeAsk(textOf(request.body));
    if (!ask.ok())
        return answer(refusal(ask.error().code));
    if (ask->terminalId != request.peer)
        return answer(errorAnswer(403, ErrorCode::TerminalUnknown));
    const WallTime now = clock_.wall().time;
    const auto patience =
        std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(ask->head.deadline - now),
                   leastPatience, mostPatience);
    room_.send(*ask, now, patience,
               [answer](const Result<std::string>& body) { answer(answerWith(body)); });
}

void AskService::giveAsks(const Request& request, const Answer& answer) {
    const std::int64_t limit = numberIn(request.target, "limit");
    if (limit < 1 || limit > static_cast<std::int64_t>(protocol::maxLetters))
        return answer(errorAnswer(400, ErrorCode::TokenMalformed));
    room_.fetch(static_cast<std::size_t>(limit), innerPatience_,
                [answer](const AskRoom::Letters& letters) {
                    const Bytes mail = protocol::encodeMail(letters);
                    answer({200, std::string(textOf(mail)), std::string(protocol::mailType)});
                });
}

void AskService::takeReplies(const Request& request, const Answer& answer) {
    const auto replies = protocol::decodeReplies(textOf(request.body));
    if (!replies.ok())
        return answer(errorAnswer(replies.error().code == ErrorCode::PacketTooLarge ? 413 : 400,
                                  replies.error().code));
    room_.answer(*replies);
    answer(okAnswer());
}

} // namespace jiujin::server
