#include "drivers/sim-card/persons.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace jiujin::drivers::sim {

namespace {

// As long as a chip's picture and, like it, nothing that anybody here could decode.
constexpr qsizetype photoLength = 1024;

CardRead cardOf(const QJsonObject& person) {
    const auto text = [&](const char* name) {
        return person.value(QLatin1String(name)).toString();
    };
    CardRead card;
    card.setKind(text("kind"));
    card.setName(text("name"));
    card.setSex(text("sex"));
    card.setNation(text("nation"));
    card.setBirth(text("birth"));
    card.setAddress(text("address"));
    card.setAddressSource(card.address().isEmpty() ? QString() : QStringLiteral("printed"));
    card.setNumber(text("number"));
    card.setIssuer(text("issuer"));
    card.setValidFrom(text("validFrom"));
    card.setValidUntil(text("validUntil"));
    card.setOtherName(text("otherName"));
    card.setPhoto(QByteArray("WLf").leftJustified(photoLength, '\0'));
    return card;
}

} // namespace

Result<std::map<std::string, CardRead>> personsFrom(const std::string& path) {
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorCode::FileUnreadable, "sim-card: no persons at " + path);
    const auto list = QJsonDocument::fromJson(file.readAll()).array();
    std::map<std::string, CardRead> persons;
    for (const auto& each : list) {
        const QJsonObject person = each.toObject();
        const std::string id = person.value(QLatin1String("id")).toString().toStdString();
        if (id.empty() || person.value(QLatin1String("kind")).toString().isEmpty())
            return Error(ErrorCode::SettingsInvalid, "sim-card: a person without id or kind");
        persons[id] = cardOf(person);
    }
    if (persons.empty())
        return Error(ErrorCode::SettingsInvalid, "sim-card: no list of persons in " + path);
    return persons;
}

} // namespace jiujin::drivers::sim
