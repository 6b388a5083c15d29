#include "platform/server/catalogue_command.h"

#include "platform/base/command_text.h"
#include "platform/catalogue/publication.h"

namespace jiujin::server {

namespace {

Result<catalogue::Anchors> anchorsOf(const Settings& settings) {
    if (settings.catalogue.empty())
        return Error(ErrorCode::Usage, "the settings have no [catalogue] folder");
    catalogue::Anchors anchors;
    JIUJIN_TRY_ASSIGN(anchors.root, seal::Certificate::fromFile(settings.root));
    if (!settings.revoked.empty()) {
        JIUJIN_TRY_ASSIGN(anchors.revoked,
                          seal::RevocationList::fromFile(settings.revoked, anchors.root));
    }
    return anchors;
}

void tell(const char* what, const catalogue::TimestampDocument& said) {
    print(std::string(what) + std::to_string(said.version) + "，有效至 good until " +
          toLocalMinute(said.until) + "\n");
}

} // namespace

Result<void> publishCatalogue(const Settings& settings, const std::filesystem::path& made) {
    JIUJIN_TRY_ASSIGN(const auto anchors, anchorsOf(settings));
    JIUJIN_TRY_ASSIGN(const auto said, catalogue::handOn(made, settings.catalogue, anchors));
    tell("已发布事项目录 Published catalogue ", said);
    return {};
}

Result<void> confirmCatalogue(const Settings& settings, const ConfirmOptions& options) {
    JIUJIN_TRY_ASSIGN(const auto anchors, anchorsOf(settings));
    JIUJIN_TRY_ASSIGN(const auto before, catalogue::published(settings.catalogue, anchors));
    JIUJIN_TRY_ASSIGN(const auto signer,
                      catalogue::Signer::in(options.timestampFolder, "timestamp"));
    if (signer.certificate.keyId() != before.trust.document().timestamp.keyId())
        return Error(ErrorCode::CatalogueSignature, "the root document names another key");
    const catalogue::Edition edition{SystemClock().wall().time,
                                     std::chrono::hours(24) * options.days};
    JIUJIN_TRY_ASSIGN(const auto said, catalogue::confirm(settings.catalogue, signer, edition));
    tell("已确认事项目录 Confirmed catalogue ", said);
    return {};
}

} // namespace jiujin::server
