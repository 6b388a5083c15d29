// GBK and GB 18030, as cards hold names, to UTF-8. Made before the sandbox: the converter is a
// library of its own.
#pragma once

#include "platform/base/result.h"
#include "platform/base/secret.h"

#include <memory>

namespace jiujin::drivers::smartcard {

class ChineseText {
public:
    // ProgramStart when the system has no such converter.
    static Result<std::unique_ptr<ChineseText>> open();
    ~ChineseText();
    ChineseText(const ChineseText&) = delete;
    ChineseText& operator=(const ChineseText&) = delete;

    // SmartCardDamaged when it is no such text.
    Result<Secret> toUtf8(const Secret& text);

private:
    explicit ChineseText(void* converter) : converter_(converter) {}
    void* converter_;
};

} // namespace jiujin::drivers::smartcard
