// What a clerk calls the keys and the fixed values of a package's files.
#pragma once

#include "platform/maker/diff.h"

namespace jiujin::maker {

struct KeyWords {
    matter::Words words;
    Bearing bearing = Bearing::Rule;
};

// above: the nearest key above it. A key that is not known stands for itself.
KeyWords wordsOfKey(std::string_view above, std::string_view key);
bool isKnownKey(std::string_view key);
matter::Words wordsOfKind(matter::ChangeKind kind);
// "workingDays": 工作日. What is not known stands for itself.
matter::Words wordsOfValue(std::string_view key, const std::string& value);

} // namespace jiujin::maker
