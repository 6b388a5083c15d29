#include "app/terminal/sync/blob_carrier.h"

#include "app/terminal/sync/failure_class.h"
#include "app/terminal/sync/judge.h"
#include "platform/protocol/blob.h"

#include <algorithm>

namespace jiujin::sync {

namespace {

constexpr int continuesElsewhere = 409, isDamaged = 422;
constexpr int mostDamaged = 3;

std::string pathOf(const protocol::BlobReference& blob) {
    return "/v1/blobs/" + blob.digest;
}

bool isOurs(const Answer& answer) {
    return answer.contentType.starts_with("application/json");
}

ErrorCode failureOfPart(const Answer& answer) {
    if (isOurs(answer) && answer.status == continuesElsewhere)
        return ErrorCode::BlobRange;
    if (isOurs(answer) && answer.status == isDamaged)
        return ErrorCode::BlobDamaged;
    const ErrorCode code = failureOf(answer);
    return code == ErrorCode::PacketTooLarge ? ErrorCode::BlobTooLarge : code;
}

} // namespace

void BlobCarrier::begin(const std::string& packetId,
                        const std::vector<protocol::BlobReference>& blobs) {
    forget(packetId);
    if (!blobs.empty())
        jobs_.push_back({packetId, {blobs.begin(), blobs.end()}});
}

void BlobCarrier::forget(const std::string& packetId) {
    std::erase_if(jobs_, [&](const Job& job) { return job.packetId == packetId; });
}

BlobCarrier::Step BlobCarrier::step() {
    Job& job = jobs_.front();
    return job.offset ? send(job) : ask(job);
}

// What is sent must be what was sealed: a disk may have changed it since.
BlobCarrier::Step BlobCarrier::ask(Job& job) {
    if (const auto whole = outbox_.checkBlob(job.blobs.front()); !whole)
        return {Outcome::Lost, job.packetId, whole.error().code};
    const auto answer = transport_.head(pathOf(job.blobs.front()));
    return answer ? heard(job, *answer) : failed(job, answer.error().code, {});
}

BlobCarrier::Step BlobCarrier::send(Job& job) {
    const protocol::BlobReference blob = job.blobs.front();
    const auto part = outbox_.blobPart(blob.digest, *job.offset, partBytes_);
    if (!part)
        return {Outcome::Lost, job.packetId, part.error().code};
    const protocol::ContentRange range{*job.offset, *job.offset + part->size() - 1, blob.bytes};
    const auto answer = transport_.put(pathOf(blob), encode(range), *part);
    return answer ? heard(job, *answer) : failed(job, answer.error().code, {});
}

BlobCarrier::Step BlobCarrier::heard(Job& job, const Answer& answer) {
    if (answer.status == 404 && isOurs(answer))
        return {Outcome::Unnamed, job.packetId};
    const bool kept = (answer.status == 200 || answer.status == 202) && isOurs(answer);
    const std::uint64_t bytes = job.blobs.front().bytes;
    if (!kept || !answer.uploadOffset || *answer.uploadOffset > bytes)
        return failed(job, failureOfPart(answer), answer.retryAfter);
    Step step{job.offset ? Outcome::Kept : Outcome::Asked, job.packetId};
    job.offset = answer.uploadOffset;
    if (*job.offset < bytes)
        return step;
    job.offset.reset();
    job.blobs.pop_front();
    if (job.blobs.empty())
        forget(step.packetId);
    return step;
}

// Where it goes on is asked again, and the materials of other packets go before. What arrives as
// another again and again, and is good here, is for people to look at.
BlobCarrier::Step BlobCarrier::failed(Job& job, ErrorCode code,
                                      std::optional<std::chrono::seconds> retryAfter) {
    job.damaged += code == ErrorCode::BlobDamaged ? 1 : 0;
    const bool never = classOf(code) == FailureClass::SkipOne || job.damaged == mostDamaged;
    Step step{never ? Outcome::Lost : Outcome::Failed, job.packetId, code, retryAfter};
    std::rotate(jobs_.begin(), jobs_.begin() + 1, jobs_.end());
    jobs_.back().offset.reset();
    return step;
}

} // namespace jiujin::sync
