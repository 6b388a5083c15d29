// One visit, without a screen: where it stands, what was read, typed, chosen and signed, what was
// filed and printed. Runs in one thread; time comes from the injected clock, through tick().
#pragma once

#include "app/visit/journey/card_desk.h"
#include "app/visit/journey/filing_desk.h"
#include "app/visit/journey/flow.h"
#include "app/visit/journey/form_sheet.h"
#include "app/visit/journey/matter_chooser.h"
#include "app/visit/journey/operator_desk.h"
#include "app/visit/journey/paper_desk.h"
#include "app/visit/journey/review.h"
#include "app/visit/journey/service_map.h"

#include "platform/matter/catalogue.h"
#include "platform/matter/notice.h"

namespace jiujin::journey {

struct Ports {
    const Clock& clock;
    const matter::WorkingCalendar& calendar;
    CardReader& reader;
    Printer& printer;
    Terminal& terminal;
    Sealer& sealer;
    Papers& papers;
    SlipPrinter* slips = nullptr;
    const OperatorPorts* operators = nullptr; // none: no reader for their cards
    std::string snapshot = {};                // of the catalogue; empty: the one built in
};

// What the screen should look at again.
enum class Part {
    Page,
    Language,
    Appearance,
    Time,
    Leave,
    Message,
    Status,
    Card,
    Choice, // what is offered to choose from
    Matter,
    Form,
    Materials,
    Signature,
    Paper,
    Steps, // which steps of the matter are closed, or whether the matter is
    Operator,
    Ended // goodbye has stood long enough: this process may end
};

// How the screen looks; back to this when a person leaves.
struct Appearance {
    bool largeText = false, highContrast = false;
    bool operator==(const Appearance&) const = default;
};

class Journey {
public:
    Journey(const Ports& ports, const matter::Catalogue& catalogue, const matter::Notice& notice,
            find::Finding finding = {});
    Journey(const Journey&) = delete;
    Journey& operator=(const Journey&) = delete;

    void observe(std::function<void(Part)> observer);

    // What the citizen does.
    void handle(Event event);
    // A row of catalogue().heads(). One that cannot be read is not chosen, and message() says so.
    void chooseMatter(std::size_t row);
    MatterChooser& chooser() { return chooser_; }
    bool setValue(std::size_t row, std::string_view text);
    bool addRow(std::string_view group);
    bool removeRow(std::string_view group, std::size_t row);
    void showFault(std::size_t row);
    bool chooseWay(std::size_t row, std::string_view way);
    // Strokes as protocol::Signature spells them; empty when the pad was cleared.
    void sign(const Secret& strokes);
    void print(PaperKind kind);
    void setLanguage(Language language);
    void setAppearance(const Appearance& appearance);
    void touched();
    void confirmLeave();
    void stay();

    // What the world says.
    void takeOver(bool lost, std::optional<ReceiptFacts> receipt);
    void status(const ServiceStatus& status);
    void printerStatus(std::optional<ErrorCode> fault);
    // The line to the reader, or to the printer, is gone; a fresh one may come, by itself.
    void readerLost(const DeviceLoss& loss);
    void readerBack();
    void printerLost(const DeviceLoss& loss);
    void printerBack();
    void tick();
    CardDesk& cardDesk() { return card_; }
    FilingDesk& filingDesk() { return filing_; }
    PaperDesk& paperDesk() { return paper_; }
    OperatorDesk& operatorDesk() { return operator_; }

