#include "app/preview/sample_answers.h"

#include "app/preview/sample_person.h"
#include "platform/formats/contact.h"

#include <algorithm>

namespace jiujin::preview {

namespace {

// An example of GB 32100-2015.
constexpr const char* creditCode = "91350100M000100Y43";

std::vector<std::string> candidates(const matter::Field& field, const matter::Matter& matter,
                                    std::chrono::sys_days today) {
    std::vector<std::string> texts{field.example.zh, field.example.en};
    for (const auto& choice : field.choices)
        texts.push_back(choice.code);
    const auto day = [&](int years) {
        return formats::toIsoDate(std::chrono::year_month_day(today - std::chrono::days(years)));
    };
    for (std::string text :
         {std::string("示例"), std::string("13800000000"), std::string("1"), std::string("100.00"),
          std::string("110105"), std::string("110105001"), std::string("110105001001"),
          std::string(creditCode), sampleNumber(matter.applicant, today), day(0), day(30),
          day(4000), day(12000), day(-30)})
        texts.push_back(std::move(text));
    return texts;
}

bool fillRow(journey::Journey& journey, std::size_t row, std::chrono::sys_days today) {
    const auto& sheet = journey.sheet();
    for (const auto& text : candidates(*sheet.fields()[row].field, *sheet.matter(), today)) {
        if (!text.empty() && journey.setValue(row, text) && !sheet.fields()[row].fault)
            return true;
    }
    return false;
}

} // namespace

Result<void> fillForm(journey::Journey& journey, std::chrono::sys_days today) {
    const auto& fields = journey.sheet().fields();
    // An answer may open or close rows, and so the next faulty one is looked for each time.
    for (std::size_t left = 4 * fields.size() + 100; left > 0; --left) {
        const auto row = journey.sheet().faultyField();
        if (!row)
            return {};
        if (!fillRow(journey, *row, today))
            return Error(ErrorCode::MatterInvalid,
                         "form.json: field \"" + fields[*row].field->id +
                             "\" takes no sample value; give it an \"example\" that it takes");
    }
    return Error(ErrorCode::MatterInvalid,
                 "form.json: /rules: sample values never satisfy all rules at once; give the "
                 "fields \"example\"s that do");
}

Result<void> chooseWays(journey::Journey& journey) {
    while (const auto row = journey.sheet().faultyMaterial()) {
        const matter::Material& material = *journey.sheet().materials()[*row].material;
        const bool chosen = std::ranges::any_of(
            material.ways, [&](const std::string& way) { return journey.chooseWay(*row, way); });
        if (!chosen)
            return Error(ErrorCode::MatterInvalid,
                         "matter.json: material \"" + material.id + "\" can be provided in no way");
    }
    return {};
}

} // namespace jiujin::preview
