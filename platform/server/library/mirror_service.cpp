#include "platform/server/library/mirror_service.h"

#include "platform/catalogue/publication.h"
#include "platform/catalogue/tree.h"
#include "platform/protocol/digest.h"
#include "platform/server/access/answers.h"
#include "platform/server/access/query.h"
#include "platform/server/library/byte_range.h"

#include <algorithm>

namespace jiujin::server {

namespace {

Response partOf(Response whole, const ByteRange& range) {
    const std::uint64_t size = whole.body.size();
    if (range.first >= size) {
        Response beyond = errorAnswer(416, ErrorCode::BlobRange);
        beyond.contentRange = "bytes */" + std::to_string(size);
        return beyond;
    }
    const std::uint64_t last = std::min(range.last, size - 1);
    whole.status = 206;
    whole.contentRange = "bytes " + std::to_string(range.first) + '-' + std::to_string(last) + '/' +
                         std::to_string(size);
    whole.body = whole.body.substr(range.first, last - range.first + 1);
    return whole;
}

std::string tagOf(std::string_view content) {
    return '"' + protocol::digestText({viewOf(content)}) + '"';
}

bool waits(const Request& request) {
    const std::string_view path =
        std::string_view(request.target).substr(0, request.target.find("?wait="));
    return path.size() < request.target.size() && path.starts_with(mirrorPath) &&
           path.substr(mirrorPath.size()) == catalogue::timestampName;
}

} // namespace

MirrorService::MirrorService(std::filesystem::path folder, Handler& rest,
                             TimestampWatch::Later later)
    : folder_(std::move(folder)),
      rest_(rest),
      watch_(
          std::move(later),
          [this] {
              const auto served = catalogue::readFile(folder_ / catalogue::timestampName,
                                                      catalogue::maxTimestampBytes);
              return served ? tagOf(*served) : std::string();
          },
          [this](const Request& request) { return fileFor(request); }) {}

Response MirrorService::fileFor(const Request& request) const {
    if (request.role != seal::Role::Terminal)
        return errorAnswer(403, ErrorCode::CertificateRole);
    if (request.method != "GET")
        return errorAnswer(405, ErrorCode::NotFound);
    std::string_view name = std::string_view(request.target).substr(mirrorPath.size());
    if (waits(request))
        name = catalogue::timestampName;
    if (folder_.empty() || !catalogue::isPublishedName(name))
        return errorAnswer(404, ErrorCode::NotFound);
    auto content = catalogue::readFile(folder_ / name, catalogue::maxObjectBytes);
    if (!content.ok())
        return errorAnswer(404, ErrorCode::NotFound);
    Response whole{200, *std::move(content), std::string(mirrorType)};
    whole.etag = tagOf(whole.body);
    if (request.ifNoneMatch == whole.etag) {
        whole.status = 304;
        whole.body.clear();
        return whole;
    }
    const auto range = byteRangeIn(request.range);
    return range ? partOf(std::move(whole), *range) : whole;
}

void MirrorService::handle(Request request, Answer answer) {
    if (waits(request) && request.role == seal::Role::Terminal && request.method == "GET" &&
        !folder_.empty()) {
        const std::int64_t seconds = numberIn(request.target, "wait");
        return watch_.wait(std::move(request), std::move(answer), seconds);
    }
    if (request.target.starts_with(mirrorPath))
        return answer(fileFor(request));
    rest_.handle(std::move(request), std::move(answer));
}

void MirrorService::drain() {
    watch_.drain();
    rest_.drain();
}

} // namespace jiujin::server
