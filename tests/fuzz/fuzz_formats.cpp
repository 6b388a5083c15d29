// Numbers and dates as people type them and as cards spell them: whatever is taken must come back
// the same when it is read again.
//
// rooms: platform/formats
#include "platform/base/bytes.h"
#include "platform/formats/case_number.h"
#include "platform/formats/citizen_number.h"
#include "platform/formats/contact.h"
#include "tests/fuzz/planted.h"

#include <cstdlib>

using namespace jiujin;
using namespace jiujin::formats;

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace std::chrono;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const sys_days today = 2026y / November / 22;
    const auto citizen = CitizenNumber::parse(text, today);
    if (const auto& number = citizen) {
        require(CitizenNumber::parse(number->text().expose(), today).ok());
        require(ageOn(number->birth(), today) >= 0 && maskNumber(number->text()).size() == size);
    }
    const auto caseNumber = CaseNumber::parse(text);
    if (const auto& number = caseNumber)
        require(*CaseNumber::parse(number->text()) == *number);
    if (const auto date = parseDate(text))
        require(toIsoDate(*date) == text);
    require(!parseMobile(text).ok() || size == 11);
    if (isPlainLine(text)) {
        require(isUtf8(maskName(Secret(text))));
        require(isUtf8(maskAddress(Secret(text))));
    }
    fuzz::planted({data, size}, citizen.ok() || caseNumber.ok());
    return 0;
}
