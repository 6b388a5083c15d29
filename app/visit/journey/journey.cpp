#include "app/visit/journey/journey.h"

#include "app/visit/journey/card_check.h"

namespace jiujin::journey {

namespace {

using namespace std::chrono_literals;
constexpr auto statusEvery = 5s;
// Time to take card and paper. A tap ends it, but not the second half of a double tap.
constexpr auto goodbyeTime = 4s;
constexpr auto doubleTap = 700ms;
constexpr std::int64_t offlineAfterSeconds = 20;

bool servesOperator(State state) {
    return state == State::OperatorLogin || state == State::Devices;
}

bool readsCard(State state) {
    return state == State::PlaceCard || state == State::CardAgain;
}

} // namespace

Journey::Journey(const Ports& ports, const matter::Catalogue& catalogue,
                 const matter::Notice& notice, find::Finding finding)
    : ports_(ports),
      catalogue_(catalogue),
      notice_(notice),
      chooser_(catalogue.heads(), std::move(finding),
               [this] {
                   touched();
                   forgetUnreadable();
                   say(Part::Choice);
               }),
      card_(
          ports.clock, ports.reader, [this] { say(Part::Card); },
          [this] { fire(Event::CardAccepted); }),
      filing_(
          ports.clock, ports.terminal, ports.sealer, [this] { fire(Event::Stored); },
          [this] { fire(Event::Refused); }, [this] { fire(Event::Overdue); }),
      paper_(ports.clock, ports.printer, ports.slips, ports.papers,
             [this] {
                 touchedAt_ = ports_.clock.steady();
                 say(Part::Paper);
             }),
      operator_(ports.clock, ports.operators,
                {[this] {
                     say(Part::Operator);
                     say(Part::Message);
                 },
                 [this] { fire(Event::OperatorAdmitted); },
                 [this] {
                     fire(Event::OperatorLeft);
                 }}) {}

void Journey::observe(std::function<void(Part)> observer) {
    observer_ = std::move(observer);
}

void Journey::handle(Event event) {
    touched();
    if (state_ == State::ChooseMatter && event == Event::Back && chooser_.back())
        return;
    const auto* row = transitionFor(state_, event, [this](Guard g) { return holds(g); });
    const bool leaves = row && row->to == State::Goodbye;
    if (leaves && traitsOf(state_).personal && (event == Event::Home || event == Event::Back)) {
        leaveAsked_ = true;
        say(Part::Leave);
        return;
    }
    fire(event);
}

void Journey::confirmLeave() {
    if (leaveAsked_)
        fire(Event::Home);
}

void Journey::stay() {
    touched();
    leaveAsked_ = false;
    say(Part::Leave);
}

void Journey::chooseMatter(std::size_t row) {
    touched();
    if (state_ != State::ChooseMatter || row >= catalogue_.heads().size())
        return;
    forgetUnreadable(); // so that what is tapped again is told again
    const auto matter = catalogue_.matter(row);
    if (!matter) {
        unreadable_ = matter.error().code;
        return say(Part::Message);
    }
    chosen_ = *matter;
    chosenRow_ = row;
    fire(Event::MatterChosen);
}

void Journey::forgetUnreadable() {
    if (std::exchange(unreadable_, std::nullopt))
        say(Part::Message);
}

bool Journey::setValue(std::size_t row, std::string_view text) {
    return changeForm([&] { return sheet_.setValue(row, text); });
}

bool Journey::addRow(std::string_view group) {
    return changeForm([&] { return sheet_.addRow(group); });
}

bool Journey::removeRow(std::string_view group, std::size_t row) {
    return changeForm([&] { return sheet_.removeRow(group, row); });
}

bool Journey::changeForm(const std::function<bool()>& change) {
    touched();
    const bool taken = state_ == State::Form && change();
    if (taken)
        sign({}); // a signature is over what was shown
    say(Part::Form);
    return taken;
}

void Journey::showFault(std::size_t row) {
    sheet_.showFault(row);
    say(Part::Form);
}

bool Journey::chooseWay(std::size_t row, std::string_view way) {
    touched();
    const bool taken = state_ == State::Materials && sheet_.choose(row, way);
    if (taken)
        sign({});
    say(Part::Materials);
    return taken;
}

void Journey::sign(const Secret& strokes) {
    strokes_ = strokes;
    unsignedShown_ = false;
    say(Part::Signature);
    say(Part::Message);
}

void Journey::print(PaperKind kind) {
    touched();
    if (state_ != State::Receipt)
        return;
    if (isClosed(kind))
        paper_.close(kind);
    else
        paper_.print(kind);
}

void Journey::setLanguage(Language language) {
    touched();
    if (language_ == language)
        return;
    language_ = language;
    sign({}); // what was shown reads differently now
    say(Part::Language);
}

void Journey::setAppearance(const Appearance& appearance) {
    touched();
    appearance_ = appearance;
    say(Part::Appearance);
}

void Journey::touched() {
    touchedAt_ = ports_.clock.steady();
    if (endAt_ && touchedAt_ >= partedAt_ + doubleTap)
        endAt_ = touchedAt_;
    followTime();
}

void Journey::takeOver(bool lost, std::optional<ReceiptFacts> receipt) {
    lost_ = lost;
    if (lost)
        recovered_ = std::move(receipt);
    touchedAt_ = ports_.clock.steady();
    pollStatus();
    fire(Event::TakeOver);
}

void Journey::status(const ServiceStatus& status) {
    service_ = status;
    fire(status.accepting ? Event::ServiceOpened : Event::ServiceClosed);
    say(Part::Status);
    tellSteps();
}

void Journey::printerStatus(std::optional<ErrorCode> fault) {
    paper_.printerStatus(fault);
    say(Part::Message);
    tellSteps();
}

void Journey::readerLost(const DeviceLoss& loss) {
    readerGone_ = loss;
    card_.lost(loss.cause);
    if (loss.outOfService)
        fire(Event::ServiceClosed);
    say(Part::Status);
    say(Part::Message);
    tellSteps();
}

void Journey::readerBack() {
    if (!std::exchange(readerGone_, std::nullopt))
        return;
    card_.back();
    pollStatus(); // the last report still says that it is gone
    if (service_.accepting)
        fire(Event::ServiceOpened);
    say(Part::Status);
    say(Part::Message);
    tellSteps();
}

void Journey::printerLost(const DeviceLoss& loss) {
    printerGone_ = loss;
    printerStatus(loss.cause);
    say(Part::Status);
}

// Whether it can print it says itself.
void Journey::printerBack() {
    if (!std::exchange(printerGone_, std::nullopt))
        return;
    pollStatus();
    say(Part::Status);
    tellSteps();
}

void Journey::tick() {
    card_.tick();
    filing_.tick();
    paper_.tick();
    operator_.tick();
    if (state_ != State::StandingBy && ports_.clock.steady() >= statusAt_ + statusEvery)
        pollStatus();
    if (endAt_ && ports_.clock.steady() >= *endAt_) {
        endAt_.reset();
        say(Part::Ended);
    }
    followTime();
    if (secondsLeft() == 0)
        fire(Event::IdleEnded);
}

std::optional<int> Journey::secondsLeft() const {
    const auto& traits = traitsOf(state_);
    const bool printing = state_ == State::Receipt && paper_.busy();
    if (traits.idleSeconds == 0 || printing)
        return std::nullopt;
    const auto end = touchedAt_ + std::chrono::seconds(traits.idleSeconds);
    const auto left = std::chrono::ceil<std::chrono::seconds>(end - ports_.clock.steady());
    return std::max(0, static_cast<int>(left.count()));
}

bool Journey::offline() const {
    return !service_.everInContact ||
           (service_.queued > 0 && service_.oldestSeconds >= offlineAfterSeconds);
}

const std::optional<ReceiptFacts>& Journey::receipt() const {
    return recovered_ ? recovered_ : filing_.receipt();
}

bool Journey::fire(Event event) {
    const auto* row = transitionFor(state_, event, [this](Guard g) { return holds(g); });
    if (!row)
        return false;
    act(row->action);
    const bool moved = row->to != state_;
    if (moved)
        enter(row->to);
    if (moved || event == Event::IdleEnded)
        touched();
    return true;
}

void Journey::enter(State state) {
    if (readsCard(state_) && !readsCard(state))
        card_.close();
    const bool servedOperator = servesOperator(state_);
    state_ = state;
    leaveAsked_ = false;
    unsignedShown_ = false;
    unreadable_.reset();
    if (state == State::Review) {
        submitAsked_ = false;
        ports_.printer.askStatus();
    }
    if (readsCard(state))
        card_.open();
    if (state == State::OperatorLogin)
        operator_.open();
    if (servedOperator && !servesOperator(state))
        operator_.close();
    if (state == State::Receipt) {
        anotherAsked_ = false;
        pollStatus(); // what becomes of the packet is shown there
    }
    if (state == State::Materials || state == State::Review)
        judgeMaterials();
    if (state == State::Goodbye)
        part();
    tellUse();
    for (const auto each : {Part::Page, Part::Leave, Part::Message})
        say(each);
}

// The terminal reports every few seconds, and what hears of the steps draws itself anew.
void Journey::tellSteps() {
    std::pair now(workingDevices(), service_.rules);
    if (std::exchange(toldSteps_, now) != now)
        say(Part::Steps);
}

void Journey::tellUse() {
    const bool waits = state_ == State::StandingBy || state_ == State::Welcome ||
                       state_ == State::OutOfService || state_ == State::Goodbye;
    if (std::exchange(inUse_, !waits) == waits)
        ports_.terminal.inUse(!waits);
}

void Journey::part() {
    partedAt_ = ports_.clock.steady();
    endAt_ = card_.seen() ? partedAt_ + goodbyeTime : partedAt_;
    forgetPerson();
}

void Journey::followTime() {
    const auto left = secondsLeft();
    const bool was = warning_;
    warning_ = left && *left <= traitsOf(state_).warnSeconds;
    if (was || warning_)
        say(Part::Time);
}

void Journey::pollStatus() {
    statusAt_ = ports_.clock.steady();
    ports_.terminal.askStatus();
}

} // namespace jiujin::journey
