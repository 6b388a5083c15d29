// Work that would hold up the screen: done in another thread, answered in this one.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <functional>
#include <memory>

namespace jiujin::ports {

// `done` runs in the thread of `context`, and never from within this call.
template <typename Work, typename Done>
void inBackground(QThreadPool& pool, QObject* context, Work work, Done done) {
    pool.start([context, work = std::move(work), done = std::move(done)]() mutable {
        auto result = std::make_shared<decltype(work())>(work());
        QMetaObject::invokeMethod(
            context, [result, done = std::move(done)] { done(std::move(*result)); },
            Qt::QueuedConnection);
    });
}

} // namespace jiujin::ports
