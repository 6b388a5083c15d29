// CUPS handles that close themselves, and values out of IPP answers.
#pragma once

#include <cups/cups.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

namespace jiujin::drivers::printing {

struct Closer {
    void operator()(http_t* connection) const { ::httpClose(connection); }
    void operator()(ipp_t* message) const { ::ippDelete(message); }
    void operator()(http_addrlist_t* addresses) const { ::httpAddrFreeList(addresses); }
};
using Connection = std::unique_ptr<http_t, Closer>;
using Message = std::unique_ptr<ipp_t, Closer>;
using Addresses = std::unique_ptr<http_addrlist_t, Closer>;

inline constexpr int patienceMs = 3000; // for a connection, and for each answer

inline Connection patient(http_t* connection) {
    if (connection != nullptr)
        ::httpSetTimeout(
            connection, patienceMs / 1000.0, [](http_t*, void*) { return 0; }, nullptr);
    return Connection(connection);
}

// None when nothing came that answers this very request: a line may hold answers to earlier ones.
inline Message answerTo(http_t* connection, ipp_t* question, const char* resource) {
    const int id = ::ippGetRequestId(question);
    Message answer(::cupsDoRequest(connection, question, resource));
    return ::ippGetRequestId(answer.get()) == id ? std::move(answer) : Message();
}

inline bool failed(const Message& answer) {
    return !answer || ::ippGetStatusCode(answer.get()) >= IPP_STATUS_ERROR_BAD_REQUEST;
}

inline void wantAttributes(ipp_t* request, std::initializer_list<const char*> names) {
    ::ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                    static_cast<int>(names.size()), nullptr, names.begin());
}

inline std::vector<std::string> keywords(const Message& message, const char* name) {
    std::vector<std::string> found;
    ipp_attribute_t* const attribute = ::ippFindAttribute(message.get(), name, IPP_TAG_ZERO);
    for (int i = 0; i < ::ippGetCount(attribute); ++i)
        if (const char* const text = ::ippGetString(attribute, i, nullptr))
            found.emplace_back(text);
    return found;
}

inline std::vector<std::string> octetStrings(const Message& message, const char* name) {
    std::vector<std::string> found;
    ipp_attribute_t* const attribute = ::ippFindAttribute(message.get(), name, IPP_TAG_STRING);
    for (int i = 0; i < ::ippGetCount(attribute); ++i) {
        int length = 0;
        if (const void* const bytes = ::ippGetOctetString(attribute, i, &length))
            found.emplace_back(static_cast<const char*>(bytes), static_cast<std::size_t>(length));
    }
    return found;
}

inline std::string firstText(const Message& message, const char* name) {
    const auto found = keywords(message, name);
    return found.empty() ? std::string() : found.front();
}

inline int number(const Message& message, const char* name) {
    return ::ippGetInteger(::ippFindAttribute(message.get(), name, IPP_TAG_ZERO), 0);
}

} // namespace jiujin::drivers::printing
