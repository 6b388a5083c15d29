// What the cases of the class "smartcard" need: a module to run, and hands that lay cards into its
// reader and do harm to them. Emulated here; with real hardware a person's.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

class CardRig {
public:
    CardRig() = default;
    virtual ~CardRig() = default;
    CardRig(const CardRig&) = delete;
    CardRig& operator=(const CardRig&) = delete;

    // Empty when it is ready; else why it cannot be.
    virtual QString unavailable() const = 0;
    virtual QString module() const = 0;
    virtual QStringList options() const = 0;
    // Has it done: the commands of tests/support/smartcard/README.md.
    virtual bool hands(const QByteArray& command) = 0;
    // How many commands with this instruction byte (two digits) have reached a card since
    // "trace on".
    virtual int commandsSeen(const QByteArray& instruction) = 0;

    virtual QString socialPin() const = 0;
    virtual QString operatorPin() const = 0;
    // X.509, DER, of the operator's card.
    virtual QByteArray operatorCertificate() const = 0;
    // Whether the operator's card made this signature over this digest.
    virtual bool isSignature(const QByteArray& der, const QByteArray& digest) const = 0;
    // Of persons.json.
    virtual QJsonObject person(const QString& id) const = 0;
};
