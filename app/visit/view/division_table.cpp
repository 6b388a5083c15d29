#include "app/visit/view/division_table.h"

#include "app/visit/view/words.h"

namespace jiujin::view {

namespace {

// Later than any edition: what has no last one.
constexpr std::chrono::year_month newest{std::chrono::year(9999), std::chrono::December};

} // namespace

void DivisionTable::take(formats::DivisionHistory history) {
    history_ = std::move(history);
    below_.clear();
    for (const auto& division : history_.rows()) {
        if (division.last)
            continue;
        auto above = division.code.parent();
        while (above && history_.at(*above, newest) == nullptr)
            above = above->parent();
        below_[above ? above->brief() : std::string()].push_back(&division);
    }
    emit changed();
}

const formats::Division* DivisionTable::find(const QString& code) const {
    const auto parsed = formats::DivisionCode::parse(code.toStdString());
    return parsed ? history_.at(*parsed, newest) : nullptr;
}

QStringList DivisionTable::codesBelow(const QString& code) const {
    QStringList codes;
    if (const auto found = below_.find(code.toStdString()); found != below_.end())
        for (const auto* division : found->second)
            codes.append(toQt(division->code.brief()));
    return codes;
}

QStringList DivisionTable::namesBelow(const QString& code) const {
    QStringList names;
    if (const auto found = below_.find(code.toStdString()); found != below_.end())
        for (const auto* division : found->second)
            names.append(toQt(division->name));
    return names;
}

QStringList DivisionTable::pathOf(const QString& code) const {
    QStringList path;
    const auto* division = find(code);
    if (division == nullptr)
        return path;
    for (auto at = std::optional(division->code); at; at = at->parent())
        if (history_.at(*at, newest) != nullptr)
            path.prepend(toQt(at->brief()));
    return path;
}

QString DivisionTable::nameOf(const QString& code) const {
    const auto* division = find(code);
    return division == nullptr ? QString() : toQt(division->name);
}

QString DivisionTable::answerOf(const QString& code) const {
    const auto* division = find(code);
    if (division == nullptr)
        return {};
    return toQt(division->code.brief() + " " + history_.fullName(division->code, newest));
}

} // namespace jiujin::view
