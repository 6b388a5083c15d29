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

catalogue::Edition editionOf(const ConfirmOptions& options) {
    return {SystemClock().wall().time, std::chrono::hours(24) * options.days};
}

// What a timer confirmed has a later timestamp than what was made before that.
Error withMend(Error error, const ConfirmOptions& options) {
    const bool behind =
        error.code == ErrorCode::CatalogueOlder || error.code == ErrorCode::CatalogueMixed;
    if (behind && options.timestampFolder.empty())
        error.where += "; when what is served was confirmed since this was signed, --timestamp "
                       "FOLDER gives it a timestamp of its own";
    return error;
}

} // namespace

Result<void> publishCatalogue(const Settings& settings, const std::filesystem::path& made,
                              const ConfirmOptions& options) {
    JIUJIN_TRY_ASSIGN(const auto anchors, anchorsOf(settings));
    std::optional<catalogue::Signer> signer;
    std::optional<catalogue::Stamp> stamp;
    if (!options.timestampFolder.empty()) {
        JIUJIN_TRY_ASSIGN(signer, catalogue::Signer::in(options.timestampFolder, "timestamp"));
        stamp.emplace(catalogue::Stamp{*signer, editionOf(options)});
    }
    const auto said =
        catalogue::handOn(made, settings.catalogue, anchors, stamp ? &*stamp : nullptr);
    if (!said)
        return withMend(said.error(), options);
    tell("已发布事项目录 Published catalogue ", *said);
    return {};
}

Result<void> confirmCatalogue(const Settings& settings, const ConfirmOptions& options) {
    JIUJIN_TRY_ASSIGN(const auto anchors, anchorsOf(settings));
    JIUJIN_TRY_ASSIGN(const auto before, catalogue::published(settings.catalogue, anchors));
    JIUJIN_TRY_ASSIGN(const auto signer,
                      catalogue::Signer::in(options.timestampFolder, "timestamp"));
    if (signer.certificate.keyId() != before.trust.document().timestamp.keyId())
        return Error(ErrorCode::CatalogueSignature, "the root document names another key");
    JIUJIN_TRY_ASSIGN(const auto said,
                      catalogue::confirm(settings.catalogue, signer, editionOf(options)));
    tell("已确认事项目录 Confirmed catalogue ", said);
    return {};
}

} // namespace jiujin::server
