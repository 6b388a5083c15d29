// What the table's guards and actions mean.
#include "app/visit/journey/card_check.h"
#include "app/visit/journey/journey.h"

#include "platform/matter/principal.h"
#include "platform/matter/review.h"

#include <algorithm>

namespace jiujin::journey {

namespace {

std::optional<ErrorCode> errorOf(const std::string& text) {
    ErrorCode code{};
    if (text.empty() || text == "ok")
        return std::nullopt;
    return errorFromCode(text, code) ? code : ErrorCode::OutOfService;
}

} // namespace

bool Journey::holds(Guard guard) const {
    switch (guard) {
    case Guard::Always:
        return true;
    case Guard::ReceiptWaits:
        return recovered_.has_value();
    case Guard::WasLost:
        return lost_;
    case Guard::Closed:
        return !service_.accepting;
    case Guard::ReaderOut:
        return readerGone_ && readerGone_->outOfService;
    case Guard::CardSeen:
        return card_.seen();
    case Guard::MatterClosed:
        return closedMatter().has_value();
    case Guard::NotEligible:
        return !eligible();
    case Guard::FormFaulty:
        return sheet_.faultyField().has_value();
    case Guard::MaterialFaulty:
        return sheet_.faultyMaterial().has_value();
    case Guard::CannotPrint:
        return paper_.printerFault() && !withoutPaper_;
    case Guard::CardAway:
        return card_.away();
    case Guard::Unsigned:
        return strokes_.empty();
    case Guard::SubmitAsked:
        return submitAsked_;
    case Guard::AnotherAsked:
        return anotherAsked_;
    case Guard::NobodyRead:
        return !card_.card();
    case Guard::OperatorsRead:
        return operator_.offered();
    case Guard::PaperBusy:
        return paper_.busy();
    }
    return false;
}

void Journey::act(Action action) {
    switch (action) {
    case Action::None:
        return;
    case Action::Forget:
        return forget();
    case Action::KeepConsent:
        consentVersion_ = notice_.version;
        return;
    case Action::PrepareForm:
        return prepareForm();
    case Action::ShowFault:
        unsignedShown_ = state_ == State::Sign;
        if (state_ == State::Form)
            sheet_.showFieldFaults();
        if (state_ == State::Materials)
            sheet_.showMaterialFaults();
        for (const auto part : {Part::Form, Part::Materials, Part::Message})
            say(part);
        return;
    case Action::AllowNoPaper:
        withoutPaper_ = true;
        return;
    case Action::AskSubmit:
        submitAsked_ = true;
        return;
    case Action::AskAnother:
        anotherAsked_ = true;
        return;
    case Action::BeginAnother:
        return beginAnother();
    case Action::NoteClosed:
        failure_ = errorOf(service_.outOfService).value_or(ErrorCode::OutOfService);
        return;
    case Action::StartFiling:
        return startFiling();
    case Action::StartPaper:
        return startPaper();
    case Action::RecoverReceipt:
        return recoverReceipt();
    }
}

void Journey::forget() {
    forgetPerson();
    language_ = Language::Chinese;
    appearance_ = {};
    for (const auto each : {Part::Language, Part::Appearance})
        say(each);
}

void Journey::forgetPerson() {
    card_.forget();
    earlier_ = {};
    recovered_.reset();
    consentVersion_.clear();
    forgetCase();
    say(Part::Card);
}

void Journey::forgetCase() {
    filing_.forget();
    paper_.forget();
    chooser_.forget();
    sheet_ = {};
    strokes_ = {};
    codeRows_.clear();
    withoutPaper_ = submitAsked_ = anotherAsked_ = false;
    for (const auto each :
         {Part::Choice, Part::Matter, Part::Form, Part::Materials, Part::Signature, Part::Paper})
        say(each);
}

void Journey::beginAnother() {
    for (const FieldState& state : sheet_.fields())
        if (state.row == 0)
            earlier_.remember(*state.field, state.value, state.source);
    forgetCase();
}

void Journey::prepareForm() {
    // Coming back to the same matter keeps what was typed.
    if (sheet_.matter() == chosen_)
        return;
    const auto& card = *card_.card();
    const auto now = ports_.clock.wall();
    const bool known = now.grade != ClockGrade::Unknown;
    sheet_ = FormSheet(
        *chosen_, card,
        {dayFor(card, now), known ? std::optional(matter::localDay(now.time)) : std::nullopt},
        earlier_);
    sign({});
    for (const auto part : {Part::Matter, Part::Form, Part::Materials})
        say(part);
}

void Journey::judgeMaterials() {
    const auto now = ports_.clock.wall();
    reviewGrade_ = now.grade;
    // The certificate library and the credit service open nothing to a card that was only laid down
    // (L1), so neither is asked here: the centre asks both when it takes the case.
    matter::MaterialFacts facts;
    if (now.grade != ClockGrade::Unknown)
        facts.today = matter::localDay(now.time);
    sheet_.judgeMaterials(facts, ports_.calendar);
    say(Part::Materials);
}

// A clock that cannot be trusted turns nobody away for his age: the centre knows the day.
std::optional<std::chrono::sys_days> Journey::dayOfAges() const {
    const auto now = ports_.clock.wall();
    return now.grade == ClockGrade::Unknown ? std::nullopt
                                            : std::optional(dayFor(*card_.card(), now));
}

bool Journey::eligible() const {
    return !matter::checkEligible(*sheet_.matter(), *card_.card(), dayOfAges());
}

matter::Words Journey::messageWords() const {
    if (state_ == State::ChooseMatter && unreadable_)
        return unreadableMatterWords();
    return state_ == State::Guide
               ? matter::notEligibleWords(*sheet_.matter(), *card_.card(), dayOfAges())
               : matter::Words();
}

bool Journey::offersAnother() const {
    return state_ == State::Receipt && card_.card() && service_.accepting &&
           !holds(Guard::ReaderOut);
}

protocol::CaseBody Journey::body() const {
    protocol::CaseBody body;
    body.matterCode = sheet_.matter()->code;
    body.matterVersion = sheet_.matter()->version;
    body.language = language_ == Language::Chinese ? "zh_CN" : "en";
    body.consentVersion = consentVersion_;
    body.snapshot = ports_.snapshot;
    body.filed = ports_.clock.wall();
    // Due dates and ages were left open when the clock was unknown; they stay so, whatever it says
    // by now.
    if (reviewGrade_ == ClockGrade::Unknown || sheet_.form().lacksDay())
        body.filed.grade = ClockGrade::Unknown;
    body.applicant = *card_.card();
    body.answers = sheet_.answers();
    body.provenance = sheet_.provenance();
    body.materials = sheet_.materialStates(language_);
    return body;
}

std::vector<ReviewRow> Journey::review() const {
    if (!sheet_.matter() || !card_.card())
        return {};
    return reviewRows(*sheet_.matter(), body());
}

void Journey::startFiling() {
    failure_.reset();
    submitAsked_ = false;
    Filing filing{sheet_.matter(), body()};
    const auto shown = matter::reviewText(*filing.matter, filing.body);
    filing.body.signature = {matter::shownDigest(shown.expose()), strokes_};
    filing_.start(std::move(filing));
}

void Journey::startPaper() {
    // What the terminal said last was of the application before this one.
    service_.delivery = Delivery::Nothing;
    service_.deliveryReason.clear();
    service_.nextSeconds = 0;
    say(Part::Status);
    codeRows_ = ports_.papers.codeRows(filing_.receipt()->code);
    paper_.setReceipt(*filing_.receipt(), filing_.filing());
    // Beside the sheet, and by itself: when no sheet comes out, there is this.
    paper_.print(PaperKind::Slip);
    if (paper_.printerFault() && withoutPaper_)
        paper_.skip(PaperKind::Receipt);
    else
        paper_.print(PaperKind::Receipt);
}

void Journey::recoverReceipt() {
    codeRows_ = ports_.papers.codeRows(recovered_->code);
    paper_.setReceipt(*recovered_, nothing_);
}

std::optional<ErrorCode> Journey::deviceFault() const {
    // What was heard directly is newer than the terminal's last report.
    const auto reader = readerGone_ ? std::optional(readerGone_->cause) : errorOf(service_.reader);
    const auto printer =
        printerGone_ ? std::optional(printerGone_->cause) : errorOf(service_.printer);
    return reader ? reader : printer;
}

WorkingDevices Journey::workingDevices() const {
    WorkingDevices working;
    if (!readerGone_ && !errorOf(service_.reader))
        working.insert("idcard");
    // What the printer says itself is newer than the terminal's last report.
    if (!printerGone_ && !paper_.printerFault())
        working.insert("printer");
    if (paper_.slipPrinter())
        working.insert("slip");
    if (operator_.offered())
        working.insert("smartcard");
    return working;
}

std::vector<ClosedStep> Journey::closedSteps() const {
    if (!sheet_.matter())
        return {};
    return journey::closedSteps(*sheet_.matter(), workingDevices());
}

std::optional<ErrorCode> Journey::closedMatter(std::size_t row) const {
    return needsNewestRules(catalogue_.heads()[row]) ? errorOf(service_.rules) : std::nullopt;
}

std::optional<ErrorCode> Journey::closedMatter() const {
    return chosen_ != nullptr ? closedMatter(chosenRow_) : std::nullopt;
}

bool Journey::isClosed(PaperKind kind) const {
    const auto closed = closedSteps();
    return kind == PaperKind::Form && std::ranges::any_of(closed, [](const ClosedStep& each) {
               return each.step->id == "form-paper";
           });
}

std::optional<ErrorCode> Journey::message() const {
    switch (state_) {
    case State::Lost:
        return ErrorCode::VisitLost;
    case State::PlaceCard:
    case State::CardAgain:
        return card_.fault();
    case State::ChooseMatter:
        return unreadable_;
    case State::PaperChoice:
        return paper_.printerFault();
    case State::Guide:
        return eligible() ? std::nullopt : std::optional(ErrorCode::ApplicantNotEligible);
    case State::Sign:
        return unsignedShown_ ? std::optional(ErrorCode::SignatureMissing) : std::nullopt;
    case State::Failed:
        return failure_ ? failure_ : filing_.fault();
    case State::Unsure:
        return ErrorCode::FilingUnknown;
    case State::OperatorLogin:
    case State::Devices:
        return operator_.fault();
    case State::OutOfService:
        if (service_.accepting && holds(Guard::ReaderOut))
            return readerGone_->cause;
        return errorOf(service_.outOfService).value_or(ErrorCode::OutOfService);
    case State::StandingBy:
    case State::Welcome:
    case State::Notice:
    case State::Form:
    case State::Materials:
    case State::Review:
    case State::Submitting:
    case State::Receipt:
    case State::Goodbye:
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace jiujin::journey
