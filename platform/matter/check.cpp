#include "platform/matter/check.h"

#include "platform/base/bytes.h"
#include "platform/formats/citizen_number.h"
#include "platform/formats/contact.h"
#include "platform/matter/schema_check.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

namespace {

using std::chrono::sys_days;

constexpr std::size_t answersMax = 200;

bool isBlank(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at, 3) == "\u3000")
            at += 3;
        else if (text[at] == ' ')
            ++at;
        else
            return false;
    }
    return true;
}

bool isChoice(const Field& field, std::string_view code) {
    return std::any_of(field.choices.begin(), field.choices.end(),
                       [&](const Choice& choice) { return choice.code == code; });
}

std::optional<ErrorCode> fault(const Result<Secret>& result) {
    return result ? std::nullopt : std::optional(result.error().code);
}

std::optional<ErrorCode> formatFault(const Field& field, std::string_view text, sys_days today) {
    switch (field.kind) {
    case FieldKind::Text:
    case FieldKind::Name:
    case FieldKind::Address:
        return formats::isPlainLine(text) ? std::nullopt : std::optional(ErrorCode::FieldFormat);
    case FieldKind::CitizenNumber: {
        if (formats::isForeignNumber2017(text))
            return std::nullopt;
        const auto number = formats::CitizenNumber::parse(text, today);
        return number ? std::nullopt : std::optional(number.error().code);
    }
    case FieldKind::Mobile:
        return fault(formats::parseMobile(text));
    case FieldKind::Date:
        return formats::parseDate(text) ? std::nullopt : std::optional(ErrorCode::DateFormat);
    case FieldKind::Choice:
        return isChoice(field, text) ? std::nullopt : std::optional(ErrorCode::FieldChoice);
    }
    return ErrorCode::FieldFormat;
}

std::optional<ErrorCode> answerFault(const Field& field, const Secret& value, sys_days today) {
    const std::string_view text = value.expose();
    if (isBlank(text))
        return field.required || !text.empty() ? std::optional(ErrorCode::FieldMissing)
                                               : std::nullopt;
    if (!isUtf8(text))
        return ErrorCode::FieldFormat;
    if (field.maxLength != 0 && codePoints(text) > field.maxLength)
        return ErrorCode::FieldTooLong;
    return formatFault(field, text, today);
}

void addUnknown(const Matter& matter, const protocol::Answers& answers,
                std::vector<Fault>& faults) {
    for (const auto& [id, value] : answers) {
        if (matter.field(id) == nullptr)
            faults.push_back({id, ErrorCode::FieldUnknown});
    }
}

// valijson reads beyond its tables on text that is not UTF-8, and its time grows with length.
bool tooWildForSchema(const protocol::Answers& answers, const std::vector<Fault>& faults) {
    return std::any_of(faults.begin(), faults.end(),
                       [](const Fault& each) {
                           return each.code == ErrorCode::FieldTooLong ||
                                  each.code == ErrorCode::FieldUnknown;
                       }) ||
           std::any_of(answers.begin(), answers.end(),
                       [](const auto& each) { return !isUtf8(each.second.expose()); });
}

// The schema's word counts as well: rules over several fields stand only there.
void addSchema(const Matter& matter, const protocol::Answers& answers, std::vector<Fault>& faults) {
    for (const std::string& id : schemaFaults(matter, answers)) {
        const bool told = std::any_of(faults.begin(), faults.end(),
                                      [&](const Fault& each) { return each.id == id; });
        if (told || (id.empty() && !faults.empty()))
            continue;
        const auto answer = answers.find(id);
        const bool missing = answer == answers.end() || answer->second.empty();
        faults.push_back({id, id.empty() ? ErrorCode::DocumentMalformed
                              : missing  ? ErrorCode::FieldMissing
                                         : ErrorCode::FieldFormat});
    }
}

const protocol::MaterialState* stateOf(const std::vector<protocol::MaterialState>& materials,
                                       const std::string& id) {
    const auto found = std::find_if(materials.begin(), materials.end(),
                                    [&](const auto& each) { return each.id == id; });
    return found == materials.end() ? nullptr : &*found;
}

bool wayFits(const Material& material, const protocol::MaterialState& state) {
    if (std::find(material.ways.begin(), material.ways.end(), state.way) == material.ways.end())
        return false;
    const std::string digest = state.way == "commit" ? state.textDigest : std::string();
    if (state.textDigest != digest)
        return false;
    if (state.way == "commit" && digest != shownDigest(material.commitment.zh) &&
        digest != shownDigest(material.commitment.en))
        return false;
    return state.dueDate.empty() || (state.way == "later" && formats::parseDate(state.dueDate));
}

} // namespace

std::vector<Fault> checkAnswer(const Field& field, const Secret& value, sys_days today) {
    if (const auto code = answerFault(field, value, today))
        return {{field.id, *code}};
    return {};
}

std::vector<Fault> checkAnswers(const Matter& matter, const protocol::Answers& answers,
                                sys_days today) {
    if (answers.size() > answersMax)
        return {{"case", ErrorCode::DocumentMalformed}};
    std::vector<Fault> faults;
    for (const FieldGroup& group : matter.groups) {
        for (const Field& field : group.fields) {
            const auto answer = answers.find(field.id);
            const Secret value = answer == answers.end() ? Secret() : answer->second;
            if (const auto code = answerFault(field, value, today))
                faults.push_back({field.id, *code});
        }
    }
    addUnknown(matter, answers, faults);
    if (!tooWildForSchema(answers, faults))
        addSchema(matter, answers, faults);
    return faults;
}

std::vector<Fault> checkMaterials(const Matter& matter,
                                  const std::vector<protocol::MaterialState>& materials) {
    std::vector<Fault> faults;
    for (const Material& material : matter.materials) {
        const auto* state = stateOf(materials, material.id);
        if (state == nullptr)
            faults.push_back({material.id, ErrorCode::MaterialMissing});
        else if (!wayFits(material, *state))
            faults.push_back({material.id, ErrorCode::DocumentMalformed});
    }
    std::set<std::string> seen;
    for (const auto& state : materials) {
        const bool known = std::any_of(matter.materials.begin(), matter.materials.end(),
                                       [&](const auto& each) { return each.id == state.id; });
        if (!known || !seen.insert(state.id).second)
            faults.push_back({state.id, ErrorCode::FieldUnknown});
    }
    return faults;
}

} // namespace jiujin::matter
