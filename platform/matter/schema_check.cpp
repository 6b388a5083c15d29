#define VALIJSON_USE_EXCEPTIONS 1

#include "platform/matter/schema_check.h"

#include "platform/matter/schema_text.h"

#include <boost/json/parse.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <algorithm>
#include <charconv>
#include <deque>
#include <mutex>

namespace jiujin::matter {

namespace {

namespace json = boost::json;
using Adapter = valijson::adapters::BoostJsonAdapter;
using Problem = valijson::ValidationResults::Error;

void parseInto(const std::string& text, valijson::Schema& schema) {
    const json::value document = json::parse(json::string_view(text.data(), text.size()));
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(Adapter(document), schema);
}

} // namespace

class FormSchema {
public:
    // Throws when it is no schema.
    void build(const Matter& matter) const {
        std::call_once(built_, [&] {
            parseInto(schemaText(matter.groups, matter.rules), whole_);
            for (const FormRule& rule : matter.rules) {
                if (!rule.say.zh.empty())
                    parseInto(rule.schema, told_.emplace_back());
            }
        });
    }
    const valijson::Schema& whole() const { return whole_; }
    // One for each rule with words, in their order.
    const std::deque<valijson::Schema>& told() const { return told_; }

private:
    mutable std::once_flag built_;
    mutable valijson::Schema whole_;
    mutable std::deque<valijson::Schema> told_;
};

namespace {

json::string_view viewOfText(std::string_view text) {
    return {text.data(), text.size()};
}

json::object& rowOf(json::object& document, const AskedField& asked) {
    if (asked.row == 0)
        return document;
    json::value& rows = document[viewOfText(asked.group->id)];
    if (!rows.is_array())
        rows.emplace_array();
    auto& list = rows.get_array();
    while (list.size() < asked.row)
        list.emplace_back(json::object());
    return list[asked.row - 1].get_object();
}

json::value documentOf(const std::vector<AskedField>& asked) {
    json::object document;
    for (const AskedField& each : asked) {
        json::object& row = rowOf(document, each);
        if (!each.value.empty())
            row[viewOfText(each.field->id)] = viewOfText(each.value.expose());
    }
    return document;
}

// valijson puts places into brackets: <root>, ["members"], [0], ["name"].
std::string_view bare(std::string_view step) {
    const auto first = step.find_first_not_of("[\"");
    const auto last = step.find_last_not_of("]\"");
    return first == std::string_view::npos ? std::string_view()
                                           : step.substr(first, last - first + 1);
}

std::string keyOf(const Problem& problem) {
    std::string key;
    for (std::size_t at = 1; at < problem.context.size(); ++at) {
        const std::string_view step = bare(problem.context[at]);
        std::size_t row = 0;
        const bool isRow =
            std::from_chars(step.data(), step.data() + step.size(), row).ec == std::errc();
        key += (key.empty() ? "" : ".") + (isRow ? std::to_string(row + 1) : std::string(step));
    }
    constexpr std::string_view missing = "Missing required property '";
    if (problem.description.rfind(missing, 0) == 0) {
        const std::string_view rest = std::string_view(problem.description).substr(missing.size());
        key += (key.empty() ? "" : ".") + std::string(rest.substr(0, rest.find('\'')));
    }
    return key;
}

// A line that names no field only repeats, for the whole, what another line said.
std::vector<SchemaFault> faultsIn(const valijson::ValidationResults& results,
                                  const std::vector<FieldGroup>& groups) {
    std::vector<SchemaFault> faults;
    for (const Problem& problem : results) {
        const std::string key = keyOf(problem);
        const bool told = std::any_of(faults.begin(), faults.end(),
                                      [&](const SchemaFault& each) { return each.key == key; });
        if (!told && fieldOfKey(groups, key) != nullptr)
            faults.push_back({key, {}});
    }
    if (faults.empty())
        faults.push_back({});
    return faults;
}

void addTold(const Matter& matter, const Adapter& document, std::vector<SchemaFault>& faults) {
    auto schema = matter.schema->told().begin();
    for (const FormRule& rule : matter.rules) {
        if (rule.say.zh.empty())
            continue;
        const bool right = valijson::Validator().validate(*schema++, document, nullptr);
        const bool told = std::any_of(faults.begin(), faults.end(), [&](const SchemaFault& each) {
            return each.key == rule.field;
        });
        if (!right && !told)
            faults.push_back({rule.field, rule.say});
    }
}

std::vector<SchemaFault> judged(const Matter& matter, const json::value& document) {
    const Adapter adapter(document);
    valijson::ValidationResults results;
    std::vector<SchemaFault> faults;
    if (!valijson::Validator().validate(matter.schema->whole(), adapter, &results))
        faults = faultsIn(results, matter.groups);
    addTold(matter, adapter, faults);
    return faults;
}

} // namespace

std::shared_ptr<const FormSchema> lazySchema() {
    return std::make_shared<const FormSchema>();
}

std::vector<SchemaFault> schemaFaults(const Matter& matter, const std::vector<AskedField>& asked) {
    if (!matter.schema)
        return {{}};
    try {
        matter.schema->build(matter);
        return judged(matter, documentOf(asked));
    } catch (const std::exception&) {
        return {{}};
    }
}

} // namespace jiujin::matter
