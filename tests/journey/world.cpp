#include "tests/journey/world.h"

#include "platform/protocol/operator_login.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QtTest>

namespace world {

using journey::CardPresence;

namespace {

std::filesystem::path sources() {
    return qEnvironmentVariable("JIUJIN_SOURCE_DIR").toStdString();
}

matter::LegalCalendar realCalendar() {
    auto calendar = matter::loadCalendar(sources() / "resources/calendar");
    if (!calendar.ok())
        qFatal("%s", calendar.error().text().c_str());
    return std::move(calendar).value();
}

find::Finding realFinding() {
    auto finding = find::loadFinding(sources() / "resources/matters");
    if (!finding.ok())
        qFatal("%s", finding.error().text().c_str());
    return std::move(finding).value();
}

matter::Notice realNotice() {
    auto notice = matter::loadNotice(sources() / "resources/notices/consent.json");
    if (!notice.ok())
        qFatal("%s", notice.error().text().c_str());
    return std::move(notice).value();
}

} // namespace

protocol::CardFacts person(const QString& id) {
    QFile file(QString::fromStdString((sources() / "tests/data/persons.json").string()));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("persons.json");
    for (const auto& value : QJsonDocument::fromJson(file.readAll()).array()) {
        const auto one = value.toObject();
        if (one[QStringLiteral("id")].toString() != id)
            continue;
        const auto text = [&](const char* key) {
            return Secret(one[QLatin1String(key)].toString().toStdString());
        };
        return {one[QStringLiteral("kind")].toString().toStdString(),
                text("name"),
                text("number"),
                text("sex"),
                text("nation"),
                text("birth"),
                text("address"),
                text("issuer"),
                text("validFrom"),
                text("validUntil")};
    }
    qFatal("no such person");
}

matter::Catalogue World::shipped() {
    auto catalogue = matter::Catalogue::load(sources() / "resources/matters");
    if (!catalogue.ok())
        qFatal("%s", catalogue.error().text().c_str());
    return std::move(catalogue).value();
}

World::World() : World(shipped()) {}

World::World(matter::Catalogue offered)
    : calendar(realCalendar()),
      catalogue(std::move(offered)),
      notice(realNotice()),
      journey({clock, calendar, reader, printer, terminal, sealer, papers, &slips, &operators},
              catalogue, notice, realFinding()) {
    clock.now = {*fromRfc3339("2026-11-22T01:04:00.000Z"), ClockGrade::Network};
    journey.observe([this](journey::Part part) { said.push_back(part); });
}

void World::start() {
    journey.takeOver(false, std::nullopt);
    journey.status({.everInContact = true});
    journey.printerStatus(std::nullopt);
    QCOMPARE(state(), State::Welcome);
}

void World::readCard(const QString& id) {
    start();
    journey.handle(Event::Begin);
    QCOMPARE(state(), State::Notice);
    journey.handle(Event::Agree);
    QCOMPARE(state(), State::PlaceCard);
    journey.cardDesk().presence(journey::CardPresence::Yes);
    answerCard(id);
}

void World::answerCard(const QString& id) {
    QVERIFY(!reader.asked.empty());
    journey.cardDesk().cardRead(reader.asked.back(), person(id));
}

void World::toForm() {
    readCard();
    QCOMPARE(state(), State::ChooseMatter);
    choose();
    QCOMPARE(state(), State::Guide);
    journey.handle(Event::Next);
    QCOMPARE(state(), State::Form);
}

void World::toFormOfEverything() {
    auto matter = matter::loadMatter(sources() / "tests/data/matters/everything");
    if (!matter.ok())
        qFatal("%s", matter.error().text().c_str());
    std::vector<matter::Matter> all{std::move(matter).value()};
    for (std::size_t row = 0; row < catalogue.heads().size(); ++row)
        all.push_back(**catalogue.matter(row));
    offer(std::move(all));
    readCard();
    QCOMPARE(state(), State::ChooseMatter);
    choose(everything);
    journey.handle(Event::Next);
    QCOMPARE(state(), State::Form);
}

void World::toReview() {
    toForm();
    QVERIFY(journey.setValue(row("mobile"), "13800000002"));
    const auto& fields = journey.sheet().fields();
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].fault && !fields[i].field->choices.empty())
            QVERIFY(journey.setValue(i, fields[i].field->choices.front().code));
    journey.handle(Event::Next);
    QCOMPARE(state(), State::Materials);
    for (std::size_t i = 0; i < journey.sheet().materials().size(); ++i)
        QVERIFY(journey.chooseWay(i, journey.sheet().materials()[i].material->ways.front()));
    journey.handle(Event::Next);
    QCOMPARE(state(), State::Review);
}

