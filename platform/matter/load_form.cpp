#include "platform/matter/load_form.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

namespace {

constexpr std::size_t titleMax = 60, groupsMax = 20, fieldsMax = 60;
// A key in a case document has at most 64 characters: both ids, two points and a row.
constexpr std::size_t bothIdsMax = 60;

bool isNumeric(const Field& field) {
    return field.kind == FieldKind::Number || field.kind == FieldKind::Money;
}

// Reads on from group to group and knows what stands before.
class FormReader {
public:
    void group(const Place& place) {
        place.onlyKeys({"title", "fields", "id", "when", "repeat", "of"});
        FieldGroup& group = groups_.emplace_back();
        group.title = place.words("title", titleMax);
        if (place.has("id"))
            group.id = unique(place.at("id"), place.id("id"));
        group.when = readWhen(place);
        screenWhen(group.when, place);
        if (place.has("repeat"))
            repeat(place, group);
        const bool others = place.has("of") && place.oneOf("of", {"applicant", "other"}) == "other";
        for (const Place& each : place.list("fields", 1, fieldsMax))
            field(each, group, others);
        if (group.repeat)
            screenRows(place, group);
    }

    std::vector<FieldGroup> take(const Place& form) && {
        std::size_t answers = 0;
        for (const FieldGroup& group : groups_)
            answers += group.fields.size() * (group.repeat ? group.repeat->most : 1);
        if (answers > answersMax)
            form.at("groups").fault("more than " + std::to_string(answersMax) +
                                    " answers, rows counted; ask less or repeat less often");
        return std::move(groups_);
    }

private:
    std::string unique(const Place& place, std::string id) {
        if (!ids_.insert(id).second)
            place.fault("this id stands there twice; give each field and group its own");
        return id;
    }

    static void repeat(const Place& group, FieldGroup& into) {
        const Place place = group.at("repeat");
        place.onlyKeys({"least", "most", "add"});
        if (into.id.empty())
            group.fault("a group that repeats needs an \"id\"");
        Repeat& rows = into.repeat.emplace();
        const int max = static_cast<int>(rowsMax);
        rows.least = static_cast<std::size_t>(place.number("least", 0, max, 0));
        rows.most = static_cast<std::size_t>(place.number("most", 1, max, max));
        rows.add = place.words("add", titleMax);
        if (rows.least > rows.most)
            place.fault(R"("least" is above "most")");
    }

    void field(const Place& place, FieldGroup& group, bool others) {
        Field field = readField(place);
        if (others && !place.has("of"))
            field.whose = Whose::Other;
        unique(place, field.id);
        screenWhen(field.when, place);
        screenCompute(field, place);
        if (group.repeat && field.id.size() + group.id.size() > bothIdsMax)
            place.fault(
                "the ids of the group and of this field have together more than 60 letters");
        if (group.repeat && !field.prefill.empty())
            place.fault(R"(a row is not filled from the card; remove "prefill")");
        group.fields.push_back(std::move(field));
    }

    static void screenRows(const Place& place, const FieldGroup& group) {
        const bool counted =
            std::any_of(group.fields.begin(), group.fields.end(), [](const Field& each) {
                return each.required && each.when.always() && !each.isComputed();
            });
        if (!counted)
            place.fault("each row needs a field that is required in any case");
    }

    // What the last group sees: fields before, of its own row, not those of other rows.
    const Field* before(const std::string& id) const {
        for (const FieldGroup& group : groups_) {
            const Field* field =
                group.repeat && &group != &groups_.back() ? nullptr : group.field(id);
            if (field != nullptr)
                return field;
        }
        return nullptr;
    }

    void screenWhen(const Condition& when, const Place& place) const {
        screenCondition(
            when, [this](const std::string& id) { return before(id); },
            "no field that stands before this one has this id", place.log());
    }

    void screenCompute(const Field& field, const Place& place) const {
        const Compute& rule = field.compute;
        for (const std::string& id : rule.of) {
            if (!canCompute(rule.kind, id))
                place.at("compute").fault(
                    "\"" + id + "\" must be " +
                    (rule.kind == Compute::Kind::AgeOf   ? "a date or citizen number"
                     : rule.kind == Compute::Kind::Count ? "a group that repeats"
                                                         : "a number or money") +
                    " that stands before");
        }
    }

    bool canCompute(Compute::Kind kind, const std::string& id) const {
        const Field* field = before(id);
        switch (kind) {
        case Compute::Kind::None:
            return true;
        case Compute::Kind::Sum:
            return std::any_of(groups_.begin(), groups_.end(), [&](const FieldGroup& each) {
                return each.field(id) != nullptr && isNumeric(*each.field(id));
            });
        case Compute::Kind::Times:
            return field != nullptr && isNumeric(*field);
        case Compute::Kind::AgeOf:
            return field != nullptr &&
                   (field->kind == FieldKind::Date || field->kind == FieldKind::CitizenNumber);
        case Compute::Kind::Count:
            return std::any_of(groups_.begin(), groups_.end() - 1, [&](const FieldGroup& each) {
                return each.repeat && each.id == id;
            });
        }
        return false;
    }

    std::vector<FieldGroup> groups_;
    std::set<std::string> ids_;
};

} // namespace

std::vector<FieldGroup> readGroups(const Place& form) {
    form.onlyKeys({"groups", "rules"});
    FormReader reader;
    for (const Place& place : form.list("groups", 1, groupsMax))
        reader.group(place);
    return std::move(reader).take(form);
}

} // namespace jiujin::matter
