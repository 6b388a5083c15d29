#include "platform/server/casework/case_view.h"

#include "platform/server/casework/masking.h"

#include <algorithm>

namespace jiujin::server {

namespace {

// "手机号码 / Mobile number"
std::string labelOf(const matter::Words& words) {
    return words.zh + " / " + words.en;
}

// The choice's label beside its code, when it is known.
std::string shown(const matter::Field& field, const Secret& value, bool full) {
    const std::string text = full ? std::string(value.expose()) : masked(field.kind, value);
    const auto choice = std::ranges::find_if(
        field.choices, [&](const matter::Choice& each) { return each.code == value.expose(); });
    return choice == field.choices.end() ? text : text + " " + labelOf(choice->label);
}

class Lines {
public:
    ~Lines() { wipe(text_); }
    Lines() { text_.reserve(16UL * 1024); }
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;

    void add(std::string_view label, std::string value, std::string_view after = {}) {
        text_.append("  ").append(label).append(": ").append(value).append(after).append("\n");
        wipe(value);
    }
    void head(std::string_view title) { text_.append(title).append("\n"); }
    Secret secret() const { return Secret(text_); }

private:
    std::string text_;
};

std::string sourceOf(const protocol::CaseBody& body, const std::string& id) {
    const auto found = body.provenance.find(id);
    const auto source = found == body.provenance.end() ? protocol::Source::Citizen : found->second;
    return "  [" + std::string(protocol::nameOf(source)) + "]";
}

void addAnswers(Lines& lines, const protocol::CaseBody& body, const matter::Matter* matter,
                bool full) {
    for (const auto& [id, value] : body.answers) {
        const matter::Field* field = matter == nullptr ? nullptr : matter->field(id);
        // Of a matter that is not known here nothing is known of its fields: all masked.
        matter::Field unknown;
        unknown.label = {id, id};
        const matter::Field& known = field == nullptr ? unknown : *field;
        lines.add(labelOf(known.label), shown(known, value, full), sourceOf(body, id));
    }
}

void addMaterials(Lines& lines, const protocol::CaseBody& body, const matter::Matter* matter) {
    for (const protocol::MaterialState& state : body.materials) {
        std::string label = state.id;
        if (matter != nullptr)
            for (const matter::Material& material : matter->materials)
                if (material.id == state.id)
                    label = labelOf(material.name);
        lines.add(label, state.way + (state.dueDate.empty() ? "" : ", due " + state.dueDate));
    }
}

std::string receiptText(ReceiptStanding standing) {
    const std::string unconfirmed =
        "凭证未确认 Receipt unconfirmed, " + std::string(codeOf(ErrorCode::ReceiptUnconfirmed));
    switch (standing) {
    case ReceiptStanding::Confirmed:
        return "凭证已确认 Receipt confirmed: it extends the one before";
    case ReceiptStanding::Waiting:
        return unconfirmed + ": 之前的凭证还没有送到 a receipt before it has not come";
    case ReceiptStanding::Backdated:
        return unconfirmed + ": 时间早于前一张凭证 taken before the receipt before it";
    case ReceiptStanding::Beside:
        return unconfirmed + ": 编号或位置与另一张凭证重复 its counter or place is another's";
    case ReceiptStanding::Unknown:
        return unconfirmed + ": 申请包没有说明 its packet does not tell its place";
    }
    return unconfirmed;
}

} // namespace

Result<std::vector<CaseEvent>> verifyTrail(const CaseTrail& trail) {
    JIUJIN_TRY_ASSIGN(auto events, verifyChain(trail.caseNumber, trail.events, trail.head));
    const std::pair<std::string, std::string> packet{"packet", trail.packet.packetId};
    const std::pair<std::string, std::string> header{"header", trail.packet.headerDigest};
    const auto& details = events.front().details;
    if (std::ranges::count(details, packet) != 1 || std::ranges::count(details, header) != 1)
        return Error(ErrorCode::ChainBroken,
                     "case " + trail.caseNumber + ": its packet was replaced");
    return events;
}

std::string trailText(const CaseTrail& trail, const std::vector<CaseEvent>& events) {
    std::string text = "办件 Case " + trail.caseNumber + "\n";
    for (std::size_t i = 0; i < events.size(); ++i) {
        const CaseEvent& event = events[i];
        text += "  " + std::to_string(i + 1) + "  " + toRfc3339(event.time) + "  " + event.kind +
                "  by " + event.actor + "\n";
        for (const auto& [name, value] : event.details)
            text.append("       ").append(name).append(": ").append(value).append("\n");
        text += "       hash: " + trail.events[i].hash + "\n";
    }
    text.append("  ").append(receiptText(trail.receipt)).append("\n");
    return text + "记录链完整 The chain of " + std::to_string(events.size()) +
           " events is unbroken.\n";
}

Secret filingText(const protocol::CaseBody& body, const matter::Matter* matter, bool full) {
    Lines lines;
    lines.head(matter == nullptr ? body.matterCode + " " + body.matterVersion
                                 : labelOf(matter->title) + " " + body.matterVersion);
    lines.add("申报时间 Filed",
              toRfc3339(body.filed.time) + ", clock " + std::string(nameOf(body.filed.grade)));
    lines.add("核验等级 Assurance", body.assurance);
    if (!body.snapshot.empty())
        lines.add("依据目录 Catalogue", body.snapshot);
    lines.head("申请内容 Application");
    addAnswers(lines, body, matter, full);
    lines.head("材料 Materials");
    addMaterials(lines, body, matter);
    lines.head("签名 Signature");
    const auto strokes = body.signature.strokes.expose();
    lines.add("笔画 Strokes",
              std::to_string(strokes.empty() ? 0 : std::ranges::count(strokes, ';') + 1));
    return lines.secret();
}

} // namespace jiujin::server
