#include "tests/journey/samples_of_matters.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QtTest>

#include <algorithm>

namespace world {

namespace {

std::string textOf(const QJsonObject& object, const char* key) {
    return object[QLatin1String(key)].toString().toStdString();
}

std::map<std::string, std::string> textsOf(const QJsonObject& object) {
    std::map<std::string, std::string> texts;
    for (auto each = object.begin(); each != object.end(); ++each)
        texts[each.key().toStdString()] = each.value().toString().toStdString();
    return texts;
}

MatterSample sampleFrom(const QFileInfo& file) {
    QFile in(file.filePath());
    if (!in.open(QIODevice::ReadOnly))
        qFatal("a sample of a matter cannot be read");
    const auto object = QJsonDocument::fromJson(in.readAll()).object();
    MatterSample sample{file.baseName().toStdString(),
                        textOf(object, "code"),
                        textOf(object, "card"),
                        textsOf(object[QLatin1String("answers")].toObject()),
                        textsOf(object[QLatin1String("ways")].toObject()),
                        {}};
    for (const auto& each : object[QLatin1String("refused")].toArray()) {
        const auto one = each.toObject();
        sample.refused.push_back({textOf(one, "card"), textOf(one, "field"), textOf(one, "value"),
                                  textOf(one, "error")});
    }
    return sample;
}

} // namespace

std::vector<MatterSample> matterSamples() {
    const QDir folder(qEnvironmentVariable("JIUJIN_SOURCE_DIR") +
                      QStringLiteral("/tests/journey/matters"));
    std::vector<MatterSample> samples;
    for (const auto& file :
         folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        samples.push_back(sampleFrom(file));
    return samples;
}

namespace {

// Adds the rows that the answers need beyond those that stand there.
void addRows(World& world, const MatterSample& sample) {
    for (const auto& group : world.journey.sheet().matter()->groups) {
        const auto has = [&](std::size_t row) {
            return std::ranges::any_of(sample.answers, [&](const auto& answer) {
                return answer.first.starts_with(group.id + "." + std::to_string(row) + ".");
            });
        };
        while (group.repeat && has(world.journey.sheet().form().rowsOf(group) + 1))
            QVERIFY(world.journey.addRow(group.id));
    }
}

// Gives what is asked now and not answered yet; false when there is nothing.
bool answerNext(World& world, const MatterSample& sample) {
    const auto& fields = world.journey.sheet().fields();
    for (std::size_t at = 0; at < fields.size(); ++at) {
        const auto answer = sample.answers.find(fields[at].key);
        if (answer != sample.answers.end() && !(fields[at].value == Secret(answer->second)))
            return world.journey.setValue(at, answer->second);
    }
    return false;
}

} // namespace

void fillForm(World& world, const MatterSample& sample) {
    addRows(world, sample);
    while (answerNext(world, sample)) {
    }
    for (const auto& [key, value] : sample.answers)
        QVERIFY2(world.journey.sheet().fields()[world.row(key.c_str())].value == Secret(value),
                 key.c_str());
}

void chooseWays(World& world, const MatterSample& sample) {
    const auto& materials = world.journey.sheet().materials();
    QCOMPARE(materials.size(), sample.ways.size());
    for (std::size_t row = 0; row < materials.size(); ++row) {
        const std::string& id = materials[row].material->id;
        QVERIFY2(sample.ways.contains(id), id.c_str());
        QVERIFY2(world.journey.chooseWay(row, sample.ways.at(id)), id.c_str());
    }
}

} // namespace world
