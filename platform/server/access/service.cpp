#include "platform/server/access/service.h"

#include "platform/base/event.h"
#include "platform/base/trace.h"
#include "platform/protocol/checkpoint_question.h"
#include "platform/protocol/packet_batch.h"
#include "platform/server/access/query.h"

#include <algorithm>
#include <array>
#include <set>

namespace jiujin::server {

namespace {

constexpr std::string_view packetsType = "application/vnd.jiujin.packets";

Response busy() {
    return errorAnswer(503, ErrorCode::PlatformBusy);
}

// The inner zone works on the first letters of a batch while the last are still checked here.
constexpr std::size_t lettersAtOnce = 64;

// Of a body that cannot be read.
Response malformed(ErrorCode code) {
    return errorAnswer(code == ErrorCode::PacketTooLarge ? 413 : 400, code);
}

} // namespace

// What is under way of one request; its answer is given when nothing is any longer. From any
// thread.
class Service::Batch {
public:
    Batch(Answer answer, std::string peer, std::string trace)
        : answer_(std::move(answer)), peer_(std::move(peer)), trace_(std::move(trace)) {}

    // By the thread that checks, until it has said that the batch is whole.
    void reject(Rejected rejected) {
        rejected_.push_back(rejected);
        logEvent(Event::PacketRefusedEvent,
                 {{"terminal", std::string_view(peer_)}, {"code", rejected.code}});
    }
    void begin(std::size_t letters) {
        const std::lock_guard lock(mutex_);
        ++open_;
        letters_ += letters;
    }
    void isWhole() { end(); }

    // An error says that nothing of this part was kept; the terminal sends all of it again.
    void told(const Result<std::vector<std::string>>& words) {
        {
            const std::lock_guard lock(mutex_);
            failed_ = failed_ || !words.ok();
            // One word of the inner zone's may be about letters of several parts.
            if (words.ok())
                words_.insert(words->begin(), words->end());
        }
        end();
    }

private:
    void end() {
        {
            const std::lock_guard lock(mutex_);
            if (--open_ > 0)
                return;
        }
        const TraceScope scope(trace_);
        if (failed_)
            return answer_(busy());
        if (letters_ > 0)
            logEvent(Event::PacketTaken, {{"terminal", std::string_view(peer_)},
                                          {"packets", static_cast<std::int64_t>(letters_)}});
        answer_(takenAnswer({words_.begin(), words_.end()}, rejected_));
    }

