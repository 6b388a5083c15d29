#include "platform/catalogue/item_list.h"

#include "platform/catalogue/object_json.h"
#include "platform/protocol/digest.h"

#include <algorithm>

namespace jiujin::catalogue {

namespace {

using protocol::JsonText;
using protocol::require;
using protocol::textOf;

constexpr std::string_view listKind = "jiujin-catalogue-items/1";

bool isCodeOrNone(std::string_view text) {
    return text.empty() || protocol::isName(text);
}

File readFile(const boost::json::object& object) {
    File file{textOf(object, "name"), readObject(object, maxObjectBytes)};
    require(isPlainName(file.name), "a file's name is not plain");
    return file;
}

Item readItem(const boost::json::object& object) {
    Item item{textOf(object, "path"), textOf(object, "code"), textOf(object, "version"), {}};
    require(isItemPath(item.path), "an item's path is none");
    require(isCodeOrNone(item.code) && isCodeOrNone(item.version), "a code or version is none");
    for (const auto& each : protocol::arrayAt(object, "files", maxFilesOfItem))
        item.files.push_back(readFile(each.as_object()));
    require(!item.files.empty(), "an item without files");
    require(std::ranges::adjacent_find(item.files, std::ranges::greater_equal(), &File::name) ==
                item.files.end(),
            "names rise");
    return item;
}

ItemList readItems(const boost::json::object& object) {
    require(protocol::textAt(object, "kind") == listKind, "a document of another kind");
    ItemList list;
    for (const auto& each : protocol::arrayAt(object, "items", maxItemsOfList))
        list.items.push_back(readItem(each.as_object()));
    require(!list.items.empty(), "a list without items");
    list.prefix = prefixOf(list.items.front().path);
    require(std::ranges::all_of(
                list.items, [&](const Item& item) { return prefixOf(item.path) == list.prefix; }),
            "an item of another list");
    require(std::ranges::adjacent_find(list.items, std::ranges::greater_equal(), &Item::path) ==
                list.items.end(),
            "paths rise");
    return list;
}

void write(JsonText& json, const Item& item) {
    json.open('{')
        .member("path", item.path)
        .member("code", item.code)
        .member("version", item.version)
        .key("files")
        .open('[');
    for (const File& file : item.files) {
        json.open('{').member("name", file.name);
        writeObject(json, file.object);
        json.close('}');
    }
    json.close(']').close('}');
}

} // namespace

bool isPlainName(std::string_view name) {
    return protocol::isName(name) && name.front() != '.';
}

bool isItemPath(std::string_view path) {
    const std::size_t slash = path.find('/');
    return isPlainName(path.substr(0, slash)) &&
           (slash == std::string_view::npos || isPlainName(path.substr(slash + 1)));
}

std::uint8_t prefixOf(std::string_view path) {
    return fromBase64Url(protocol::digestText({viewOf(path)}))->front();
}

std::string encode(const ItemList& list) {
    JsonText json;
    json.open('{').member("kind", listKind).key("items").open('[');
    for (const Item& item : list.items)
        write(json, item);
    json.close(']').close('}');
    return json.text();
}

Result<ItemList> decodeItems(std::string_view json) {
    return protocol::decoded<ItemList>(json, limitsOf(maxListBytes, 6), readItems,
                                       [](const ItemList& list) { return encode(list); });
}

std::map<std::uint8_t, std::string> listsOf(std::vector<Item> items) {
    std::ranges::sort(items, {}, &Item::path);
    std::map<std::uint8_t, ItemList> lists;
    for (Item& item : items) {
        ItemList& list = lists[prefixOf(item.path)];
        list.items.push_back(std::move(item));
    }
    std::map<std::uint8_t, std::string> texts;
    for (const auto& [prefix, list] : lists)
        texts.emplace(prefix, encode(list));
    return texts;
}

} // namespace jiujin::catalogue
