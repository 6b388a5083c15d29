#include "platform/formats/contact.h"
#include "platform/matter/load_parts.h"

namespace jiujin::matter {

namespace {

std::optional<std::chrono::sys_days> dayOf(const Place& place, std::string_view key) {
    if (!place.has(key))
        return std::nullopt;
    const auto date = formats::parseDate(place.date(key));
    return date ? std::optional(std::chrono::sys_days(*date)) : std::nullopt;
}

void readFrom(const Place& place, Change& change) {
    for (const Place& each : place.list("from", 1, 20)) {
        each.onlyKeys({"code", "version"});
        change.from.push_back({each.text("code", 50), each.text("version", 20)});
    }
}

} // namespace

Effective readEffective(const Place& place) {
    place.onlyKeys({"from", "until"});
    place.at("from");
    const Effective effective{dayOf(place, "from"), dayOf(place, "until")};
    if (effective.from && effective.until && *effective.until < *effective.from)
        place.at("until").fault("lies before \"from\"; exchange them");
    return effective;
}

Change readChange(const Place& place) {
    place.onlyKeys({"kind", "from", "transition", "notice"});
    Change change;
    change.kind = place.among<ChangeKind>("kind", {{"new", ChangeKind::New},
                                                   {"changed", ChangeKind::Changed},
                                                   {"split", ChangeKind::Split},
                                                   {"merged", ChangeKind::Merged},
                                                   {"suspended", ChangeKind::Suspended},
                                                   {"withdrawn", ChangeKind::Withdrawn}});
    if (change.kind == ChangeKind::New) {
        for (const char* key : {"from", "transition"})
            if (place.has(key))
                place.at(key).fault("a new matter changes no other; remove it");
        change.notice = place.optionalWords("notice", textMax, true);
        return change;
    }
    readFrom(place, change);
    change.transition = place.among<Transition>("transition", {{"asFiled", Transition::AsFiled},
                                                               {"convert", Transition::Convert},
                                                               {"correct", Transition::Correct},
                                                               {"recall", Transition::Recall}});
    change.notice = place.words("notice", textMax, true);
    return change;
}

} // namespace jiujin::matter
