#include "drivers/printer-cups/ipp_printer.h"

#include "drivers/printer-cups/reasons.h"

#include <algorithm>
#include <array>

namespace jiujin::drivers::printing {

std::optional<IppPrinter> IppPrinter::fromUri(const std::string& uri) {
    std::array<char, 32> scheme{}, user{};
    std::array<char, 256> host{}, resource{};
    int port = 0;
    const auto split = ::httpSeparateURI(HTTP_URI_CODING_ALL, uri.c_str(), scheme.data(),
                                         scheme.size(), user.data(), user.size(), host.data(),
                                         host.size(), &port, resource.data(), resource.size());
    if (split < HTTP_URI_STATUS_OK || std::string(scheme.data()) != "ipp")
        return std::nullopt;
    IppPrinter printer;
    printer.uri_ = uri;
    printer.host_ = host.data();
    printer.resource_ = resource.data();
    printer.port_ = static_cast<std::uint16_t>(port);
    printer.addresses_.reset(
        ::httpAddrGetList(host.data(), AF_UNSPEC, std::to_string(port).c_str()));
    return printer.addresses_ ? std::optional(std::move(printer)) : std::nullopt;
}

Result<std::vector<std::string>> IppPrinter::reasons() const {
    const Error gone(ErrorCode::PrinterGone, "printer does not answer");
    const Connection connection = connect();
    if (!connection)
        return gone;
    ipp_t* const question = request(IPP_OP_GET_PRINTER_ATTRIBUTES);
    wantAttributes(question, {"printer-state-reasons", "printer-input-tray"});
    const Message answer = answerTo(connection.get(), question, resource_.c_str());
    if (failed(answer))
        return gone;
    return corrected(keywords(answer, "printer-state-reasons"),
                     paperIn(octetStrings(answer, "printer-input-tray")));
}

Result<NewestJob> IppPrinter::newestJob() const {
    for (const bool active : {true, false}) {
        const Message answer = jobs(active ? "not-completed" : "completed");
        if (failed(answer))
            return Error(ErrorCode::PrinterGone, "printer does not say what it printed");
        if (const int id = number(answer, "job-id"); id != 0)
            return NewestJob{id, active, number(answer, "job-state") == IPP_JSTATE_COMPLETED,
                             std::max(number(answer, "job-impressions-completed"),
                                      number(answer, "job-media-sheets-completed"))};
    }
    return NewestJob{};
}

Connection IppPrinter::connect() const {
    return patient(::httpConnect2(host_.c_str(), port_, addresses_.get(), AF_UNSPEC,
                                  HTTP_ENCRYPTION_NEVER, 1, patienceMs, nullptr));
}

ipp_t* IppPrinter::request(ipp_op_t operation) const {
    ipp_t* const message = ::ippNewRequest(operation);
    ::ippAddString(message, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri_.c_str());
    return message;
}

// One job: of ended ones the newest stands first (RFC 8011 section 4.2.6). Each question has a
// connection of its own, on which nothing is left of an answer that came twice.
Message IppPrinter::jobs(const char* which) const {
    const Connection connection = connect();
    if (!connection)
        return {};
    ipp_t* const question = request(IPP_OP_GET_JOBS);
    ::ippAddString(question, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, which);
    ::ippAddInteger(question, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "limit", 1);
    wantAttributes(question, {"job-id", "job-state", "job-impressions-completed",
                              "job-media-sheets-completed"});
    return answerTo(connection.get(), question, resource_.c_str());
}

} // namespace jiujin::drivers::printing
