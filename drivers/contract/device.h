// What every device class shares: presence, two-level faults, health. Values only; no vendor type.
#pragma once

#include <QtCore/QDataStream>
#include <QtCore/QMetaType>
#include <QtCore/QString>

namespace jiujin::drivers {

enum class Presence : int { Unknown, No, Yes };

enum class FaultKind : int {
    NotReady,
    Removed,
    Timeout,
    Cancelled,
    Hardware,
    Protocol,
    Unsupported,
    UserError,
    OutcomeUnknown
};

// kind for programs, code for people ("JJ-1001", base/errors.def), detail is the device's own
// number, for logs.
struct DeviceFault {
    int kind = 0;
    QString code;
    int detail = 0;
    bool operator==(const DeviceFault&) const = default;
};

inline QDataStream& operator<<(QDataStream& out, const DeviceFault& fault) {
    return out << fault.kind << fault.code << fault.detail;
}
inline QDataStream& operator>>(QDataStream& in, DeviceFault& fault) {
    return in >> fault.kind >> fault.code >> fault.detail;
}

} // namespace jiujin::drivers

Q_DECLARE_METATYPE(jiujin::drivers::DeviceFault)