    const Answer answer_;
    const std::string peer_, trace_;
    std::vector<Rejected> rejected_;
    std::mutex mutex_;
    std::size_t open_ = 1, letters_ = 0; // open: parts, and the checking itself
    std::set<std::string> words_;
    bool failed_ = false;
};

void Service::handle(Request request, Answer answer) {
    using Call = void (Service::*)(const Request&, const Answer&);
    struct Route {
        std::string_view method, path;
        seal::Role role;
        Call call;
    };
    static constexpr std::array routes{
        Route{"POST", "/v1/packets", seal::Role::Terminal, &Service::takePackets},
        Route{"GET", "/v1/acks", seal::Role::Terminal, &Service::giveWords},
        Route{"GET", protocol::checkpointPath, seal::Role::Terminal, &Service::askForCheckpoint},
        Route{"GET", "/v1/inner/mail", seal::Role::Inner, &Service::giveMail},
        Route{"POST", "/v1/inner/answers", seal::Role::Inner, &Service::takeAnswers},
    };
    const std::string_view path =
        std::string_view(request.target).substr(0, request.target.find('?'));
    if (path == "/v1/health")
        return answer(request.method == "GET" ? okAnswer() : errorAnswer(405, ErrorCode::NotFound));
    const auto* const route = std::ranges::find(routes, path, &Route::path);
    if (route == routes.end())
        return answer(errorAnswer(404, ErrorCode::NotFound));
    if (route->role != request.role)
        return answer(errorAnswer(403, ErrorCode::CertificateRole));
    if (route->method != request.method)
        return answer(errorAnswer(405, ErrorCode::NotFound));
    (this->*route->call)(request, answer);
}

void Service::takePackets(const Request& request, const Answer& answer) {
    if (request.contentType != packetsType)
        return answer(errorAnswer(415, ErrorCode::PacketMalformed));
    const auto packets = protocol::splitBatch(request.body);
    if (!packets.ok())
        return answer(malformed(packets.error().code));
    const auto batch = std::make_shared<Batch>(answer, request.peer, request.trace);
    std::vector<NewLetter> letters;
    for (std::size_t i = 0; i < packets->size(); ++i) {
        auto checked = intake_.check((*packets)[i], request.peer);
        if (checked.ok()) {
            checked->trace = request.trace;
            letters.push_back(std::move(checked).value());
        } else {
            batch->reject({i, checked.error().code});
        }
        if (letters.size() == lettersAtOnce)
            send(std::exchange(letters, {}), batch);
    }
    if (!letters.empty())
        send(std::move(letters), batch);
    batch->isWhole();
}

void Service::send(std::vector<NewLetter> letters, const std::shared_ptr<Batch>& batch) {
    batch->begin(letters.size());
    room_.send(std::move(letters), patience_.words,
               [batch](const Result<std::vector<std::string>>& words) { batch->told(words); });
}

void Service::giveWords(const Request& request, const Answer& answer) {
    const std::int64_t since = numberIn(request.target, "since");
    if (since < 0)
        return answer(errorAnswer(400, ErrorCode::TokenMalformed));
    room_.repliesTo(request.peer, protocol::packetLetter, since,
                    [answer](const Result<WaitingReplies>& replies) {
                        answer(replies.ok() ? wordsAnswer(replies->bodies, replies->next) : busy());
                    });
}

// The inner zone's to answer: this zone holds no case and no key.
void Service::askForCheckpoint(const Request& request, const Answer& answer) {
    const std::string_view target = request.target;
    const auto query = target.find('?');
    const auto question = protocol::decodeCheckpointQuestion(
        query == std::string_view::npos ? std::string_view() : target.substr(query + 1));
    if (!question.ok())
        return answer(errorAnswer(400, question.error().code));
    NewLetter letter{std::string(protocol::checkpointLetter),
                     request.peer + ':' + question->nonce,
                     request.peer,
                     clock_.wall().time,
                     bytesOf(encode(*question)),
                     {},
                     request.trace};
    room_.send({std::move(letter)}, patience_.words,
               [answer](const Result<std::vector<std::string>>& words) {
                   answer(words.ok() && words->size() == 1 ? checkpointAnswer(words->front())
                                                           : busy());
               });
}

void Service::giveMail(const Request& request, const Answer& answer) {
    const std::int64_t limit = numberIn(request.target, "limit");
    if (limit < 1 || limit > static_cast<std::int64_t>(protocol::maxLetters))
        return answer(errorAnswer(400, ErrorCode::TokenMalformed));
    room_.fetch(static_cast<std::size_t>(limit), patience_.mail,
                [answer](const Result<std::vector<protocol::Letter>>& letters) {
                    if (!letters.ok())
                        return answer(busy());
                    const Bytes mail = protocol::encodeMail(*letters);
                    answer({200, std::string(textOf(mail)), std::string(protocol::mailType)});
                });
}

void Service::takeAnswers(const Request& request, const Answer& answer) {
    if (request.contentType != "application/json")
        return answer(errorAnswer(415, ErrorCode::PacketMalformed));
    auto replies = protocol::decodeReplies(textOf(request.body));
    if (!replies.ok())
        return answer(malformed(replies.error().code));
    room_.answer(std::move(replies).value(),
                 [answer](const Result<void>& kept) { answer(kept.ok() ? okAnswer() : busy()); });
}

} // namespace jiujin::server
