#include "platform/server/access/answers.h"

#include "platform/protocol/json_text.h"

namespace jiujin::server {

Response errorAnswer(int status, ErrorCode code) {
    protocol::JsonText json;
    json.open('{')
        .member("code", codeOf(code))
        .member("words_zh", wordsOf(code, Language::Chinese))
        .member("words_en", wordsOf(code, Language::English))
        .close('}');
    return {status, json.text()};
}

namespace {

void list(protocol::JsonText& json, const std::vector<std::string>& words) {
    json.key("acknowledgements").open('[');
    for (const std::string& word : words)
        json.value(word);
    json.close(']');
}

} // namespace

Response takenAnswer(const std::vector<std::string>& words, const std::vector<Rejected>& rejected) {
    protocol::JsonText json;
    json.open('{');
    if (!words.empty())
        list(json, words);
    if (!rejected.empty()) {
        json.key("rejected").open('[');
        for (const Rejected& each : rejected)
            json.open('{')
                .member("index", std::uint64_t{each.index})
                .member("code", codeOf(each.code))
                .close('}');
        json.close(']');
    }
    json.close('}');
    return {202, json.text()};
}

Response wordsAnswer(const std::vector<std::string>& words, std::int64_t next) {
    protocol::JsonText json;
    json.open('{');
    list(json, words);
    json.member("next", next).close('}');
    return {200, json.text()};
}

Response partAnswer(std::uint64_t held, bool whole) {
    protocol::JsonText json;
    json.open('{').member("held", held).close('}');
    return {whole ? 200 : 202, json.text()};
}

Response checkpointAnswer(const std::string& token) {
    protocol::JsonText json;
    json.open('{').member("checkpoint", token).close('}');
    return {200, json.text()};
}

Response okAnswer() {
    return {200, R"({"status":"ok"})"};
}

} // namespace jiujin::server
