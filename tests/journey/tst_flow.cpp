// The table itself: nobody is ever stuck, and no page keeps a person's data for ever.
#include "app/visit/journey/flow.h"

#include <QtTest/QtTest>

#include <set>

using namespace jiujin::journey;

namespace {

std::vector<State> allStates() {
    std::vector<State> states;
    for (int i = 0; i < stateCount; ++i)
        states.push_back(static_cast<State>(i));
    return states;
}

} // namespace

class Flow : public QObject {
    Q_OBJECT
private slots:
    void traitsAreInOrder() {
        for (const auto state : allStates())
            QCOMPARE(traitsOf(state).state, state);
    }

    void everyStateAnswersBackHomeAndIdle() {
        for (const auto state : allStates())
            for (const auto event : {Event::Back, Event::Home, Event::IdleEnded}) {
                // With every guard false but Always: the answer depends on nothing.
                const auto* row =
                    transitionFor(state, event, [](Guard g) { return g == Guard::Always; });
                QVERIFY2(row, qPrintable(QStringLiteral("state %1").arg(static_cast<int>(state))));
            }
    }

    void homeAlwaysLeavesWhereItIsOffered() {
        for (const auto state : allStates()) {
            const auto* row =
                transitionFor(state, Event::Home, [](Guard g) { return g == Guard::Always; });
            QCOMPARE(row->to != state, traitsOf(state).canGoHome);
        }
    }

    void idleEndsEveryPageWithPersonalData() {
        for (const auto state : allStates()) {
            const auto& traits = traitsOf(state);
            const auto* row =
                transitionFor(state, Event::IdleEnded, [](Guard g) { return g == Guard::Always; });
            const bool shown = state == State::Receipt || state == State::Unsure;
            if ((traits.personal && state != State::Submitting) || shown) {
                QCOMPARE(row->to, State::Goodbye);
                QVERIFY(traits.idleSeconds >= 90);
                QVERIFY(traits.warnSeconds >= 20);
            }
        }
    }

    // The reader cannot tell whether a card that was read still lies there: goodbye says to take
    // it.
    void aCardThatLayThereIsAlwaysSpokenOf() {
        const auto holds = [](Guard g) {
            return g == Guard::Always || g == Guard::CardSeen;
        };
        for (const auto& row : transitions()) {
            const bool visiting = row.from != State::StandingBy && row.from != State::Welcome &&
                                  row.from != State::Lost && row.from != State::OutOfService;
            const auto* const fires = transitionFor(row.from, row.event, holds);
            if (visiting && fires)
                QVERIFY2(fires->to != State::Welcome && fires->to != State::OutOfService,
                         qPrintable(QStringLiteral("state %1, event %2")
                                        .arg(static_cast<int>(row.from))
                                        .arg(static_cast<int>(row.event))));
        }
    }

    void aRowBehindAlwaysWouldNeverFire() {
        std::set<std::pair<State, Event>> closed;
        for (const auto& row : transitions()) {
            QVERIFY(!closed.contains({row.from, row.event}));
            if (row.guard == Guard::Always)
                closed.insert({row.from, row.event});
        }
    }

    void everyStateCanBeReachedAndEnds() {
        std::set<State> reached{State::StandingBy};
        for (std::size_t before = 0; before != reached.size();) {
            before = reached.size();
            for (const auto& row : transitions())
                if (reached.contains(row.from))
                    reached.insert(row.to);
        }
        QCOMPARE(static_cast<int>(reached.size()), stateCount);
        for (const auto& row : transitions())
            if (row.from == State::Goodbye)
                QCOMPARE(row.to, State::Goodbye);
    }

    // Who stands at the receipt may be somebody else by now: only a card that is read leads back to
    // anything personal.
    void nobodyBeginsAnotherMatterWithoutTheCard() {
        int begins = 0;
        for (const auto& row : transitions()) {
            if (row.from == State::Receipt)
                QVERIFY(row.to == State::Receipt || row.to == State::CardAgain ||
                        row.to == State::Goodbye);
            if (row.action != Action::BeginAnother)
                continue;
            ++begins;
            QCOMPARE(row.from, State::CardAgain);
            QCOMPARE(row.event, Event::CardAccepted);
            QCOMPARE(row.guard, Guard::AnotherAsked);
        }
        QCOMPARE(begins, 1);
    }

    void noSecondFilingFromOneSubmit() {
        for (const auto& row : transitions())
            if (row.action == Action::StartFiling)
                QVERIFY(row.from != State::Submitting && row.to == State::Submitting);
    }
};

QTEST_APPLESS_MAIN(Flow)
#include "tst_flow.moc"
