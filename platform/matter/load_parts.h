// The parts of a package, each read from its own file.
#pragma once

#include "platform/matter/json_place.h"
#include "platform/matter/load_form.h"

namespace jiujin::matter {

constexpr std::size_t nameMax = 60, basisMax = 300, textMax = 2000; // characters

// Source, date and whether a person has compared it: of every statutory element and legal basis.
template <typename Stated>
void readOrigin(const Place& place, Stated& stated) {
    stated.source = place.text("source", 300);
    stated.date = place.date("date");
    place.at("verified");
    stated.verified = place.flag("verified", false);
}

// All three files, and every fault of them; without one it is what readMatter() gives.
Matter readAll(const PackageText& package, std::vector<PlaceFault>& faults);
// FileUnreadable; MatterInvalid when a file is too large.
Result<PackageText> readPackage(const std::filesystem::path& folder);
// As readMatter(); errors name the folder too.
Result<Matter> readMatterOf(const std::filesystem::path& folder, const PackageText& package);
// Below `root`, in the order of their names. FileUnreadable.
Result<std::vector<std::filesystem::path>> packageFolders(const std::filesystem::path& root);

// matter.json
void readFacts(const Place& place, Matter& matter);
LegalBasis readBasis(const Place& place);
std::string readCertificateType(const Place& place); // the text at the place
Applicant readApplicant(const Place& place);
TimeLimit readLimit(const Place& place);
Reach readReach(const Place& place);
std::vector<FeeItem> readFees(const Place& place);
std::vector<Step> readSteps(const Place& place);            // "steps" of it
std::vector<RatingQuestion> readRating(const Place& place); // "rating" of it
Chain readChain(const Place& place);
Effective readEffective(const Place& place);
Change readChange(const Place& place);
// "materials" of it; the promised time must have been read.
void readMaterials(const Place& place, Matter& matter);

// guide.json
std::vector<GuideSection> readSections(const Place& document);

} // namespace jiujin::matter
