#include "platform/base/bytes.h"
#include "platform/matter/asked_form.h"
#include "platform/matter/check.h"
#include "platform/matter/check_field.h"
#include "platform/matter/principal.h"
#include "platform/matter/schema_check.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

namespace {

using protocol::Answers;
using std::chrono::days;

const FieldGroup* groupCalled(const Matter& matter, const std::string& id) {
    const auto found = std::find_if(matter.groups.begin(), matter.groups.end(),
                                    [&](const FieldGroup& each) { return each.id == id; });
    return found == matter.groups.end() ? nullptr : &*found;
}

class AnswerCheck {
public:
    AnswerCheck(const Matter& matter, const Answers& answers, const AnswerDay& day, RowCounts rows)
        : matter_(matter),
          answers_(answers),
          day_(day),
          rows_(std::move(rows)),
          asked_(askedOn(day.counted)) {}

    std::vector<Fault> all() {
        for (const AskedField& each : asked_) {
            keys_.insert(each.key);
            if (const auto code = fault(each))
                add(each.key, *code);
        }
        strangers();
        rows();
        schema();
        if (const auto wrong = checkPrincipal(matter_, answers_, day_.counted))
            add(wrong->id, wrong->code, wrong->say);
        return std::move(faults_);
    }

private:
    std::vector<AskedField> askedOn(std::optional<std::chrono::sys_days> day) const {
        return askedFields(matter_.groups, answers_, rows_, day);
    }

    std::string_view answer(const std::string& key) const {
        const auto found = answers_.find(key);
        return found == answers_.end() ? std::string_view() : found->second.expose();
    }

    std::optional<ErrorCode> fault(const AskedField& asked) const {
        const std::string_view text = answer(asked.key);
        if (asked.field->isComputed())
            return computedFault(asked, text);
        if (isBlank(text))
            return asked.field->required || !text.empty() ? std::optional(ErrorCode::FieldMissing)
                                                          : std::nullopt;
        return valueFault(*asked.field, text, day_.judged);
    }

    std::optional<ErrorCode> computedFault(const AskedField& asked, std::string_view text) const {
        if (text != asked.value.expose() && !isFromTheDayBefore(asked, text))
            return ErrorCode::FieldComputed;
        return valueFault(*asked.field, text, day_.judged);
    }

    // The citizen may have looked at an age before midnight.
    bool isFromTheDayBefore(const AskedField& asked, std::string_view text) const {
        if (asked.field->compute.kind != Compute::Kind::AgeOf || !day_.counted)
            return false;
        const auto before = askedOn(*day_.counted - days(1));
        return std::any_of(before.begin(), before.end(), [&](const AskedField& each) {
            return each.key == asked.key && each.value.expose() == text;
        });
    }

    void strangers() {
        for (const auto& [key, value] : answers_) {
            if (keys_.count(key) != 0)
                continue;
            if (fieldOfKey(matter_.groups, key) == nullptr)
                add(key, ErrorCode::FieldUnknown);
            else if (!value.empty())
                add(key, ErrorCode::FieldNotAsked);
        }
    }

    void rows() {
        const auto answerOf = [this](const std::string& id) {
            return keys_.count(id) != 0 ? answer(id) : std::string_view();
        };
        for (const FieldGroup& group : matter_.groups) {
            if (!group.repeat || !holds(group.when, answerOf))
                continue;
            const auto found = rows_.find(group.id);
            const std::size_t count = found == rows_.end() ? 0 : found->second;
            if (count < group.repeat->least)
                add(group.id, ErrorCode::RowsTooFew);
            if (count > group.repeat->most)
                add(group.id, ErrorCode::RowsTooMany);
        }
    }

    // valijson reads beyond its tables on text that is not UTF-8, and its time grows with length.
    bool tooWildForSchema() const {
        return std::any_of(faults_.begin(), faults_.end(),
                           [](const Fault& each) {
                               return each.code == ErrorCode::FieldTooLong ||
                                      each.code == ErrorCode::FieldUnknown;
                           }) ||
               std::any_of(answers_.begin(), answers_.end(),
                           [](const auto& each) { return !isUtf8(each.second.expose()); });
    }

    // What the citizen cannot see holds nobody.
    bool isTold(const std::string& id) const {
        const bool hidden = keys_.count(id) == 0 && fieldOfKey(matter_.groups, id) != nullptr;
        return hidden || (id.empty() && !faults_.empty()) ||
               std::any_of(faults_.begin(), faults_.end(),
                           [&](const Fault& each) { return each.id == id; });
    }

    // The schema's word counts as well: rules over several fields stand only there.
    void schema() {
        if (tooWildForSchema())
            return;
        for (const SchemaFault& each : schemaFaults(matter_, asked_)) {
            if (isTold(each.key) || groupCalled(matter_, each.key) != nullptr)
                continue;
            add(each.key,
                each.key.empty()           ? ErrorCode::DocumentMalformed
                : answer(each.key).empty() ? ErrorCode::FieldMissing
                                           : ErrorCode::FieldFormat,
                each.say);
        }
    }

    void add(const std::string& id, ErrorCode code, const Words& say = {}) {
        faults_.push_back({id, code, say});
    }

    const Matter& matter_;
    const Answers& answers_;
    const AnswerDay day_;
    const RowCounts rows_;
    const std::vector<AskedField> asked_;
    std::set<std::string> keys_;
    std::vector<Fault> faults_;
};

} // namespace

std::vector<Fault> checkAnswer(const Field& field, const Secret& value,
                               std::chrono::sys_days today) {
    const std::string_view text = value.expose();
    if (isBlank(text) && (field.required || !text.empty()))
        return {{field.id, ErrorCode::FieldMissing}};
    if (const auto code = valueFault(field, text, today))
        return {{field.id, *code}};
    return {};
}

std::vector<Fault> checkAnswers(const Matter& matter, const Answers& answers,
                                const AnswerDay& day) {
    return checkAnswers(matter, answers, day, rowsIn(matter.groups, answers));
}

std::vector<Fault> checkAnswers(const Matter& matter, const Answers& answers, const AnswerDay& day,
                                const RowCounts& rows) {
    if (answers.size() > answersMax)
        return {{"case", ErrorCode::DocumentMalformed}};
    return AnswerCheck(matter, answers, day, rows).all();
}

} // namespace jiujin::matter
