#include "platform/maker/new_package.h"

#include "platform/maker/files.h"
#include "platform/maker/package_template.h"

#include <boost/json/serialize.hpp>

namespace jiujin::maker {

namespace {

// As it stands between the quotes of a JSON string.
std::string escaped(const std::string& text) {
    const std::string quoted = boost::json::serialize(boost::json::string(text));
    return quoted.substr(1, quoted.size() - 2);
}

std::string filled(std::string text, const NewPackage& wanted) {
    for (const auto& [mark, words] : {std::pair{"{{code}}", wanted.code},
                                      {"{{title.zh}}", wanted.title.zh},
                                      {"{{title.en}}", wanted.title.en},
                                      {"{{date}}", wanted.date}}) {
        const std::string by = escaped(words);
        for (std::size_t at = text.find(mark); at != std::string::npos;
             at = text.find(mark, at + by.size()))
            text.replace(at, std::string_view(mark).size(), by);
    }
    return text;
}

} // namespace

Result<matter::PackageText> newPackage(const NewPackage& wanted) {
    const matter::PackageText blank = packageTemplate();
    matter::PackageText made{filled(blank.matter, wanted), filled(blank.form, wanted),
                             filled(blank.guide, wanted)};
    JIUJIN_TRY(matter::readMatter(made));
    return made;
}

Result<void> makePackage(const std::filesystem::path& folder, const NewPackage& wanted) {
    JIUJIN_TRY_ASSIGN(const auto made, newPackage(wanted));
    return makeFolder(
        folder,
        {{"matter.json", made.matter}, {"form.json", made.form}, {"guide.json", made.guide}});
}

} // namespace jiujin::maker
