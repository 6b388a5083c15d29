#include "app/visit/view/signature.h"

#include <cmath>

namespace jiujin::view {

namespace {

// Finger strokes need no more; the case stays small.
constexpr std::size_t maxPoints = 4000;

std::string thousandths(qreal value) {
    return std::to_string(std::lround(value * 1000));
}

} // namespace

Signature::Signature(journey::Journey& journey, QObject* parent)
    : QObject(parent), journey_(journey) {}

bool Signature::empty() const {
    return strokes_.empty();
}

void Signature::clear() {
    strokes_.clear();
    journey_.sign({});
    emit changed();
}

void Signature::follow() {
    if (!drawing_ && !journey_.isSigned() && !strokes_.empty()) {
        strokes_.clear();
        emit changed();
    }
}

void Signature::beginStroke(QPointF point) {
    drawing_ = true;
    strokes_.push_back({point});
    emit changed();
}

void Signature::extendStroke(QPointF point) {
    std::size_t points = 0;
    for (const auto& stroke : strokes_)
        points += stroke.size();
    if (!drawing_ || points >= maxPoints)
        return;
    strokes_.back().push_back(point);
    emit changed();
}

void Signature::endStroke() {
    if (!drawing_)
        return;
    drawing_ = false;
    std::string text;
    for (const auto& stroke : strokes_) {
        if (!text.empty())
            text += ';';
        for (std::size_t i = 0; i < stroke.size(); ++i)
            text += (i ? " " : "") + thousandths(stroke[i].x()) + "," + thousandths(stroke[i].y());
    }
    journey_.sign(Secret(text));
    wipe(text);
    emit changed();
}

} // namespace jiujin::view
