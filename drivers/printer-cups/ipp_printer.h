// The printer itself, asked directly: a queue knows how its printer is only while it prints.
#pragma once

#include "drivers/printer-cups/ipp.h"
#include "platform/base/result.h"

#include <cstdint>
#include <optional>

namespace jiujin::drivers::printing {

// The last job that the printer took; id 0: it has none in its memory.
struct NewestJob {
    int id = 0;
    bool active = false;
    bool completed = false; // ended, neither given up nor cancelled
    int sheets = 0;
};

class IppPrinter {
public:
    // Of an ipp:// URI whose host is known now; none for every other kind of device.
    static std::optional<IppPrinter> fromUri(const std::string& uri);

    std::uint16_t port() const { return port_; }
    // Its state reasons. PrinterGone.
    Result<std::vector<std::string>> reasons() const;
    // PrinterGone.
    Result<NewestJob> newestJob() const;

private:
    IppPrinter() = default;
    Connection connect() const;
    ipp_t* request(ipp_op_t operation) const;
    Message jobs(const char* which) const;

    std::string uri_, host_, resource_;
    std::uint16_t port_ = 0;
    Addresses addresses_;
};

} // namespace jiujin::drivers::printing
