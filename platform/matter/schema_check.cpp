#define VALIJSON_USE_EXCEPTIONS 1

#include "platform/matter/schema_check.h"

#include <boost/json/parse.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace jiujin::matter {

// Read once with its package: reading takes longer than checking.
class FormSchema {
public:
    explicit FormSchema(const std::string& text) {
        const boost::json::value document = boost::json::parse(text);
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(valijson::adapters::BoostJsonAdapter(document), rules_);
    }
    const valijson::Schema& rules() const { return rules_; }

private:
    valijson::Schema rules_;
};

namespace {

namespace json = boost::json;
using Adapter = valijson::adapters::BoostJsonAdapter;

json::value documentOf(const protocol::Answers& answers) {
    json::object document;
    for (const auto& [id, value] : answers) {
        if (!value.empty())
            document[json::string_view(id.data(), id.size())] =
                json::string_view(value.expose().data(), value.expose().size());
    }
    return document;
}

bool names(const valijson::ValidationResults::Error& error, const std::string& id) {
    for (const std::string& step : error.context) {
        if (step == "[\"" + id + "\"]" || step == "[" + id + "]")
            return true;
    }
    return error.description.find("'" + id + "'") != std::string::npos;
}

// What valijson says, told by field. It names fields in brackets (places) and in quotes (missing
// ones); a line that names none only repeats, for the whole, what another line said.
std::set<std::string> fieldsIn(const valijson::ValidationResults& results, const Matter& matter) {
    std::set<std::string> ids;
    for (const auto& error : results) {
        for (const FieldGroup& group : matter.groups) {
            for (const Field& field : group.fields) {
                if (names(error, field.id))
                    ids.insert(field.id);
            }
        }
    }
    if (ids.empty())
        ids.insert("");
    return ids;
}

} // namespace

std::shared_ptr<const FormSchema> readSchema(const std::string& text) {
    try {
        return std::make_shared<const FormSchema>(text);
    } catch (const std::exception&) {
        return nullptr;
    }
}

std::set<std::string> schemaFaults(const Matter& matter, const protocol::Answers& answers) {
    if (!matter.schema)
        return {""};
    try {
        const json::value document = documentOf(answers);
        valijson::Validator validator;
        valijson::ValidationResults results;
        if (validator.validate(matter.schema->rules(), Adapter(document), &results))
            return {};
        return fieldsIn(results, matter);
    } catch (const std::exception&) {
        return {""};
    }
}

} // namespace jiujin::matter
