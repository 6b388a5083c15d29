// How a citizen comes to a matter: by what is typed, by an event of life, by the questions of a
// scene, or down the list. One of these stands at a time; each can be taken back.
#pragma once

#include "platform/find/finder.h"

#include <functional>

namespace jiujin::journey {

class MatterChooser {
public:
    enum class Way { All, Typed, Event, Scene };
    // More are not shown at once; who finds more types on.
    static constexpr std::size_t shownMost = 20;

    MatterChooser(const std::vector<matter::Head>& catalogue, find::Finding finding,
                  std::function<void()> changed);

    MatterChooser(const MatterChooser&) = delete;
    MatterChooser& operator=(const MatterChooser&) = delete;

    void type(std::string_view text);
    // By index in events(), scenes() and question()->answers; what is not there changes nothing.
    void openEvent(std::size_t index);
    void openScene(std::size_t index);
    void answer(std::size_t index);
    // Takes the last of these back; false when there is nothing to take back.
    bool back();
    void forget();

    Way way() const;
    const Secret& typed() const { return typed_; }
    // Rows of the catalogue; none while a question stands.
    const std::vector<std::size_t>& rows() const { return rows_; }
    // How many more fit.
    std::size_t notShown() const { return notShown_; }
    // Those that some matter belongs to.
    const std::vector<const find::Topic*>& events() const { return events_; }
    // The event that is open, or nullptr.
    const find::Topic* event() const { return event_; }
    // Of the open event; those that belong to none while there is no event.
    std::vector<const find::Scene*> scenes() const;
    // The question that is asked, or nullptr.
    const find::Question* question() const;
    // nullptr when the catalogue does not say it.
    const find::Topic* domainOf(const matter::Head& matter) const;

private:
    void show();
    std::vector<std::size_t> found() const;

    find::Finder finder_;
    std::function<void()> changed_;
    std::vector<const find::Topic*> events_;
    Secret typed_;
    const find::Topic* event_ = nullptr;
    const find::Scene* scene_ = nullptr;
    std::vector<const find::Answer*> answers_; // given in the open scene
    std::vector<std::size_t> rows_;
    std::size_t notShown_ = 0;
};

} // namespace jiujin::journey