void World::toSign() {
    toReview();
    journey.handle(Event::Next);
    QCOMPARE(state(), State::Sign);
}

void World::submit() {
    toSign();
    journey.sign(Secret("100,100 200,150"));
    journey.handle(Event::Submit);
    QCOMPARE(state(), State::Submitting);
}

void World::handOver() {
    QCOMPARE(terminal.reserves.size(), 1U);
    journey.filingDesk().reserved(terminal.reserves.back(),
                                  {"packet", "330105-A017", 42, sampleReceipt.caseNumber, "LOOK"});
    QCOMPARE(sealer.orders.size(), 1U);
    sealer.orders.front().done(journey::SealedFiling{"header", bytesOf("sealed")});
    QCOMPARE(terminal.puts.size(), 1U);
}

void World::store() {
    handOver();
    journey.filingDesk().stored(terminal.puts.back().call, sampleReceipt);
}

void World::toReceipt() {
    submit();
    store();
    QCOMPARE(state(), State::Receipt);
}

void World::draw() {
    QVERIFY(!papers.drawings.empty());
    auto done = papers.drawings.back().done;
    done(bytesOf("%PDF"));
}

void World::pass(std::chrono::seconds time) {
    for (auto left = time; left > std::chrono::seconds(0); left -= std::chrono::seconds(1)) {
        clock.moment += std::chrono::seconds(1);
        journey.tick();
    }
}

void World::offer(std::vector<matter::Matter> matters) {
    auto made = matter::Catalogue::make(std::move(matters));
    if (!made.ok())
        qFatal("%s", made.error().text().c_str());
    catalogue = std::move(made).value();
}

std::size_t World::matterRow(std::string_view code) const {
    const auto& heads = catalogue.heads();
    for (std::size_t i = 0; i < heads.size(); ++i)
        if (heads[i].code == code)
            return i;
    qFatal("no such matter");
}

void World::choose(std::string_view code) {
    journey.chooseMatter(matterRow(code));
}

std::size_t World::row(const char* field) const {
    const auto& fields = journey.sheet().fields();
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].key == field)
            return i;
    qFatal("no such field");
}

void World::toLogin() {
    start();
    journey.operatorDesk().slot({CardPresence::No});
    journey.handle(Event::OperatorAsked);
    QCOMPARE(state(), State::OperatorLogin);
}

void World::toDevices() {
    toLogin();
    auto& desk = journey.operatorDesk();
    desk.slot({CardPresence::Yes, true});
    desk.enterPin(Secret(operatorPin));
    QCOMPARE(gate.begins.size(), 1U);
    desk.challenged(gate.begins.back(),
                    protocol::operatorChallenge("330105-A017", Bytes(32, 0x5A)));
    QCOMPARE(operatorCard.reads.size(), 1U);
    desk.certificate(operatorCard.reads.back(), bytesOf("certificate"));
    QCOMPARE(operatorCard.orders.size(), 1U);
    desk.signature(operatorCard.orders.back().call, bytesOf("signature"));
    QCOMPARE(gate.proofs.size(), 1U);
    desk.admitted(gate.proofs.back().call);
    QCOMPARE(state(), State::Devices);
    desk.reported(gate.reports.back(), sampleReport());
}

journey::OperatorReport sampleReport() {
    journey::OperatorReport report;
    report.terminalId = "330105-A017";
    report.devices = {
        {"idcard", "idcard", "idcard-samv", "JJ-3113", false, "sam:05.01-20241105-0012345678"},
        {"printer", "printer", "printer-cups", "ok", false, "Sample A4 printer", 4211, 320, 12, 64,
         1},
        {"smartcard", "smartcard", "smartcard-pcsc"},
        {"slip", "slip", "printer-escpos", "JJ-3105", true}};
    report.openSheets = {{7, "printer", "2026-11-21T02:30:00.000Z"}};
    report.unlisted = {"storage 0781:5567"};
    report.queued = 3;
    report.aside = 1;
    report.oldestSeconds = 5400;
    report.lastContact = "2026-11-22T00:59:00.000Z";
    report.syncProblem = "JJ-2301";
    report.clock = ClockGrade::Drift;
    return report;
}

} // namespace world
