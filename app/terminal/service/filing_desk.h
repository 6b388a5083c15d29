// The desk that visits file at, on the outbox: in a thread of its own, because a disk may take its
// time and the link must not.
#pragma once

#include "app/terminal/devices/desk.h"
#include "app/terminal/outbox/outbox.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

namespace jiujin::service {

class FilingDesk : public QObject, public devices::Desk {
    Q_OBJECT
public:
    // What the outbox knows; `filed` is empty when it holds no such case.
    struct Queue {
        outbox::QueueCount count;
        std::optional<ErrorCode> closed;
        std::optional<outbox::QueueItem> filed;
    };
    using Status = std::function<LinkStatus(const Queue& queue)>;
    using MayFile = std::function<Result<void>()>;

    using Asked = std::function<void(Result<Bytes>)>;
    // Carries an ask to the platform; tells once, on any thread.
    using Ask = std::function<void(std::string_view head, Bytes sealed, Asked told)>;

    // mayFile: asked in the desk's thread before each reservation. status: asked in this thread.
    // stored: called in this thread after each filing.
    FilingDesk(outbox::Outbox& outbox, MayFile mayFile, Status status, std::function<void()> stored,
               Ask ask);
    // Waits for what is under way: it is decided, whoever asked.
    ~FilingDesk() override;

    void reserve(std::function<void(Result<LinkReservation>)> answer) override;
    void put(QByteArray coreHeader, QByteArray sealed,
             std::function<void(Result<LinkReceipt>)> answer) override;
    void ask(QByteArray head, QByteArray sealed,
             std::function<void(Result<QByteArray>)> answer) override;
    void status(const QString& filed, std::function<void(LinkStatus)> answer) override;

private:
    Queue look(const std::string& filed);
    template <typename Work, typename Answer>
    void run(Work work, Answer answer);

    outbox::Outbox& outbox_;
    MayFile mayFile_;
    Status status_;
    std::function<void()> stored_;
    Ask ask_;
    QThreadPool thread_;
};

} // namespace jiujin::service
