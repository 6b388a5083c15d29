#include "platform/matter/asked_form.h"

#include "platform/matter/compute.h"

#include <algorithm>
#include <charconv>

namespace jiujin::matter {

namespace {

struct KeyParts {
    std::string_view group, field;
    std::size_t row = 0;
};

// "group.row.field"; a row from 1 to 99 without a leading zero.
std::optional<KeyParts> partsOf(std::string_view key) {
    const auto first = key.find('.'), last = key.rfind('.');
    if (first == std::string_view::npos || first == last)
        return std::nullopt;
    KeyParts parts{key.substr(0, first), key.substr(last + 1)};
    const std::string_view row = key.substr(first + 1, last - first - 1);
    const auto [end, failure] = std::from_chars(row.data(), row.data() + row.size(), parts.row);
    const bool whole = failure == std::errc() && end == row.data() + row.size();
    if (!whole || row.size() > 2 || row[0] == '0')
        return std::nullopt;
    return parts;
}

const FieldGroup* repeating(const std::vector<FieldGroup>& groups, std::string_view id) {
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const FieldGroup& each) {
        return each.repeat && each.id == id;
    });
    return found == groups.end() ? nullptr : &*found;
}

std::size_t rowsOf(const FieldGroup& group, const RowCounts& rows) {
    const auto found = rows.find(group.id);
    return found == rows.end() ? 0 : std::min(found->second, group.repeat->most);
}

class Walk {
public:
    Walk(const std::vector<FieldGroup>& groups, const protocol::Answers& answers,
         const RowCounts& rows, std::optional<std::chrono::sys_days> day)
        : groups_(groups), answers_(answers), rows_(rows), day_(day) {}

    std::vector<AskedField> all() {
        for (const FieldGroup& group : groups_) {
            if (!matter::holds(group.when, answersFor(group, 0)))
                continue;
            if (!group.repeat)
                fields(group, 0);
            else
                repeated(group);
        }
        return std::move(asked_);
    }

private:
    void repeated(const FieldGroup& group) {
        const std::size_t count = rowsOf(group, rows_);
        counted_.emplace(group.id, count);
        for (std::size_t row = 1; row <= count; ++row)
            fields(group, row);
    }

    void fields(const FieldGroup& group, std::size_t row) {
        for (const Field& field : group.fields) {
            if (!matter::holds(field.when, answersFor(group, row)))
                continue;
            AskedField asked{answerKey(group, row, field.id), &group, &field, row, {}};
            asked.value = field.isComputed() ? computed(asked) : given(asked.key);
            places_.emplace(asked.key, asked_.size());
            asked_.push_back(std::move(asked));
        }
    }

    Secret given(const std::string& key) const {
        const auto answer = answers_.find(key);
        return answer == answers_.end() ? Secret() : answer->second;
    }

    std::string_view known(const std::string& key) const {
        const auto place = places_.find(key);
        return place == places_.end() ? std::string_view() : asked_[place->second].value.expose();
    }

    AnswerOf answersFor(const FieldGroup& group, std::size_t row) const {
        return [this, &group, row](const std::string& id) {
            return known(row != 0 && group.field(id) != nullptr ? answerKey(group, row, id) : id);
        };
    }

    // Of a field in another group that repeats, every row's.
    std::vector<std::string_view> valuesOf(const AskedField& asker, const std::string& id) const {
        for (const FieldGroup& group : groups_) {
            if (!group.repeat || &group == asker.group || group.field(id) == nullptr)
                continue;
            std::vector<std::string_view> values;
            for (std::size_t row = 1; row <= rowsOf(group, rows_); ++row)
                values.push_back(known(answerKey(group, row, id)));
            return values;
        }
        return {answersFor(*asker.group, asker.row)(id)};
    }

    Secret computed(const AskedField& asker) const {
        const Compute& rule = asker.field->compute;
        if (rule.kind == Compute::Kind::Count) {
            const auto counted = counted_.find(rule.of.front());
            return Secret(std::to_string(counted == counted_.end() ? 0 : counted->second));
        }
        std::vector<std::string_view> inputs;
        for (const std::string& id : rule.of) {
            const auto values = valuesOf(asker, id);
            inputs.insert(inputs.end(), values.begin(), values.end());
        }
        return computedFrom(*asker.field, inputs, day_);
    }

    const std::vector<FieldGroup>& groups_;
    const protocol::Answers& answers_;
    const RowCounts& rows_;
    std::optional<std::chrono::sys_days> day_;
    std::vector<AskedField> asked_;
    std::map<std::string, std::size_t> places_;
    RowCounts counted_;
};

} // namespace

const Field* FieldGroup::field(std::string_view fieldId) const {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field& each) { return each.id == fieldId; });
    return found == fields.end() ? nullptr : &*found;
}

std::string answerKey(const FieldGroup& group, std::size_t row, std::string_view fieldId) {
    if (row == 0)
        return std::string(fieldId);
    return group.id + "." + std::to_string(row) + "." + std::string(fieldId);
}

const Field* fieldOfKey(const std::vector<FieldGroup>& groups, std::string_view key) {
    if (const auto parts = partsOf(key)) {
        const FieldGroup* group = repeating(groups, parts->group);
        return group != nullptr && parts->row <= group->repeat->most ? group->field(parts->field)
                                                                     : nullptr;
    }
    for (const FieldGroup& group : groups) {
        const Field* field = group.repeat ? nullptr : group.field(key);
        if (field != nullptr)
            return field;
    }
    return nullptr;
}

RowCounts rowsIn(const std::vector<FieldGroup>& groups, const protocol::Answers& answers) {
    RowCounts rows;
    for (const auto& [key, answer] : answers) {
        const auto parts = partsOf(key);
        const FieldGroup* group = parts ? repeating(groups, parts->group) : nullptr;
        if (group == nullptr || answer.empty())
            continue;
        std::size_t& last = rows[group->id];
        last = std::max(last, parts->row);
    }
    return rows;
}

std::vector<AskedField> askedFields(const std::vector<FieldGroup>& groups,
                                    const protocol::Answers& answers, const RowCounts& rows,
                                    std::optional<std::chrono::sys_days> day) {
    return Walk(groups, answers, rows, day).all();
}

} // namespace jiujin::matter
