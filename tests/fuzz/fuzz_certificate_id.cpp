// An identifier that is taken has one spelling but for its case, and its mask keeps the serial.
//
// rooms: platform/formats
#include "platform/formats/certificate_id.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;
using namespace jiujin::formats;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto id = CertificateId::parse(textOf({data, size}));
    if (id.ok()) {
        const Secret text = id->text();
        fuzz::require(text.expose().size() == size && *CertificateId::parse(text.expose()) == *id);
        fuzz::require(id->masked().size() == size && id->masked().back() == '*');
    }
    fuzz::planted({data, size}, id.ok());
    return 0;
}
