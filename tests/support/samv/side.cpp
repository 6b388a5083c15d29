#include "tests/support/samv/side.h"

#include <ctime>
#include <utility>

namespace samv_peer {

namespace {

void rest(int milliseconds) {
    const timespec time{milliseconds / 1000, milliseconds % 1000 * 1000000L};
    ::nanosleep(&time, nullptr);
}

} // namespace

void Side::sendRecorded(Octets answer, int latencyMs) {
    rest(latencyMs);
    if (!answer.empty())
        put(std::move(answer));
}

void Side::send(Octets answer) {
    for (; !late_.empty(); late_.pop_front())
        put(late_.front());
    if (damage.hang != 0) {
        damage.hang -= damage.hang > 0 ? 1 : 0;
        return;
    }
    rest(damage.latencyMs);
    if (std::exchange(damage.half, false))
        answer.resize(answer.size() / 2);
    if (damage.flips > 0) {
        --damage.flips;
        answer[answer.size() / 2] ^= 0x08U;
    }
    if (std::exchange(damage.garbage, false))
        answer.insert(answer.begin(), {0x00, 0xFF, 0xAA, 0xAA});
    if (damage.late > 0) {
        --damage.late;
        late_.push_back(std::move(answer));
        return;
    }
    if (damage.doubled > 0) {
        --damage.doubled;
        put(answer);
    }
    put(std::move(answer));
}

} // namespace samv_peer
