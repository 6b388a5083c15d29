// rooms: platform/catalogue tests/support/samples
// Documents of a catalogue that decode are written again as the very bytes they came in, and no
// name in one leaves its folder; a signed one that differs in any byte is refused.
#include "platform/catalogue/publication.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"
#include "tests/support/samples/samples.h"

using namespace jiujin;
using namespace jiujin::catalogue;

namespace {

struct Genuine {
    samples::Pki pki;
    Anchors anchors{pki.root};
    samples::Identity root = pki.issue("root", seal::Role::CatalogueRoot);
    samples::Identity stamp = pki.issue("stamp", seal::Role::Timestamp);
    std::string text =
        samples::must(signRoot({1, root.certificate, root.certificate, stamp.certificate,
                                samples::noon(), samples::noon() + std::chrono::hours(1)},
                               {root.certificate, root.key}, nullptr));
    Anchors revoked{pki.root, samples::must(seal::RevocationList::issue(
                                  {}, {root.certificate}, pki.root, pki.rootKey, samples::noon()))};
};

template <typename T>
bool comesBack(const Result<T>& document, std::string_view text) {
    if (document)
        fuzz::require(encode(*document) == text);
    return document.ok();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Genuine genuine;
    const auto input = fuzz::edited({data, size}, bytesOf(genuine.text));
    const auto root = Trust::from(textOf(input.bytes), genuine.anchors, nullptr, {});
    fuzz::require(root.ok() == input.genuine);
    const bool revoked = Trust::isRevoked(textOf(input.bytes), genuine.revoked);
    fuzz::require(revoked || !input.genuine);
    const std::string_view text = textOf({data, size});
    const auto list = decodeItems(text);
    if (comesBack(list, text))
        for (const Item& item : list->items)
            for (const File& file : item.files)
                fuzz::require(file.name.find('/') == std::string::npos &&
                              item.path.find("..") != 0);
    bool known = comesBack(decodeTimestamp(text), text);
    known = comesBack(decodeCatalogue(text), text) || known;
    known = comesBack(decodeHighest(text), text) || known;
    static_cast<void>(isPublishedName(text));
    fuzz::planted({data, size}, list.ok() || known);
    return 0;
}
