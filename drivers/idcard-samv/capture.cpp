#include "drivers/idcard-samv/capture.h"

#include "drivers/idcard-samv/protocol/cut.h"

#include <QtCore/QCryptographicHash>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <unistd.h>

namespace jiujin::drivers::samv {

namespace {

constexpr std::string_view firstLine = "jiujin-capture 1 idcard-samv\n";
constexpr std::size_t digestLength = 43, listAtMost = 64UL * 1024;

QByteArray bytesOf(std::string_view text) {
    return QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
}

// As platform/protocol/test_cards.h has it.
std::string digestOf(const CardText& card) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(bytesOf(nameOf(card.kind)));
    hash.addData(bytesOf(" "));
    hash.addData(bytesOf(card.number.expose()));
    return hash.result()
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .toStdString();
}

std::string contentOf(int descriptor) {
    std::string content(listAtMost, '\0');
    std::size_t size = 0;
    for (ssize_t got = 1; got > 0 && size < listAtMost; size += static_cast<std::size_t>(got))
        got = std::max<ssize_t>(::read(descriptor, &content[size], listAtMost - size), 0);
    content.resize(size);
    return content;
}

std::optional<std::set<std::string>> digestsIn(std::string_view lines) {
    std::set<std::string> digests;
    for (; !lines.empty(); lines.remove_prefix(digestLength + 1)) {
        if (lines.size() <= digestLength || lines[digestLength] != '\n')
            return std::nullopt;
        digests.emplace(lines.substr(0, digestLength));
    }
    return digests;
}

bool writeAll(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno != EINTR)
            return false;
        text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
    return true;
}

std::string lineOf(char way, SteadyTime::duration since, ByteView bytes) {
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
    return way + (' ' + std::to_string(milliseconds)) + ' ' + toHex(bytes) + '\n';
}

// The pieces in which it came, of what may be kept of it.
std::string linesOf(const Exchange& exchange, SteadyTime begin) {
    std::string lines = lineOf('>', exchange.asked - begin, requestFrame(exchange.request));
    const Bytes kept = withoutPerson(exchange.request, viewOf(exchange.came));
    ByteView left(kept);
    for (const Exchange::Piece& piece : exchange.pieces) {
        lines += lineOf('<', piece.at - begin, left.first(piece.size));
        left = left.subspan(piece.size);
    }
    return lines;
}

} // namespace

Result<std::unique_ptr<Capture>> Capture::open(int cards, int into) {
    const std::string lines = contentOf(cards);
    ::close(cards);
    auto digests = digestsIn(lines);
    if (!digests || digests->empty())
        return Error(ErrorCode::SettingsInvalid, "idcard-samv: no list of test cards");
    std::unique_ptr<Capture> capture(new Capture(*std::move(digests), into));
    if (!writeAll(into, firstLine))
        return Error(ErrorCode::SettingsInvalid, "idcard-samv: nothing can be captured into that");
    return capture;
}

Capture::~Capture() {
    ::close(into_);
}

std::unique_ptr<BytePipe> Capture::record(std::unique_ptr<BytePipe> line) {
    auto recorded = std::make_unique<RecordedLine>(std::move(line));
    line_ = recorded.get();
    return recorded;
}

Result<CardData> Capture::take(Result<CardData> read) {
    const bool listed = read.ok() && isListed(read->text);
    const bool written = !listed || write();
    forget();
    if (!read.ok())
        return read;
    if (!listed)
        return Error(ErrorCode::TestCardUnlisted, "capture: not on the list");
    if (!written)
        return Error(ErrorCode::DiskFull, "capture: cannot be written");
    CardData nobody;
    nobody.text.kind = read->text.kind;
    return nobody;
}

bool Capture::isListed(const CardText& card) const {
    return cards_.count(digestOf(card)) > 0;
}

bool Capture::write() {
    const auto& exchanges = line_->kept();
    return std::all_of(exchanges.begin(), exchanges.end(), [&](const auto& each) {
        return writeAll(into_, linesOf(*each, exchanges.front()->asked));
    });
}

} // namespace jiujin::drivers::samv
