#include "drivers/smartcard-pcsc/watch.h"

#include <utility>

namespace jiujin::drivers::smartcard {

namespace {

using namespace std::chrono_literals;

constexpr auto betweenConnects = 300ms;
constexpr auto betweenCancels = 5ms;
// A reader that comes after the list was taken and before the wait begins is not told by
// libpcsclite 1.9. Once in a while the list is taken again, for that.
constexpr DWORD longestWaitMs = 30000;
constexpr const char* comingAndGoing = "\\\\?PnP?\\Notification";

SCARD_READERSTATE stateFor(const char* name, DWORD known) {
    SCARD_READERSTATE state{};
    state.szReader = name;
    state.dwCurrentState = known;
    return state;
}

Slot::Holds holds(const SCARD_READERSTATE& state) {
    if ((state.dwEventState & SCARD_STATE_PRESENT) == 0)
        return Slot::Holds::Nothing;
    return (state.dwEventState & SCARD_STATE_MUTE) != 0 ? Slot::Holds::MuteCard : Slot::Holds::Card;
}

bool isOver(LONG status) {
    return status != SCARD_S_SUCCESS && status != SCARD_E_TIMEOUT &&
           status != SCARD_E_UNKNOWN_READER && status != SCARD_E_READER_UNAVAILABLE &&
           status != SCARD_E_NO_READERS_AVAILABLE;
}

} // namespace

Watch::Watch(std::string wanted, std::function<void(View)> changed)
    : wanted_(std::move(wanted)), changed_(std::move(changed)), thread_(&Watch::run, this) {}

Watch::~Watch() {
    {
        std::unique_lock lock(mutex_);
        stop_ = true;
        ended_.notify_all();
        // A wait that has not begun yet misses the cancel: it is told until the thread has heard.
        while (running_) {
            if (waiting_ != nullptr)
                waiting_->cancel();
            ended_.wait_for(lock, betweenCancels);
        }
    }
    thread_.join();
}

void Watch::run() {
    while (!stopsWithin(0ms)) {
        const auto context = Context::establish();
        if (context.ok())
            watch(**context);
        publish({});
        if (stopsWithin(betweenConnects))
            break;
    }
    const std::lock_guard lock(mutex_);
    running_ = false;
    ended_.notify_all();
}

void Watch::watch(const Context& context) {
    {
        const std::lock_guard lock(mutex_);
        waiting_ = &context;
    }
    LONG status = SCARD_S_SUCCESS;
    std::vector<std::string> names;
    std::vector<SCARD_READERSTATE> states;
    while (!isOver(status) && !stopsWithin(0ms)) {
        if (auto now = readers(context); now != names || states.empty()) {
            names = std::move(now);
            states.clear();
            for (const std::string& name : names)
                states.push_back(stateFor(name.c_str(), SCARD_STATE_UNAWARE));
            states.push_back(stateFor(comingAndGoing, names.size() << 16U));
            if (names.empty())
                tell({});
        }
        status =
            ::SCardGetStatusChange(context.handle(), longestWaitMs, states.data(), states.size());
        if (status != SCARD_S_SUCCESS)
            continue;
        for (SCARD_READERSTATE& state : states)
            state.dwCurrentState = state.dwEventState & ~static_cast<DWORD>(SCARD_STATE_CHANGED);
        states.back().dwCurrentState = names.size() << 16U;
        tell({states.begin(), states.end() - 1});
    }
    const std::lock_guard lock(mutex_);
    waiting_ = nullptr;
}

std::vector<std::string> Watch::readers(const Context& context) const {
    DWORD size = 0;
    if (::SCardListReaders(context.handle(), nullptr, nullptr, &size) != SCARD_S_SUCCESS)
        return {};
    std::string list(size, '\0');
    if (::SCardListReaders(context.handle(), nullptr, list.data(), &size) != SCARD_S_SUCCESS)
        return {};
    std::vector<std::string> names;
    for (const char* name = list.c_str(); *name != '\0'; name += names.back().size() + 1) {
        names.emplace_back(name);
        if (names.back().find(wanted_) == std::string::npos) {
            name += names.back().size() + 1;
            names.pop_back();
        }
    }
    return names;
}

void Watch::tell(const std::vector<SCARD_READERSTATE>& states) {
    const SCARD_READERSTATE* chosen = nullptr;
    for (const SCARD_READERSTATE& state : states)
        if ((state.dwEventState & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE)) == 0 &&
            (chosen == nullptr ||
             (holds(*chosen) == Slot::Holds::Nothing && holds(state) != Slot::Holds::Nothing)))
            chosen = &state;
    View view{true, std::nullopt};
    if (chosen != nullptr) {
        const DWORD count = chosen->dwEventState >> 16U;
        const bool same = last_ && last_->slot && last_->slot->reader == chosen->szReader &&
                          last_->slot->holds == holds(*chosen) && count_ == count;
        count_ = count;
        if (!same)
            ++insertion_;
        view.slot = Slot{chosen->szReader, holds(*chosen), insertion_,
                         Bytes(chosen->rgbAtr, chosen->rgbAtr + chosen->cbAtr)};
    }
    publish(std::move(view));
}

void Watch::publish(View view) {
    if (last_ == view)
        return;
    last_ = view;
    changed_(std::move(view));
}

bool Watch::stopsWithin(std::chrono::milliseconds length) {
    std::unique_lock lock(mutex_);
    return ended_.wait_for(lock, length, [&] { return stop_; });
}

} // namespace jiujin::drivers::smartcard
