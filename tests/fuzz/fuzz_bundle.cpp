// A bundle from outside is exactly what would be packed of what is in it, or nothing is. An input
// that begins with 'E' edits a genuine one; the parser itself is reached by plain archives too.
//
// rooms: platform/maker
#include "platform/maker/bundle.h"
#include "platform/maker/new_package.h"
#include "platform/maker/tar.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

namespace {

Bytes genuine() {
    const auto package = maker::newPackage({"A", {"A", "A"}, "2026-01-01"});
    fuzz::require(package.ok());
    maker::Bundle bundle;
    bundle.files = {{"matters/a/form.json", package->form},
                    {"matters/a/guide.json", package->guide},
                    {"matters/a/matter.json", package->matter}};
    return bytesOf(maker::encode(bundle));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Bytes original = genuine();
    const fuzz::Edited input = fuzz::edited({data, size}, original);
    const std::string_view bytes = textOf(input.bytes);
    const auto files = maker::readTar(bytes);
    if (files.ok())
        fuzz::require(maker::writeTar(*files) == bytes);
    const auto bundle = maker::decodeBundle(bytes);
    if (bundle.ok())
        fuzz::require(maker::encode(*bundle) == bytes);
    fuzz::require(bundle.ok() || !input.genuine);
    fuzz::planted({data, size}, bundle.ok() || files.ok());
    return 0;
}
