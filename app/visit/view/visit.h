// The one object that the shell is given: which page stands, what it shows, and one call for each
// thing a citizen can do. QML draws and calls; it decides nothing.
#pragma once

#include "app/visit/view/card_view.h"
#include "app/visit/view/division_table.h"
#include "app/visit/view/finder_view.h"
#include "app/visit/view/form_model.h"
#include "app/visit/view/guide_model.h"
#include "app/visit/view/material_model.h"
#include "app/visit/view/matter_list_model.h"
#include "app/visit/view/notice_view.h"
#include "app/visit/view/receipt_view.h"
#include "app/visit/view/review_model.h"
#include "app/visit/view/signature.h"
#include "app/visit/view/staff_view.h"

#include <QtCore/QTimer>

namespace jiujin::view {

class Visit : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by jiujin-visit")

    Q_PROPERTY(Page page READ page NOTIFY pageChanged)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    Q_PROPERTY(bool largeText READ largeText WRITE setLargeText NOTIFY appearanceChanged)
    Q_PROPERTY(bool highContrast READ highContrast WRITE setHighContrast NOTIFY appearanceChanged)

    Q_PROPERTY(int stepIndex READ stepIndex NOTIFY pageChanged)
    Q_PROPERTY(int stepCount READ stepCount CONSTANT)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY pageChanged)
    Q_PROPERTY(bool canGoHome READ canGoHome NOTIFY pageChanged)

    Q_PROPERTY(bool timeWarning READ timeWarning NOTIFY timeChanged)
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY timeChanged)
    Q_PROPERTY(bool leaveAsked READ leaveAsked NOTIFY leaveAskedChanged)

    Q_PROPERTY(QString message READ message NOTIFY messageChanged)
    Q_PROPERTY(QString messageCode READ messageCode NOTIFY messageChanged)

    // The receipt's page leads to another matter of the same person; the card is asked for again
    // because it did.
    Q_PROPERTY(bool offersAnother READ offersAnother NOTIFY statusChanged)
    Q_PROPERTY(bool anotherAsked READ anotherAsked NOTIFY pageChanged)

    Q_PROPERTY(bool offline READ offline NOTIFY statusChanged)
    Q_PROPERTY(int queued READ queued NOTIFY statusChanged)
    Q_PROPERTY(QString deviceNote READ deviceNote NOTIFY statusChanged)
    Q_PROPERTY(QString deviceNoteCode READ deviceNoteCode NOTIFY statusChanged)

    Q_PROPERTY(jiujin::view::NoticeView* notice READ notice CONSTANT)
    Q_PROPERTY(jiujin::view::CardView* card READ card CONSTANT)
    Q_PROPERTY(jiujin::view::MatterListModel* matters READ matters CONSTANT)
    Q_PROPERTY(jiujin::view::FinderView* finder READ finder CONSTANT)
    Q_PROPERTY(jiujin::view::GuideModel* guide READ guide CONSTANT)
    Q_PROPERTY(jiujin::view::FormModel* form READ form CONSTANT)
    Q_PROPERTY(jiujin::view::DivisionTable* divisions READ divisions CONSTANT)
    Q_PROPERTY(jiujin::view::MaterialModel* materials READ materials CONSTANT)
    Q_PROPERTY(jiujin::view::ReviewModel* review READ review CONSTANT)
    Q_PROPERTY(jiujin::view::Signature* signature READ signature CONSTANT)
    Q_PROPERTY(jiujin::view::ReceiptView* receipt READ receipt CONSTANT)
    Q_PROPERTY(jiujin::view::StaffView* staff READ staff CONSTANT)

public:
    // CardAgain: before signing when the card was lifted, and before another matter. PaperChoice:
    // the printer cannot print; go on with the receipt on the screen, or not. Failed: nothing was
    // submitted, `message` says why. Unsure: whether it was taken is not known. Lost: the visit
    // before this one stopped. One for each of the journey's states, which QML could not be shown
    // without Qt in that room.
    enum Page {
        Welcome,
        Lost,
        Notice,
        PlaceCard,
        ChooseMatter,
        Guide,
        Form,
        Materials,
        Review,
        PaperChoice,
        CardAgain,
        Sign,
        Submitting,
        Failed,
        Unsure,
        Receipt,
        Goodbye,
        OutOfService,
        OperatorLogin,
        Devices
    };
    Q_ENUM(Page)

    explicit Visit(journey::Journey& journey, QObject* parent = nullptr);

    Page page() const;
    QString language() const;
    void setLanguage(const QString& language);
    bool largeText() const;
    void setLargeText(bool on);
    bool highContrast() const;
    void setHighContrast(bool on);
    int stepIndex() const;
    int stepCount() const;
    bool canGoBack() const;
    bool canGoHome() const;
    bool timeWarning() const;
    int secondsLeft() const;
    bool leaveAsked() const;
    QString message() const;
    QString messageCode() const;
    bool offersAnother() const;
    bool anotherAsked() const;
    bool offline() const;
    int queued() const;
    QString deviceNote() const;
    QString deviceNoteCode() const;

    NoticeView* notice() const { return notice_; }
    CardView* card() const { return card_; }
    MatterListModel* matters() const { return matters_; }
    FinderView* finder() const { return finder_; }
    GuideModel* guide() const { return guide_; }
    FormModel* form() const { return form_; }
    DivisionTable* divisions() const { return divisions_; }
    MaterialModel* materials() const { return materials_; }
    ReviewModel* review() const { return review_; }
    Signature* signature() const { return signature_; }
    ReceiptView* receipt() const { return receipt_; }
    StaffView* staff() const { return staff_; }

public slots:
    void begin();
    void agree();
    void decline();
    void back();
    void home();
    void confirmLeave();
    void stay();
    void next();
    // A row of `matters` as it stands.
    void chooseMatter(int row);
    void goOnWithoutPaper();
    void submit();
    void retryReceipt();
    void printForm();
    void printSlip();
    void finish();
    // Another matter of the same person, once paper is out.
    void another();
    void extendTime();
    // Any key or touch: main.cpp's filter calls it, pages need not.
    void touched();

signals:
    void pageChanged();
    void languageChanged();
    void appearanceChanged();
    void timeChanged();
    void leaveAskedChanged();
    void messageChanged();
    void statusChanged();
    // next() was refused because of this row of form or materials: show it and give it the focus.
    void faultFound(int row);
    // Goodbye has stood long enough: main.cpp ends the process, pages need not know.
    void ended();

private:
    void follow(journey::Part part);
    void turnPage();
    void changeLanguage();

    journey::Journey& journey_;
    NoticeView* notice_;
    CardView* card_;
    MatterListModel* matters_;
    FinderView* finder_;
    GuideModel* guide_;
    FormModel* form_;
    DivisionTable* divisions_;
    MaterialModel* materials_;
    ReviewModel* review_;
    Signature* signature_;
    ReceiptView* receipt_;
    StaffView* staff_;
    QTimer timer_;
};

} // namespace jiujin::view
