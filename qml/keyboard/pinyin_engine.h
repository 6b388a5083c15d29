// Pinyin to Chinese, in process, by libgooglepinyin. No user dictionary: what one citizen types is
// never offered to another, and nothing is written anywhere. The library has one decoder a process:
// make one engine.
#pragma once

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <vector>

class PinyinEngine : public QObject {
    Q_OBJECT
    QML_ELEMENT
    // Letters typed and not yet turned into Chinese; what is already chosen of them stands before
    // them in Chinese.
    Q_PROPERTY(QString composing READ composing NOTIFY changed)
    Q_PROPERTY(QStringList candidates READ candidates NOTIFY changed)
    // False when the dictionary is not installed: the keyboard then offers Latin letters only.
    Q_PROPERTY(bool ready READ ready CONSTANT)

public:
    explicit PinyinEngine(QObject* parent = nullptr);
    ~PinyinEngine() override;
    PinyinEngine(const PinyinEngine&) = delete;
    PinyinEngine& operator=(const PinyinEngine&) = delete;

    QString composing() const;
    QStringList candidates() const { return candidates_; }
    bool ready() const { return ready_; }

    // One of a to z, or ' between two syllables; anything else is not taken.
    Q_INVOKABLE bool add(const QString& letter);
    // Takes the last letter back, or the last choice before it. False when nothing was being
    // composed.
    Q_INVOKABLE bool erase();
    // The finished text when all letters are used up, otherwise empty and new candidates for the
    // rest.
    Q_INVOKABLE QString choose(int index);
    Q_INVOKABLE void clear();

signals:
    void changed();

private:
    void search();
    void collect(std::size_t count);
    bool accepts(char letter) const;

    QByteArray letters_;
    QStringList candidates_;
    std::vector<std::size_t> ids_; // the decoder's number of each candidate
    bool ready_ = false;
};