    // What the screen shows.
    State state() const { return state_; }
    Language language() const { return language_; }
    const Appearance& appearance() const { return appearance_; }
    std::optional<int> secondsLeft() const;
    bool timeWarning() const { return warning_; }
    bool leaveAsked() const { return leaveAsked_; }
    std::optional<ErrorCode> message() const;
    // In place of the message's own words where it can be said more plainly; else empty.
    matter::Words messageWords() const;
    // The card is asked for again because another matter was asked for.
    bool anotherAsked() const { return anotherAsked_; }
    // The receipt's page leads to another matter of the same person.
    bool offersAnother() const;
    const ServiceStatus& service() const { return service_; }
    bool offline() const;
    // The reader or the printer does not work: told at the welcome page.
    std::optional<ErrorCode> deviceFault() const;
    // Of the chosen matter, as the devices are now; nothing before one is chosen.
    std::vector<ClosedStep> closedSteps() const;
    // Why a row of catalogue() cannot be begun now; nothing when it can. Who has begun goes on: the
    // rules were the newest then, and what changed since the centre finds.
    std::optional<ErrorCode> closedMatter(std::size_t row) const;
    // Of the chosen one.
    std::optional<ErrorCode> closedMatter() const;
    const matter::Notice& notice() const { return notice_; }
    const matter::Catalogue& catalogue() const { return catalogue_; }
    const MatterChooser& chooser() const { return chooser_; }
    const FormSheet& sheet() const { return sheet_; }
    // Of this person, in the applications that this visit has filed.
    const EarlierAnswers& earlier() const { return earlier_; }
    // Of the chosen matter, as it would be filed and signed now; nothing before one is chosen.
    std::vector<ReviewRow> review() const;
    bool isSigned() const { return !strokes_.empty(); }
    const CardDesk& cardDesk() const { return card_; }
    const FilingDesk& filingDesk() const { return filing_; }
    const PaperDesk& paperDesk() const { return paper_; }
    const OperatorDesk& operatorDesk() const { return operator_; }
    // None until filed or recovered.
    const std::optional<ReceiptFacts>& receipt() const;
    bool recovered() const { return recovered_.has_value(); }
    // The receipt's code as rows of '0' and '1'.
    const std::vector<std::string>& codeRows() const { return codeRows_; }

private:
    bool holds(Guard guard) const;
    bool fire(Event event);
    void act(Action action);
    void enter(State state);
    void forget();
    void forgetPerson();
    void forgetCase();
    void beginAnother();
    void part();
    void prepareForm();
    void forgetUnreadable();
    bool changeForm(const std::function<bool()>& change);
    void judgeMaterials();
    bool eligible() const;
    std::optional<std::chrono::sys_days> dayOfAges() const;
    WorkingDevices workingDevices() const;
    bool isClosed(PaperKind kind) const;
    void tellSteps();
    protocol::CaseBody body() const;
    void startFiling();
    void startPaper();
    void recoverReceipt();
    void followTime();
    void pollStatus();
    void tellUse();
    void say(Part part) { observer_(part); }

    Ports ports_;
    const matter::Catalogue& catalogue_;
    const matter::Notice& notice_;
    std::function<void(Part)> observer_ = [](Part) {
    };

    State state_ = State::StandingBy;
    Language language_ = Language::Chinese;
    Appearance appearance_;
    const matter::Matter* chosen_ = nullptr;
    std::size_t chosenRow_ = 0;
    std::optional<ErrorCode> unreadable_; // why the matter that was tapped could not be opened
    MatterChooser chooser_;
    CardDesk card_;
    FilingDesk filing_;
    PaperDesk paper_;
    OperatorDesk operator_;
    FormSheet sheet_;
    EarlierAnswers earlier_;
    ServiceStatus service_;
    std::pair<WorkingDevices, std::string> toldSteps_; // devices and rules by which they are open
    Secret strokes_;
    std::string consentVersion_;
    ClockGrade reviewGrade_ = ClockGrade::Unknown;
    std::optional<ErrorCode> failure_;
    std::optional<ReceiptFacts> recovered_;
    Filing nothing_; // behind a recovered receipt
    std::vector<std::string> codeRows_;
    SteadyTime touchedAt_, statusAt_, partedAt_;
    std::optional<SteadyTime> endAt_;
    std::optional<DeviceLoss> readerGone_, printerGone_;
    bool lost_ = false, leaveAsked_ = false, warning_ = false, unsignedShown_ = false;
    bool withoutPaper_ = false, submitAsked_ = false, anotherAsked_ = false, inUse_ = false;
};

} // namespace jiujin::journey
