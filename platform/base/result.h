// Result<T>: an expected failure is a value. A bug stops the process (JIUJIN_CHECK), it is never a
// Result.
#pragma once

#include "platform/base/error.h"

#include <optional>
#include <utility>
#include <variant>

namespace jiujin {

template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { return std::get<0>(state_); }
    const T& value() const& { return std::get<0>(state_); }
    T&& value() && { return std::get<0>(std::move(state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const { return std::get<1>(state_); }

private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    bool ok() const { return !error_; }
    explicit operator bool() const { return ok(); }
    const Error& error() const { return *error_; }

private:
    std::optional<Error> error_;
};

} // namespace jiujin

// Hands an error on to the caller; the value, if any, is dropped.
#define JIUJIN_TRY(expression)                                                                     \
    do {                                                                                           \
        if (auto jiujinResult = (expression); !jiujinResult.ok())                                  \
            return jiujinResult.error();                                                           \
    } while (false)

#define JIUJIN_CONCAT_(a, b) a##b
#define JIUJIN_CONCAT(a, b) JIUJIN_CONCAT_(a, b)

// JIUJIN_TRY_ASSIGN(auto x, f()): x is the value, or the error goes on to the caller.
#define JIUJIN_TRY_ASSIGN(declaration, expression)                                                 \
    auto JIUJIN_CONCAT(jiujinTry, __LINE__) = (expression);                                        \
    if (!JIUJIN_CONCAT(jiujinTry, __LINE__).ok())                                                  \
        return JIUJIN_CONCAT(jiujinTry, __LINE__).error();                                         \
    declaration = std::move(JIUJIN_CONCAT(jiujinTry, __LINE__)).value()
