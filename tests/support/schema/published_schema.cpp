#include "tests/support/schema/published_schema.h"

#include "tests/support/cases/sample_case.h"

#define VALIJSON_USE_EXCEPTIONS 1
#include <boost/json.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <fstream>
#include <sstream>

namespace jiujin::tests {

using Adapter = valijson::adapters::BoostJsonAdapter;

PublishedSchema::PublishedSchema(const std::string& name)
    : schema_(std::make_unique<valijson::Schema>()) {
    std::ifstream in(sourceFile("resources/matters/schema/" + name + ".schema.json"));
    std::ostringstream text;
    text << in.rdbuf();
    const boost::json::value rules = boost::json::parse(text.str());
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(Adapter(rules), *schema_);
}

PublishedSchema::~PublishedSchema() = default;

bool PublishedSchema::takes(const boost::json::value& document) const {
    return valijson::Validator().validate(*schema_, Adapter(document), nullptr);
}

bool PublishedSchema::takes(const std::string& document) const {
    return takes(boost::json::parse(document));
}

} // namespace jiujin::tests
