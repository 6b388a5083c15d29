#include "drivers/idcard-samv/worker.h"

#include <utility>

namespace jiujin::drivers::samv {

namespace {

using namespace std::chrono_literals;

constexpr auto betweenFinds = Reader::betweenFinds;
constexpr auto betweenChecks = 2000ms;
constexpr auto betweenConnects = 1000ms;
constexpr int troublesAtMost = 3; // in a row, before anybody is told

bool endsTheRound(ErrorCode code) {
    return code == ErrorCode::DeviceCancelled || code == ErrorCode::DeviceRemoved;
}

} // namespace

Worker::Worker(std::unique_ptr<BytePipe> line, Extras extras, Listener listener)
    : listener_(std::move(listener)), extras_(std::move(extras)), line_(std::move(line)) {
    if (line_)
        reader_.emplace(*line_, cancel_);
    thread_ = std::thread(&Worker::run, this);
}

Worker::~Worker() {
    {
        const std::lock_guard lock(mutex_);
        order_ = {.stop = true, .serving = false, .ticket = {}, .wanted = {}};
        orderIsNew_ = true;
    }
    cancel_.request();
    changed_.notify_one();
    thread_.join();
}

void Worker::serve(bool serving) {
    const std::lock_guard lock(mutex_);
    order_.serving = serving;
    orderIsNew_ = true;
    changed_.notify_one();
}

void Worker::read(std::uint32_t ticket, Wanted wanted) {
    const std::lock_guard lock(mutex_);
    order_.ticket = ticket;
    order_.wanted = wanted;
    orderIsNew_ = true;
    changed_.notify_one();
}

void Worker::abandon() {
    const std::lock_guard lock(mutex_);
    order_.ticket.reset();
    cancel_.request();
}

void Worker::run() {
    for (Order now = order(); !now.stop; now = order())
        pause(round(now));
}

Worker::Order Worker::order() {
    const std::lock_guard lock(mutex_);
    orderIsNew_ = false;
    if (!order_.stop)
        cancel_.clear();
    return order_;
}

// A new order does not shorten the rest between two finds: the reader is never asked more often.
void Worker::pause(Milliseconds length) {
    std::unique_lock lock(mutex_);
    const auto until = std::chrono::steady_clock::now() + length;
    const auto shortest =
        std::chrono::steady_clock::now() + std::min<Milliseconds>(length, betweenFinds);
    changed_.wait_until(lock, shortest, [&] { return order_.stop; });
    changed_.wait_until(lock, until, [&] { return orderIsNew_; });
}

Worker::Milliseconds Worker::round(const Order& now) {
    ticket_ = now.ticket;
    if (!reader_)
        return fail(Error(ErrorCode::DeviceRemoved, "sam_v: no line"));
    if (!connected_)
        return connect();
    return now.serving ? lookForCard(now) : checkHealth();
}

Worker::Milliseconds Worker::connect() {
    const auto connected = reader_->connect();
    if (!connected.ok())
        return fail(connected.error());
    const auto identity = reader_->identity();
    if (identity.ok())
        tellIdentity(*identity);
    else if (endsTheRound(identity.error().code))
        return fail(identity.error());
    // Otherwise it is a module that does not tell its number; its cards can be read all the same.
    connected_ = true;
    tellHealth("ok");
    return 0ms;
}

Worker::Milliseconds Worker::checkHealth() {
    const auto checked = reader_->check();
    if (!checked.ok())
        return fail(checked.error());
    troublesInARow_ = 0;
    return betweenChecks;
}

Worker::Milliseconds Worker::lookForCard(const Order& now) {
    const auto found = reader_->find();
    if (!found.ok())
        return fail(found.error());
    troublesInARow_ = 0;
    if (*found)
        tellPresence(Presence::Yes);
    else if (presence_ != Presence::Unknown)
        tellPresence(Presence::No);
    if (*found && now.ticket)
        readCard(now.wanted);
    return betweenFinds;
}

void Worker::readCard(Wanted wanted) {
    auto card = reader_->read(wanted);
    const ErrorCode code = card.ok() ? ErrorCode::CardUnreadable : card.error().code;
    if (card.ok() || code == ErrorCode::ReaderGarbled)
        tellPresence(Presence::Unknown);
    if (code == ErrorCode::CardLifted)
        tellPresence(Presence::No);
    if (code == ErrorCode::DeviceCancelled)
        return;
    // The reader tried again as often as is of use.
    if (code == ErrorCode::ReaderSilent || code == ErrorCode::ReaderRefused ||
        code == ErrorCode::DeviceRemoved)
        giveUp(card.error());
    else
        finish(withPicture(
            extras_.capture ? extras_.capture->take(std::move(card)) : std::move(card), wanted));
}

Result<Card> Worker::withPicture(Result<CardData> read, Wanted wanted) const {
    JIUJIN_TRY_ASSIGN(CardData data, std::move(read));
    Card card{std::move(data), {}};
    if (extras_.decoder && wanted.picture)
        card.picture = extras_.decoder->decode(card.data.photo);
    if (!wanted.photo)
        card.data.photo = Secret();
    return card;
}

Worker::Milliseconds Worker::fail(const Error& error) {
    if (error.code == ErrorCode::DeviceCancelled)
        return 0ms;
    const bool mayPass = connected_ && error.code != ErrorCode::DeviceRemoved;
    if (mayPass && ++troublesInARow_ < troublesAtMost)
        return betweenFinds;
    troublesInARow_ = 0;
    tellPresence(Presence::Unknown);
    if (error.code == ErrorCode::CardUnreadable || error.code == ErrorCode::CardUnknownType) {
        finish(error);
        return betweenFinds;
    }
    giveUp(error);
    return betweenConnects;
}

void Worker::giveUp(const Error& error) {
    connected_ = false;
    if (extras_.capture)
        extras_.capture->forget();
    tellHealth(codeOf(error.code));
    if (error.code != ErrorCode::DeviceRemoved) {
        finish(error);
        return;
    }
    reader_.reset();
    line_.reset();
    finish(Error(ErrorCode::ReaderSilent, error.where));
}

void Worker::finish(Result<Card> card) {
    {
        const std::lock_guard lock(mutex_);
        if (!ticket_ || order_.ticket != ticket_)
            return;
        order_.ticket.reset();
    }
    listener_.finished(*ticket_, std::move(card), reader_ ? reader_->lastStatus() : 0);
}

void Worker::tellIdentity(std::string identity) {
    if (identity_ == identity)
        return;
    identity_ = std::move(identity);
    listener_.identity(identity_);
}

void Worker::tellHealth(std::string_view code) {
    if (health_ == code)
        return;
    health_ = code;
    listener_.health(health_);
}

void Worker::tellPresence(Presence presence) {
    if (std::exchange(presence_, presence) != presence)
        listener_.presence(presence);
}

} // namespace jiujin::drivers::samv
