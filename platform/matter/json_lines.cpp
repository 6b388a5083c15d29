#include "platform/matter/json_lines.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

constexpr int depthMax = 64;

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Walks the brackets, strings and commas; whether a number or word is one is for the parser.
class Scan {
public:
    Scan(std::string_view text, std::map<std::string, int, std::less<>>& lines,
         std::vector<std::string>& doubles)
        : text_(text), lines_(lines), doubles_(doubles) {}

    bool document() {
        if (!value("", 0))
            return false;
        space();
        return at_ == text_.size();
    }
    int line() const { return line_; }

private:
    bool value(const std::string& place, int depth) {
        space();
        if (at_ == text_.size() || depth > depthMax)
            return false;
        if (!lines_.emplace(place, line_).second)
            doubles_.push_back(place);
        switch (text_[at_]) {
        case '{':
            return entries('}', [&](std::size_t) { return member(place, depth); });
        case '[':
            return entries(']', [&](std::size_t index) {
                return value(place + "/" + std::to_string(index), depth + 1);
            });
        case '"':
            return string().has_value();
        default:
            return scalar();
        }
    }

    template <typename Entry>
    bool entries(char end, Entry entry) {
        ++at_;
        if (take(end))
            return true;
        for (std::size_t index = 0; entry(index); ++index) {
            if (take(end))
                return true;
            if (!take(','))
                return false;
        }
        return false;
    }

    bool member(const std::string& place, int depth) {
        space();
        const auto key = string();
        return key && take(':') && value(place + "/" + *key, depth + 1);
    }

    std::optional<std::string> string() {
        if (at_ == text_.size() || text_[at_] != '"')
            return std::nullopt;
        const std::size_t begin = ++at_;
        while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n')
            at_ += text_[at_] == '\\' ? 2 : 1;
        if (at_ >= text_.size() || text_[at_] != '"') {
            at_ = std::min(at_, text_.size());
            return std::nullopt;
        }
        return std::string(text_.substr(begin, at_++ - begin));
    }

    bool scalar() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && !isSpace(text_[at_]) &&
               std::string_view(",:]}[{\"").find(text_[at_]) == std::string_view::npos)
            ++at_;
        return at_ > begin;
    }

    void space() {
        for (; at_ < text_.size() && isSpace(text_[at_]); ++at_)
            line_ += text_[at_] == '\n' ? 1 : 0;
    }

    bool take(char c) {
        space();
        if (at_ == text_.size() || text_[at_] != c)
            return false;
        ++at_;
        return true;
    }

    std::string_view text_;
    std::map<std::string, int, std::less<>>& lines_;
    std::vector<std::string>& doubles_;
    std::size_t at_ = 0;
    int line_ = 1;
};

} // namespace

JsonLines::JsonLines(std::string_view text) {
    Scan scan(text, lines_, doubles_);
    if (!scan.document())
        brokenAt_ = scan.line();
}

int JsonLines::lineOf(std::string_view place) const {
    for (;;) {
        if (const auto found = lines_.find(place); found != lines_.end())
            return found->second;
        const auto slash = place.rfind('/');
        if (slash == std::string_view::npos)
            return 1;
        place = place.substr(0, slash);
    }
}

} // namespace jiujin::matter
