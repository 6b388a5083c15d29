// What fingers and keys may do. Closed until the visit's own first frame has stood for a moment, so
// that the last citizen's double tap does not land here. Copy, cut and paste never pass: what is
// copied is kept by other programs.
#pragma once

#include <QtCore/QObject>

namespace jiujin::stage {

class InputGate : public QObject {
    Q_OBJECT
public:
    // Input is held back this long after the first frame.
    static constexpr int settleMilliseconds = 50;

    explicit InputGate(QObject* parent = nullptr);

    // The first frame stands.
    void openSoon();
    bool isOpen() const { return open_; }
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    // A finger or a key came down.
    void touched();

private:
    bool open_ = false;
};

} // namespace jiujin::stage
