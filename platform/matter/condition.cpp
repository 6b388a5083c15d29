#include "platform/matter/condition.h"

#include "platform/matter/json_place.h"

#include <algorithm>
#include <utility>

namespace jiujin::matter {

namespace {

constexpr std::size_t partsMax = 20, codesMax = 50, codeLength = 40;

std::string_view textOf(const Place& place) {
    const auto* text = place.value().if_string();
    return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

void readCodes(const Place& place, Condition& condition) {
    for (const Place& each : place.list("is", 1, codesMax)) {
        const std::string code(textOf(each));
        if (code.empty() || code.size() > codeLength)
            each.fault("must be text of 1 to 40 bytes, as the answer is filed");
        else if (std::find(condition.codes.begin(), condition.codes.end(), code) !=
                 condition.codes.end())
            each.fault("stands there twice; remove one");
        condition.codes.push_back(code);
    }
}

void readQuestion(const Place& place, Condition& condition) {
    place.onlyKeys({"field", "is", "given"});
    condition.field = place.id("field");
    if (place.has("is") == place.has("given"))
        place.fault(R"(needs either "is": [codes] or "given": true)");
    condition.kind = place.has("is") ? Condition::Kind::Is : Condition::Kind::Given;
    if (condition.kind == Condition::Kind::Is)
        readCodes(place, condition);
    else if (!place.flag("given", true))
        place.at("given").fault(R"(must be true; put "not" around it for the opposite)");
}

void readParts(const Place& place, std::string_view key, Condition& condition) {
    place.onlyKeys({key});
    for (const Place& each : place.list(key, 1, partsMax))
        condition.parts.push_back(readCondition(each));
}

bool hasCode(const Field& field, const std::string& code) {
    return std::any_of(field.choices.begin(), field.choices.end(),
                       [&](const Choice& choice) { return choice.code == code; });
}

} // namespace

Condition readCondition(const Place& place) {
    Condition condition;
    condition.place = place.path();
    if (place.has("all")) {
        condition.kind = Condition::Kind::All;
        readParts(place, "all", condition);
    } else if (place.has("any")) {
        condition.kind = Condition::Kind::Any;
        readParts(place, "any", condition);
    } else if (place.has("not")) {
        place.onlyKeys({"not"});
        condition.kind = Condition::Kind::Not;
        condition.parts.push_back(readCondition(place.at("not")));
    } else {
        readQuestion(place, condition);
    }
    return condition;
}

Condition readWhen(const Place& object) {
    return object.has("when") ? readCondition(object.at("when")) : Condition();
}

bool holds(const Condition& condition, const AnswerOf& answerOf) {
    const auto& [kind, field, codes, parts, place] = condition;
    const auto partHolds = [&answerOf](const Condition& part) {
        return holds(part, answerOf);
    };
    switch (kind) {
    case Condition::Kind::Is:
        return std::find(codes.begin(), codes.end(), answerOf(field)) != codes.end();
    case Condition::Kind::Given:
        return !answerOf(field).empty();
    case Condition::Kind::Not:
        return std::none_of(parts.begin(), parts.end(), partHolds);
    case Condition::Kind::All:
        return std::all_of(parts.begin(), parts.end(), partHolds);
    case Condition::Kind::Any:
        return std::any_of(parts.begin(), parts.end(), partHolds);
    }
    return false;
}

bool holds(const Condition& condition, const protocol::Answers& answers) {
    return holds(condition, [&answers](const std::string& id) {
        const auto answer = answers.find(id);
        return answer == answers.end() ? std::string_view() : answer->second.expose();
    });
}

void eachQuestion(const Condition& condition, const std::function<void(const Condition&)>& take) {
    if (condition.kind == Condition::Kind::Is || condition.kind == Condition::Kind::Given)
        take(condition);
    for (const Condition& part : condition.parts)
        eachQuestion(part, take);
}

void screenCondition(const Condition& condition, const FindField& find, const std::string& unknown,
                     FaultLog& faults) {
    eachQuestion(condition, [&](const Condition& question) {
        const Field* field = find(question.field);
        if (field == nullptr) {
            faults.add(question.place + "/field", unknown);
            return;
        }
        if (field->kind == FieldKind::Division && !question.codes.empty())
            faults.add(question.place + "/is", "a division is not asked so; ask a choice");
        for (std::size_t at = 0; at < question.codes.size(); ++at) {
            if (field->kind == FieldKind::Choice && !hasCode(*field, question.codes[at]))
                faults.add(question.place + "/is/" + std::to_string(at),
                           "the field has no choice with this code");
        }
    });
}

void screenCondition(const Condition& condition, const std::vector<FieldGroup>& groups,
                     FaultLog& faults) {
    const auto find = [&groups](const std::string& id) {
        const Field* field = nullptr;
        for (const FieldGroup& group : groups)
            field = field == nullptr && !group.repeat ? group.field(id) : field;
        return field;
    };
    screenCondition(condition, find,
                    "no field of the form has this id, or it stands in a group that repeats",
                    faults);
}

} // namespace jiujin::matter
