// What a published schema says of a document, judged without the readers of platform/matter.
#pragma once

#include <boost/json/value.hpp>
#include <memory>
#include <string>

namespace valijson {
class Schema;
}

namespace jiujin::tests {

class PublishedSchema {
public:
    // name: of resources/matters/schema/NAME.schema.json. Throws what boost::json or valijson throw
    // when it is none.
    explicit PublishedSchema(const std::string& name);
    ~PublishedSchema();
    bool takes(const boost::json::value& document) const;
    // document: JSON text.
    bool takes(const std::string& document) const;

private:
    std::unique_ptr<valijson::Schema> schema_;
};

} // namespace jiujin::tests
