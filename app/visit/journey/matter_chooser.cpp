#include "app/visit/journey/matter_chooser.h"

#include <algorithm>

namespace jiujin::journey {

MatterChooser::MatterChooser(const std::vector<matter::Head>& catalogue, find::Finding finding,
                             std::function<void()> changed)
    : finder_(catalogue, std::move(finding)), changed_(std::move(changed)) {
    for (const find::Topic& each : finder_.finding().events)
        if (!finder_.ofEvent(each.id).empty())
            events_.push_back(&each);
    show();
}

void MatterChooser::type(std::string_view text) {
    if (typed_.expose() == text)
        return;
    typed_ = Secret(text);
    event_ = nullptr;
    scene_ = nullptr;
    answers_.clear();
    show();
    changed_();
}

void MatterChooser::openEvent(std::size_t index) {
    if (index >= events_.size())
        return;
    forget();
    event_ = events_[index];
    show();
    changed_();
}

void MatterChooser::openScene(std::size_t index) {
    const auto offered = scenes();
    if (index >= offered.size())
        return;
    typed_ = {};
    scene_ = offered[index];
    answers_.clear();
    show();
    changed_();
}

void MatterChooser::answer(std::size_t index) {
    const find::Question* asked = question();
    if (asked == nullptr || index >= asked->answers.size())
        return;
    answers_.push_back(&asked->answers[index]);
    show();
    changed_();
}

bool MatterChooser::back() {
    if (!answers_.empty())
        answers_.pop_back();
    else if (scene_ != nullptr)
        scene_ = nullptr;
    else if (event_ != nullptr)
        event_ = nullptr;
    else if (!typed_.empty())
        typed_ = {};
    else
        return false;
    show();
    changed_();
    return true;
}

void MatterChooser::forget() {
    typed_ = {};
    event_ = nullptr;
    scene_ = nullptr;
    answers_.clear();
    show();
}

MatterChooser::Way MatterChooser::way() const {
    if (scene_ != nullptr)
        return Way::Scene;
    if (event_ != nullptr)
        return Way::Event;
    return typed_.empty() ? Way::All : Way::Typed;
}

std::vector<const find::Scene*> MatterChooser::scenes() const {
    std::vector<const find::Scene*> out;
    const std::string event = event_ == nullptr ? std::string() : event_->id;
    for (const find::Scene& each : finder_.finding().scenes)
        if (each.event == event)
            out.push_back(&each);
    return out;
}

const find::Question* MatterChooser::question() const {
    if (scene_ == nullptr)
        return nullptr;
    const std::size_t next = answers_.empty() ? 0 : answers_.back()->question;
    if (!answers_.empty() && next == 0)
        return nullptr;
    return &scene_->questions[next];
}

const find::Topic* MatterChooser::domainOf(const matter::Head& matter) const {
    const auto& domains = finder_.finding().domains;
    const auto found = std::find_if(domains.begin(), domains.end(), [&](const find::Topic& domain) {
        return domain.id == matter.domain;
    });
    return found == domains.end() ? nullptr : &*found;
}

void MatterChooser::show() {
    rows_ = found();
    notShown_ = rows_.size() - std::min(rows_.size(), shownMost);
    rows_.resize(rows_.size() - notShown_);
}

std::vector<std::size_t> MatterChooser::found() const {
    if (question() != nullptr)
        return {};
    if (!answers_.empty())
        return finder_.ofCodes(answers_.back()->matters);
    if (event_ != nullptr)
        return finder_.ofEvent(event_->id);
    return finder_.matching(typed_.expose());
}

} // namespace jiujin::journey
