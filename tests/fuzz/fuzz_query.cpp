// rooms: platform/base
// A number that is read from a request's target stands in it, digit by digit, and nothing else
// does.
#include "platform/base/bytes.h"
#include "platform/server/access/query.cpp" // the fuzz build has none of the server's rooms
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view target = textOf({data, size});
    const std::int64_t number = server::numberIn(target, "since");
    const auto query = target.find('?');
    fuzz::require((query != std::string_view::npos) || number == 0);
    if (number <= 0 || query == std::string_view::npos)
        return 0;
    std::string_view digits = target.substr(query + 1);
    fuzz::require(digits.starts_with("since="));
    digits.remove_prefix(6);
    digits.remove_prefix(digits.find_first_not_of('0'));
    fuzz::require(digits == std::to_string(number));
    fuzz::planted({data, size}, true);
    return 0;
}
