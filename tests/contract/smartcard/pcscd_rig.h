// A private pcscd with vpcd in a network of its own, cards of tests/support/smartcard in it, keys
// made by openssl for this rig alone.
#pragma once

#include "tests/contract/smartcard/card_rig.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

class PcscdRig : public CardRig {
public:
    enum class Service { Running, NotYet };
    explicit PcscdRig(Service service = Service::Running);
    ~PcscdRig() override;

    QString unavailable() const override { return unavailable_; }
    QString module() const override { return QStringLiteral("smartcard-pcsc"); }
    QStringList options() const override;
    bool hands(const QByteArray& command) override;
    int commandsSeen(const QByteArray& instruction) override;
    QString socialPin() const override { return QStringLiteral("123456"); }
    QString operatorPin() const override { return QStringLiteral("82640917"); }
    QByteArray operatorCertificate() const override;
    bool isSignature(const QByteArray& der, const QByteArray& digest) const override;
    QJsonObject person(const QString& id) const override;

    qint64 peer() const { return peer_.processId(); }
    QString folder() const { return folder_.path(); }

private:
    bool makeKeys();

    QTemporaryDir folder_;
    QProcess peer_;
    QByteArray said_;
    QString unavailable_;
};
