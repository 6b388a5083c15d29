#include "drivers/idcard-samv/photo.h"

#include <algorithm>
#include <dlfcn.h>
#include <filesystem>

namespace jiujin::drivers::samv {

namespace {

constexpr std::size_t rgbBytes = std::size_t{3} * jiujinPhotoWidth * jiujinPhotoHeight;

bool isPlain(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::filesystem::path ownFolder() {
    Dl_info own{};
    ::dladdr(reinterpret_cast<const void*>(&PhotoDecoder::load), &own);
    return std::filesystem::path(own.dli_fname).parent_path();
}

} // namespace

Result<PhotoDecoder> PhotoDecoder::load(std::string_view name) {
    if (!isPlain(name))
        return Error(ErrorCode::SettingsInvalid, "idcard-samv: not a photo decoder's name");
    const auto file = ownFolder() / (std::string(name) + ".so");
    // Never closed: what it made may outlive any call.
    void* const library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr)
        return Error(ErrorCode::ProgramStart, std::string("photo decoder: ") + ::dlerror());
    const auto open = reinterpret_cast<JiujinPhotoOpen>(::dlsym(library, "jiujinPhotoOpen"));
    const auto decode = reinterpret_cast<JiujinPhotoDecode>(::dlsym(library, "jiujinPhotoDecode"));
    if (open == nullptr || decode == nullptr || open(jiujinPhotoVersion) != 0)
        return Error(ErrorCode::ProgramStart, "photo decoder: none, or it cannot decode here");
    return PhotoDecoder(decode);
}

Secret PhotoDecoder::decode(const Secret& wlt) const {
    const std::string_view bytes = wlt.expose();
    if (bytes.empty())
        return {};
    std::string rgb(rgbBytes, '\0');
    const bool good = entry_(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                             reinterpret_cast<unsigned char*>(rgb.data()), rgb.size()) == 0;
    const Secret picture(good ? std::string_view(rgb) : std::string_view());
    wipe(rgb);
    return picture;
}

} // namespace jiujin::drivers::samv
