#include "platform/matter/lint_package.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

namespace {

// Beyond so many sets of answers nothing is claimed.
constexpr std::size_t setsMax = 10'000;

struct Asked {
    std::string id, place;
    Condition group, own;
    bool free = false;               // any text, not one of the choices
    std::vector<std::string> domain; // answers that conditions can tell apart
};
using Conditions = std::vector<const Condition*>;

// Tries every set of answers that conditions can tell apart.
class Trial {
public:
    Trial(const std::vector<Asked>& fields, Conditions all)
        : fields_(fields), all_(std::move(all)) {}

    // With answers only to the fields before `end`.
    bool canHold(std::size_t end) {
        std::set<std::size_t> involved;
        for (const Condition* condition : all_)
            involve(*condition, end, involved);
        std::size_t sets = 1;
        for (const std::size_t at : involved) {
            sets *= fields_[at].domain.size();
            if (sets > setsMax)
                return true;
        }
        for (std::size_t number = 0; number < sets; ++number)
            if (holdsFor(number, involved, end))
                return true;
        return false;
    }

private:
    void involve(const Condition& condition, std::size_t end, std::set<std::size_t>& involved) {
        eachQuestion(condition, [&](const Condition& question) {
            const auto at = find(question.field, end);
            if (!at || !involved.insert(*at).second)
                return;
            involve(fields_[*at].group, *at, involved);
            involve(fields_[*at].own, *at, involved);
        });
    }

    std::optional<std::size_t> find(const std::string& id, std::size_t end) const {
        for (std::size_t at = 0; at < end; ++at)
            if (fields_[at].id == id)
                return at;
        return std::nullopt;
    }

    bool holdsFor(std::size_t number, const std::set<std::size_t>& involved, std::size_t end) {
        answers_.assign(fields_.size(), {});
        for (const std::size_t at : involved) {
            const auto& domain = fields_[at].domain;
            answers_[at] = domain[number % domain.size()];
            number /= domain.size();
        }
        return std::all_of(all_.begin(), all_.end(), [&](const Condition* each) {
            return holds(*each, [&](const std::string& id) { return answer(id, end); });
        });
    }

    // What is not asked is not answered.
    std::string_view answer(const std::string& id, std::size_t end) const {
        const auto at = find(id, end);
        if (!at)
            return {};
        const auto before = [&](const std::string& other) {
            return answer(other, *at);
        };
        const bool asked = holds(fields_[*at].group, before) && holds(fields_[*at].own, before);
        return asked ? std::string_view(answers_[*at]) : std::string_view();
    }

    const std::vector<Asked>& fields_;
    Conditions all_;
    std::vector<std::string> answers_;
};

void giveDomain(const Field* field, Asked& asked) {
    asked.free = field == nullptr || field->choices.empty();
    if (field == nullptr || !field->required)
        asked.domain.emplace_back();
    if (asked.free)
        asked.domain.emplace_back("*");
    else
        for (const Choice& choice : field->choices)
            asked.domain.push_back(choice.code);
}

std::vector<Asked> fieldsOf(const LintPackage& package) {
    std::vector<Asked> fields;
    FaultLog log("form.json");
    for (const Place& group : Place(package.form.document, log).list("groups", 1, 20)) {
        const Condition when = readWhen(group);
        for (const Place& place : group.list("fields", 1, 60)) {
            fields.push_back(
                {place.text("id", 40), place.path(), when, readWhen(place), false, {}});
            giveDomain(package.matter.field(fields.back().id), fields.back());
        }
    }
    return fields;
}

// Free texts that a condition asks for are answers of their own.
void hear(const Condition& condition, std::vector<Asked>& fields) {
    eachQuestion(condition, [&](const Condition& question) {
        for (Asked& field : fields)
            if (field.free && field.id == question.field)
                field.domain.insert(field.domain.end(), question.codes.begin(),
                                    question.codes.end());
    });
}

Condition noneOf(const std::vector<ChainOrder>& orders, std::size_t count) {
    Condition none;
    none.kind = Condition::Kind::Not;
    for (std::size_t at = 0; at < count; ++at)
        none.parts.push_back(orders[at].when);
    return none;
}

// Before an order stand those that are taken first.
void lintOrders(const LintPackage& package, const std::vector<Asked>& fields, Findings& findings) {
    const auto& orders = package.matter.chain.orders;
    for (std::size_t at = 0; at < orders.size(); ++at) {
        const Condition others = noneOf(orders, at);
        if (!Trial(fields, {&others, &orders[at].when}).canHold(fields.size()))
            findings.error("unreachable", package.facts, placeOf("/chain/orders", at),
                           "no answers lead to the order \"" + orders[at].id + "\"",
                           "mend its \"when\", or put it before the order that is always taken");
    }
    const Condition none = noneOf(orders, orders.size());
    if (!orders.empty() && Trial(fields, {&none}).canHold(fields.size()))
        findings.error("unreachable", package.facts, "/chain/orders",
                       "some answers lead to none of the orders",
                       "let the last order have no \"when\"");
}

} // namespace

void lintReach(const LintPackage& package, Findings& findings) {
    std::vector<Asked> fields = fieldsOf(package);
    const std::vector<Asked> asked = fields;
    for (const Asked& field : asked) {
        hear(field.group, fields);
        hear(field.own, fields);
    }
    for (const ChainOrder& order : package.matter.chain.orders)
        hear(order.when, fields);
    for (std::size_t at = 0; at < fields.size(); ++at)
        if (!Trial(fields, {&fields[at].group, &fields[at].own}).canHold(at))
            findings.error("unreachable", package.form, fields[at].place,
                           "no answers before it make the field \"" + fields[at].id + "\" asked",
                           "mend \"when\" of the field or its group, or take the field out");
    lintOrders(package, fields, findings);
}

} // namespace jiujin::matter
