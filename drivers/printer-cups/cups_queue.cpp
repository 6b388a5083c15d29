#include "drivers/printer-cups/cups_queue.h"

#include <algorithm>
#include <array>

namespace jiujin::drivers::printing {

namespace {

constexpr const char* title = "document"; // the same for everybody
constexpr const char* userName = "jiujin";
// PDF that is ready for the printer: no filter touches it, so that the printer gets these very
// bytes and the pages are counted by the printer alone.
constexpr const char* finishedPdf = "application/vnd.cups-pdf";
// cupsd says this of a job that its printer no longer knows.
constexpr std::string_view historyMissing = "cups-ipp-missing-job-history";

const Error gone(ErrorCode::PrinterGone, "cupsd does not answer");
const Error refused(ErrorCode::PrinterRefused, "cupsd refuses the document");
const Error unknown(ErrorCode::PrintUnknown, "cupsd went away with the document");

JobPhase phaseOf(int state) {
    switch (state) {
    case IPP_JSTATE_COMPLETED:
        return JobPhase::Completed;
    case IPP_JSTATE_CANCELED:
        return JobPhase::Cancelled;
    case IPP_JSTATE_ABORTED:
    case IPP_JSTATE_STOPPED:
        return JobPhase::Aborted;
    }
    return JobPhase::Waiting;
}

} // namespace

CupsQueue::CupsQueue(std::string socket, std::string queue)
    : socket_(std::move(socket)),
      queue_(std::move(queue)),
      uri_("ipp://localhost/printers/" + queue_) {}

Result<QueueState> CupsQueue::state() const {
    const Connection connection = connect();
    if (!connection)
        return gone;
    ipp_t* const question = request(IPP_OP_GET_PRINTER_ATTRIBUTES);
    wantAttributes(question, {"printer-state", "printer-state-reasons", "printer-is-accepting-jobs",
                              "device-uri"});
    const Message answer = answerTo(connection.get(), question, "/");
    if (failed(answer))
        return gone;
    QueueState state;
    ipp_attribute_t* const accepting =
        ::ippFindAttribute(answer.get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    const int phase = number(answer, "printer-state");
    state.usable = phase != IPP_PSTATE_STOPPED && ::ippGetBoolean(accepting, 0) != 0;
    state.busy = phase == IPP_PSTATE_PROCESSING;
    state.reasons = keywords(answer, "printer-state-reasons");
    state.deviceUri = firstText(answer, "device-uri");
    return state;
}

Result<int> CupsQueue::submit(ByteView pdf) const {
    const Connection connection = connect();
    if (!connection)
        return gone;
    JIUJIN_TRY_ASSIGN(const int job, createJob(connection.get()));
    JIUJIN_TRY(sendDocument(connection.get(), job, pdf));
    return job;
}

// Not cupsCreateJob: it asks for everything that the queue can do first, hundreds of answers that
// nobody looks at.
Result<int> CupsQueue::createJob(http_t* connection) const {
    ipp_t* const order = request(IPP_OP_CREATE_JOB);
    ::ippAddString(order, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, title);
    ::ippAddString(order, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, "iso_a4_210x297mm");
    ::ippAddString(order, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", nullptr, "one-sided");
    const Message answer = answerTo(connection, order, ("/printers/" + queue_).c_str());
    const int job = failed(answer) ? 0 : number(answer, "job-id");
    if (job > 0)
        return job;
    return ::cupsLastError() == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE ? gone : refused;
}

// A job prints only when its document has come whole, so that up to the last byte nothing is lost.
Result<void> CupsQueue::sendDocument(http_t* connection, int job, ByteView pdf) const {
    const bool begun = ::cupsStartDocument(connection, queue_.c_str(), job, title, finishedPdf,
                                           1) == HTTP_STATUS_CONTINUE;
    const bool written =
        begun && ::cupsWriteRequestData(connection, reinterpret_cast<const char*>(pdf.data()),
                                        pdf.size()) == HTTP_STATUS_CONTINUE;
    if (!written)
        return cancel(job).ok() ? refused : unknown;
    const ipp_status_t finished = ::cupsFinishDocument(connection, queue_.c_str());
    if (finished < IPP_STATUS_ERROR_BAD_REQUEST)
        return {};
    return cancel(job).ok() && finished != IPP_STATUS_ERROR_SERVICE_UNAVAILABLE ? refused : unknown;
}

Result<JobState> CupsQueue::job(int id) const {
    const Connection connection = connect();
    if (!connection)
        return gone;
    ipp_t* const question = request(IPP_OP_GET_JOB_ATTRIBUTES);
    ::ippAddInteger(question, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    wantAttributes(question, {"job-state", "job-state-reasons", "job-printer-state-reasons",
                              "job-impressions-completed", "job-media-sheets-completed"});
    const Message answer = answerTo(connection.get(), question, "/");
    if (answer && ::ippGetStatusCode(answer.get()) == IPP_STATUS_ERROR_NOT_FOUND)
        return JobState{JobPhase::Aborted, 0, false};
    if (failed(answer))
        return gone;
    auto reasons = keywords(answer, "job-state-reasons");
    const auto more = keywords(answer, "job-printer-state-reasons");
    reasons.insert(reasons.end(), more.begin(), more.end());
    return JobState{phaseOf(number(answer, "job-state")),
                    std::max(number(answer, "job-media-sheets-completed"),
                             number(answer, "job-impressions-completed")),
                    std::none_of(reasons.begin(), reasons.end(), [](const std::string& reason) {
                        return reason.starts_with(historyMissing);
                    })};
}

Result<void> CupsQueue::cancel(int id) const {
    const Connection connection = connect();
    if (!connection)
        return gone;
    ipp_t* const order = request(IPP_OP_CANCEL_JOB);
    ::ippAddInteger(order, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    const Message answer = answerTo(connection.get(), order, "/jobs");
    // "Not possible" says that the job has ended already.
    if (failed(answer) && ::cupsLastError() != IPP_STATUS_ERROR_NOT_POSSIBLE)
        return gone;
    return {};
}

Result<void> CupsQueue::cancelAll() const {
    const Connection connection = connect();
    if (!connection)
        return gone;
    ipp_t* const order = request(IPP_OP_CANCEL_MY_JOBS);
    const Message answer = answerTo(connection.get(), order, "/printers");
    return failed(answer) && ::cupsLastError() != IPP_STATUS_ERROR_NOT_POSSIBLE ? gone
                                                                                : Result<void>();
}

Connection CupsQueue::connect() const {
    ::cupsSetUser(userName);
    ::cupsSetPasswordCB2([](const char*, http_t*, const char*, const char*,
                            void*) -> const char* { return nullptr; },
                         nullptr);
    return patient(::httpConnect2(socket_.c_str(), 0, nullptr, AF_UNSPEC, HTTP_ENCRYPTION_NEVER, 1,
                                  patienceMs, nullptr));
}

ipp_t* CupsQueue::request(ipp_op_t operation) const {
    ipp_t* const message = ::ippNewRequest(operation);
    ::ippAddString(message, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri_.c_str());
    ::ippAddString(message, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr,
                   userName);
    return message;
}

} // namespace jiujin::drivers::printing
