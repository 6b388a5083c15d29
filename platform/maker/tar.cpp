#include "platform/maker/tar.h"

#include <algorithm>
#include <optional>

namespace jiujin::maker {

namespace {

constexpr std::size_t block = 512, nameBytes = 100, sumAt = 148, prefixAt = 345, prefixBytes = 155,
                      sizeAt = 124, sizeDigits = 11;

std::string octal(std::size_t number, std::size_t digits) {
    std::string text(digits, '0');
    for (std::size_t at = digits; at > 0; number /= 8)
        text[--at] = static_cast<char>('0' + number % 8);
    return text;
}

void set(std::string& header, std::size_t at, std::string_view text) {
    header.replace(at, text.size(), text);
}

std::string headerOf(const TarFile& file) {
    std::string header(block, '\0');
    const std::size_t slash = file.name.size() > nameBytes ? file.name.rfind('/') : 0;
    set(header, 0, slash > 0 ? file.name.substr(slash + 1) : file.name);
    if (slash > 0)
        set(header, prefixAt, file.name.substr(0, slash));
    set(header, 100, "0000644");
    set(header, 108, "0000000");
    set(header, 116, "0000000");
    set(header, sizeAt, octal(file.content.size(), sizeDigits));
    set(header, 136, octal(0, sizeDigits));
    header[156] = '0';
    set(header, 257, std::string_view("ustar\00000", 8));
    set(header, sumAt, std::string(8, ' '));
    std::size_t sum = 0;
    for (const char byte : header)
        sum += static_cast<unsigned char>(byte);
    set(header, sumAt, octal(sum, 6) + '\0');
    return header;
}

std::size_t padding(std::size_t size) {
    return (block - size % block) % block;
}

std::string textAt(std::string_view header, std::size_t at, std::size_t most) {
    const std::string_view field = header.substr(at, most);
    return std::string(field.substr(0, field.find('\0')));
}

std::optional<std::size_t> sizeOf(std::string_view header) {
    std::size_t size = 0;
    for (const char digit : header.substr(sizeAt, sizeDigits)) {
        if (digit < '0' || digit > '7')
            return std::nullopt;
        size = size * 8 + static_cast<std::size_t>(digit - '0');
    }
    return size;
}

Error malformed(const std::string& why) {
    return {ErrorCode::CatalogueMalformed, why};
}

} // namespace

std::string writeTar(const std::vector<TarFile>& files) {
    std::string bytes;
    for (const TarFile& file : files) {
        bytes += headerOf(file) + file.content;
        bytes.append(padding(file.content.size()), '\0');
    }
    return bytes.append(2 * block, '\0');
}

Result<std::vector<TarFile>> readTar(std::string_view bytes) {
    std::vector<TarFile> files;
    std::string_view rest = bytes;
    while (rest.size() > 2 * block) {
        const std::string prefix = textAt(rest, prefixAt, prefixBytes);
        TarFile file{(prefix.empty() ? "" : prefix + "/") + textAt(rest, 0, nameBytes), {}};
        const auto size = sizeOf(rest);
        rest.remove_prefix(block);
        if (!size || *size > rest.size() || padding(*size) > rest.size() - *size)
            return malformed("the archive is cut off or damaged behind " +
                             std::to_string(files.size()) + " files");
        file.content = rest.substr(0, *size);
        rest.remove_prefix(*size + padding(*size));
        files.push_back(std::move(file));
    }
    const std::string again = writeTar(files);
    if (again == bytes)
        return files;
    const auto differs = std::mismatch(again.begin(), again.end(), bytes.begin(), bytes.end());
    return malformed("the archive is damaged at byte " +
                     std::to_string(differs.first - again.begin()));
}

} // namespace jiujin::maker
