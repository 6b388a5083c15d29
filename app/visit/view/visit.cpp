#include "app/visit/view/visit.h"

#include "app/visit/view/words.h"

namespace jiujin::view {

namespace {

using journey::Event;
using journey::Part;

constexpr int tickMilliseconds = 250;

Visit::Page pageOf(journey::State state) {
    switch (state) {
    case journey::State::StandingBy:
    case journey::State::Welcome:
        return Visit::Welcome;
    case journey::State::Lost:
        return Visit::Lost;
    case journey::State::Notice:
        return Visit::Notice;
    case journey::State::PlaceCard:
        return Visit::PlaceCard;
    case journey::State::ChooseMatter:
        return Visit::ChooseMatter;
    case journey::State::Guide:
        return Visit::Guide;
    case journey::State::Form:
        return Visit::Form;
    case journey::State::Materials:
        return Visit::Materials;
    case journey::State::Review:
        return Visit::Review;
    case journey::State::PaperChoice:
        return Visit::PaperChoice;
    case journey::State::CardAgain:
        return Visit::CardAgain;
    case journey::State::Sign:
        return Visit::Sign;
    case journey::State::Submitting:
        return Visit::Submitting;
    case journey::State::Failed:
        return Visit::Failed;
    case journey::State::Unsure:
        return Visit::Unsure;
    case journey::State::Receipt:
        return Visit::Receipt;
    case journey::State::Goodbye:
        return Visit::Goodbye;
    case journey::State::OutOfService:
        return Visit::OutOfService;
    case journey::State::OperatorLogin:
        return Visit::OperatorLogin;
    case journey::State::Devices:
        return Visit::Devices;
    }
    return Visit::Welcome;
}

} // namespace

Visit::Visit(journey::Journey& journey, QObject* parent)
    : QObject(parent),
      journey_(journey),
      notice_(new NoticeView(journey, this)),
      card_(new CardView(journey, this)),
      matters_(new MatterListModel(journey, this)),
      finder_(new FinderView(journey, this)),
      guide_(new GuideModel(journey, this)),
      form_(new FormModel(journey, this)),
      divisions_(new DivisionTable(this)),
      materials_(new MaterialModel(journey, this)),
      review_(new ReviewModel(journey, this)),
      signature_(new Signature(journey, this)),
      receipt_(new ReceiptView(journey, this)),
      staff_(new StaffView(journey, this)) {
    journey_.observe([this](Part part) { follow(part); });
    connect(matters_, &MatterListModel::modelReset, finder_, &FinderView::changed);
    timer_.setInterval(tickMilliseconds);
    connect(&timer_, &QTimer::timeout, this, [this] { journey_.tick(); });
}

Visit::Page Visit::page() const {
    return pageOf(journey_.state());
}

QString Visit::language() const {
    return journey_.language() == Language::Chinese ? QStringLiteral("zh_CN")
                                                    : QStringLiteral("en");
}

void Visit::setLanguage(const QString& language) {
    journey_.setLanguage(language == QLatin1String("en") ? Language::English : Language::Chinese);
}

bool Visit::largeText() const {
    return journey_.appearance().largeText;
}

void Visit::setLargeText(bool on) {
    journey_.setAppearance({on, highContrast()});
}

bool Visit::highContrast() const {
    return journey_.appearance().highContrast;
}

void Visit::setHighContrast(bool on) {
    journey_.setAppearance({largeText(), on});
}

// The card that is laid for another matter begins it; before signing it belongs to that.
int Visit::stepIndex() const {
    const auto state = journey_.anotherAsked() ? journey::State::PlaceCard : journey_.state();
    return journey::traitsOf(state).step;
}

int Visit::stepCount() const {
    return journey::stepCount;
}

bool Visit::canGoBack() const {
    return journey::traitsOf(journey_.state()).canGoBack;
}

bool Visit::canGoHome() const {
    return journey::traitsOf(journey_.state()).canGoHome;
}

bool Visit::timeWarning() const {
    return journey_.timeWarning();
}

int Visit::secondsLeft() const {
    return journey_.secondsLeft().value_or(0);
}

bool Visit::leaveAsked() const {
    return journey_.leaveAsked();
}

QString Visit::message() const {
    const matter::Words plainer = journey_.messageWords();
    return plainer.zh.empty() ? faultWords(journey_.message(), journey_.language())
                              : toQt(plainer, journey_.language());
}

QString Visit::messageCode() const {
    return faultCode(journey_.message());
}

bool Visit::offersAnother() const {
    return journey_.offersAnother();
}

bool Visit::anotherAsked() const {
    return journey_.anotherAsked();
}

bool Visit::offline() const {
    return journey_.offline();
}

int Visit::queued() const {
    return journey_.service().queued;
}

QString Visit::deviceNote() const {
    return faultWords(journey_.deviceFault(), journey_.language());
}

QString Visit::deviceNoteCode() const {
    return faultCode(journey_.deviceFault());
}

void Visit::begin() {
    journey_.handle(Event::Begin);
}

void Visit::agree() {
    journey_.handle(Event::Agree);
}

void Visit::decline() {
    journey_.handle(Event::Decline);
}

void Visit::back() {
    journey_.handle(Event::Back);
}

void Visit::home() {
    journey_.handle(Event::Home);
}

void Visit::confirmLeave() {
    journey_.confirmLeave();
}

void Visit::stay() {
    journey_.stay();
}

void Visit::next() {
    const auto before = page();
    journey_.handle(Event::Next);
    if (page() != before)
        return;
    if (before == Form && form_->firstFault() >= 0)
        emit faultFound(form_->firstFault());
    if (before == Materials && materials_->firstFault() >= 0)
        emit faultFound(materials_->firstFault());
}

void Visit::chooseMatter(int row) {
    const auto& rows = journey_.chooser().rows();
    const auto chosen = static_cast<std::size_t>(row);
    if (row >= 0 && chosen < rows.size())
        journey_.chooseMatter(rows[chosen]);
}

void Visit::goOnWithoutPaper() {
    journey_.handle(Event::WithoutPaper);
}

void Visit::submit() {
    journey_.handle(Event::Submit);
}

void Visit::retryReceipt() {
    journey_.print(journey::PaperKind::Receipt);
}

void Visit::printForm() {
    journey_.print(journey::PaperKind::Form);
}

void Visit::printSlip() {
    journey_.print(journey::PaperKind::Slip);
}

void Visit::finish() {
    journey_.handle(Event::Finish);
}

void Visit::another() {
    journey_.handle(Event::Another);
}

void Visit::extendTime() {
    journey_.touched();
}

void Visit::touched() {
    journey_.touched();
}

void Visit::follow(Part part) {
    // A standby, to which nothing happens, does not wake up four times a second.
    if (!timer_.isActive())
        timer_.start();
    switch (part) {
    case Part::Page:
        return turnPage();
    case Part::Language:
        return changeLanguage();
    case Part::Appearance:
        emit appearanceChanged();
        return;
    case Part::Time:
        emit timeChanged();
        return;
    case Part::Leave:
        emit leaveAskedChanged();
        return;
    case Part::Message:
        emit messageChanged();
        return;
    case Part::Status:
        receipt_->refreshDelivery();
        matters_->refresh(); // some may have been closed or opened
        emit statusChanged();
        emit messageChanged();
        return;
    case Part::Card:
        emit card_->changed();
        emit messageChanged();
        return;
    case Part::Choice:
        return matters_->reload();
    case Part::Matter:
        guide_->refresh();
        form_->reload();
        materials_->reload();
        review_->refresh();
        return;
    case Part::Form:
        return form_->refresh();
    case Part::Materials:
        return materials_->refresh();
    case Part::Signature:
        return signature_->follow();
    case Part::Paper:
        return receipt_->refresh();
    case Part::Steps:
        emit guide_->stepsChanged();
        return receipt_->refresh();
    case Part::Operator:
        return staff_->refresh();
    case Part::Ended:
        emit ended();
        return;
    }
}

void Visit::turnPage() {
    if (page() == Review)
        review_->refresh();
    receipt_->refresh();
    staff_->refresh();
    emit pageChanged();
    emit statusChanged(); // what a page offers depends on it
    emit messageChanged();
}

void Visit::changeLanguage() {
    emit languageChanged();
    emit notice_->changed();
    emit card_->changed();
    matters_->refresh();
    emit finder_->changed();
    guide_->refresh();
    form_->retranslate();
    materials_->refresh();
    review_->refresh();
    receipt_->refresh();
    staff_->refresh();
    emit messageChanged();
    emit statusChanged();
}

} // namespace jiujin::view
