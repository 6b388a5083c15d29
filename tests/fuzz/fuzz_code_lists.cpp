// A code that is found is the code that was asked for; a rating is one of five.
//
// rooms: platform/formats
#include "platform/formats/code_lists.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;
using namespace jiujin::formats;

// The first byte names the list, the others are the code.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    constexpr unsigned lists = static_cast<unsigned>(CodeList::Satisfaction) + 1;
    const auto list = static_cast<CodeList>(data[0] % lists);
    const std::string_view text = textOf({data + 1, size - 1});
    const auto found = findCode(list, text);
    fuzz::require(!found.ok() || found->code == text);
    fuzz::require(!isExtension(text) || !findCode(CodeList::MatterType, text).ok());
    if (const auto rating = parseRating(text))
        fuzz::require(ratingCode(*rating) == text && starsOf(*rating) >= 1 &&
                      starsOf(*rating) <= 5);
    fuzz::planted({data, size}, found.ok(), 2);
    return 0;
}
