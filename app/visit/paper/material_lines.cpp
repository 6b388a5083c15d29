#include "app/visit/paper/material_lines.h"

#include "platform/matter/material_words.h"
#include "platform/matter/review.h"

#include <algorithm>

namespace jiujin::paper {

namespace {

using matter::Words;

Words wayWords(const matter::Material& material, const protocol::MaterialState& state) {
    if (state.way == "commit" && material.commitment) // its text stands on the application form
        return matter::commitWords(*material.commitment);
    return {matter::shownWay(material, state, Language::Chinese),
            matter::shownWay(material, state, Language::English)};
}

} // namespace

std::vector<Words> materialLines(const ReceiptPaper& receipt) {
    std::vector<Words> lines;
    for (const auto& material : receipt.matter->materials) {
        const auto& all = receipt.body->materials;
        const auto state = std::find_if(all.begin(), all.end(),
                                        [&](const auto& each) { return each.id == material.id; });
        if (state == all.end())
            continue;
        const Words way = wayWords(material, *state);
        lines.push_back({material.name.zh + "：" + way.zh, material.name.en + ": " + way.en});
    }
    return lines;
}

} // namespace jiujin::paper
