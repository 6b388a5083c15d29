// A matter package from outside. The first byte says which of the three files the rest replaces in
// a small package that is right; nothing may break, and what is read must be usable.
//
// rooms: platform/matter
#include "platform/matter/check.h"
#include "platform/matter/notice.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

namespace {

const matter::PackageText right{
    R"({"code":"A","version":"1","title":{"zh":"甲","en":"A"},"summary":{"zh":"甲","en":"A"},
        "elements":[{"id":"a","name":{"zh":"甲","en":"A"},"value":{"zh":"甲","en":"A"},
        "source":"S","date":"2026-01-01","verified":false}],"materials":[]})",
    R"({"groups":[{"title":{"zh":"甲","en":"A"},"fields":[{"id":"a","kind":"text",
        "label":{"zh":"甲","en":"A"}}]}]})",
    R"({"sections":[{"title":{"zh":"甲","en":"A"},"text":{"zh":"甲","en":"A"}}]})"};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace std::chrono;
    if (size == 0)
        return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    matter::PackageText package = right;
    switch (data[0] % 4) {
    case 0:
        package.matter = text;
        break;
    case 1:
        package.form = text;
        break;
    case 2:
        package.guide = text;
        break;
    default:
        (void)matter::readNotice(text);
        return 0;
    }
    const auto read = matter::readMatter(package);
    if (read)
        (void)matter::checkAnswers(*read, {{"a", Secret(text)}}, 2026y / November / 22);
    fuzz::planted({data, size}, read.ok());
    return 0;
}
