#include "app/link/held_device.h"

#include "app/link/answer.h"

namespace jiujin::link {

namespace {

HeldDevice deviceFrom(const json::object& object) {
    HeldDevice device;
    device.name = textAt(object, "name");
    device.deviceClass = textAt(object, "class");
    device.module = textAt(object, "module");
    device.program = textAt(object, "program");
    for (const json::value& argument : object.at("arguments").as_array())
        device.arguments.emplace_back(argument.as_string());
    device.node = textAt(object, "node");
    device.byPath = object.at("byPath").as_bool();
    device.user = object.at("user").as_int64();
    for (const json::value& group : object.at("groups").as_array())
        device.groups.push_back(group.to_number<gid_t>());
    return device;
}

} // namespace

std::string encode(const HeldDevice& device) {
    json::array arguments, groups;
    for (const std::string& argument : device.arguments)
        arguments.emplace_back(argument);
    for (const gid_t group : device.groups)
        groups.emplace_back(group);
    return json::serialize(json::object{{"name", device.name},
                                        {"class", device.deviceClass},
                                        {"module", device.module},
                                        {"program", device.program},
                                        {"arguments", std::move(arguments)},
                                        {"node", device.node},
                                        {"byPath", device.byPath},
                                        {"user", device.user},
                                        {"groups", std::move(groups)}});
}

Result<HeldDevice> decodeHeldDevice(std::string_view text) {
    return decodedAnswer<HeldDevice>(text, deviceFrom);
}

} // namespace jiujin::link
