#include "platform/server/casework/filing_judge.h"

#include "platform/matter/check.h"
#include "platform/server/casework/case_promise.h"

#include <algorithm>

namespace jiujin::server {

namespace {

using matter::Fault;
using matter::Matter;
using matter::Transition;
using matter::VersionName;
using Details = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view self = "platform:inner";

// "mobile:JJ-1110 household:JJ-1105": ids of the matter's own making, and codes.
std::string listOf(const std::vector<Fault>& faults) {
    std::string list;
    for (const Fault& fault : faults)
        list +=
            (list.empty() ? "" : " ") + fault.id + ':' + std::string(jiujin::codeOf(fault.code));
    return list;
}

std::string materialsAmong(const std::vector<Fault>& faults, const Matter& matter) {
    std::string ids;
    for (const Fault& fault : faults)
        if (std::ranges::count(matter.materials, fault.id, &matter::Material::id) > 0)
            ids += (ids.empty() ? "" : " ") + fault.id;
    return ids;
}

class Judge {
public:
    Judge(const Rulebook& rules, const protocol::CaseBody& body, WallTime now)
        : rules_(rules),
          body_(body),
          now_(now),
          today_(matter::localDay(now)),
          filed_{body.matterCode, body.matterVersion},
          stands_(filed_) {}

    Judgement judge() {
        // No version stands behind itself: a circle in what was declared ends.
        for (std::size_t left = rules_.catalogue.heads().size(); left > 0; --left) {
            const Replacement replaced = rules_.replacementOf(stands_, today_);
            if (replaced.newer == nullptr)
                break;
            if (!follow(replaced))
                return std::move(judgement_);
        }
        accept({});
        return std::move(judgement_);
    }

private:
    void add(std::string_view kind, Details details) {
        judgement_.events.push_back(
            {now_, std::string(kind), std::string(self), std::move(details)});
    }
    Details version() const { return {{"matter", stands_.code}, {"version", stands_.version}}; }

    // Whether the next version is to be looked at.
    bool follow(const Replacement& replaced) {
        const Matter& newer = *replaced.newer;
        const Transition transition = newer.change.transition;
        Details details = version();
        details.insert(details.end(), {{"newMatter", newer.code},
                                       {"newVersion", newer.version},
                                       {"change", std::string(nameOf(newer.change.kind))},
                                       {"transition", std::string(nameOf(transition))}});
        add("rule-changed", std::move(details));
        switch (transition) {
        case Transition::AsFiled:
            accept({});
            return false;
        case Transition::Convert:
            if (replaced.several)
                accept(Fault{"case", ErrorCode::MatterChanged});
            else
                stands_ = {newer.code, newer.version};
            return !replaced.several;
        case Transition::Correct:
            accept(Fault{"case", ErrorCode::MatterChanged});
            return false;
        case Transition::Recall:
            recall(newer.change.kind);
            return false;
        }
        return false;
    }

    void refuse(const std::vector<Fault>& faults, const std::string& place) {
        const ErrorCode code = faults.front().code;
        Details details = version();
        if (code != ErrorCode::MatterUnknown)
            details.emplace_back("faults", listOf(faults));
        details.emplace_back("code", jiujin::codeOf(code));
        add("refused", std::move(details));
        judgement_.fault = Error(code, place);
    }

    void recall(matter::ChangeKind kind) {
        Details details = version();
        details.emplace_back("code", jiujin::codeOf(codeOf(kind)));
        add("recalled", std::move(details));
    }

    // The signature is for what was shown, so the version that was filed judges it, whatever came
    // after.
    void accept(std::optional<Fault> changed) {
        const Matter* filed = rules_.find(filed_);
        if (filed == nullptr)
            return refuse({{"case", ErrorCode::MatterUnknown}}, "no such matter in this version");
        const auto faults =
            matter::checkCase(*filed, body_, today_, rules_.calendar, asTheTerminalKnew(*filed));
        if (!faults.empty())
            return refuse(faults, listOf(faults));
        // A newer version is checked by all that is known, and names these ways among its faults.
        const bool newer = !(stands_ == filed_);
        std::vector<Fault> open = newer ? faultsOfConverted() : closedWays(*filed);
        const ErrorCode code =
            newer || changed ? ErrorCode::MatterChanged : ErrorCode::MaterialWayClosed;
        if (changed)
            open.push_back(*changed);
        Details details = version();
        noteSpared(*rules_.find(stands_), details);
        add("accepted-for-checking", std::move(details));
        if (!open.empty())
            askCorrection(open, code);
    }

    // No terminal asks for credit records: who chose what it offered did no wrong, and gives the
    // material in another way.
    matter::MaterialFacts asTheTerminalKnew(const Matter& matter) const {
        matter::MaterialFacts known = rules_.knownOf(matter, body_, today_);
        if (known.credit == matter::CreditRecord::Bad)
            known.credit = matter::CreditRecord::Unreachable;
        return known;
    }
    // Of a filing that is right by what the terminal knew.
    std::vector<Fault> closedWays(const Matter& matter) const {
        return matter::checkMaterials(matter, body_.answers, body_.materials, factsOf(matter),
                                      rules_.calendar);
    }

    matter::MaterialFacts factsOf(const Matter& matter) const {
        return matter::factsAtFiling(body_, rules_.knownOf(matter, body_, today_));
    }

    // What the terminal could not know: asked again, with the rule by which nothing is to be handed
    // in.
    void noteSpared(const Matter& matter, Details& details) const {
        for (const auto& each :
             matter::sparedMaterials(matter, body_.materials, factsOf(matter), rules_.calendar))
            details.emplace_back(sparedDetail(each.id), std::string(matter::nameOf(each.way)) +
                                                            ": " + each.words.zh + " / " +
                                                            each.words.en);
    }

    std::vector<Fault> faultsOfConverted() const {
        const Matter* newer = rules_.find(stands_);
        std::vector<Fault> faults = matter::checkAnswers(*newer, body_.answers, today_);
        const auto more = matter::checkMaterials(*newer, body_.answers, body_.materials,
                                                 factsOf(*newer), rules_.calendar);
        faults.insert(faults.end(), more.begin(), more.end());
        if (const auto code = matter::checkEligible(*newer, body_.applicant, today_))
            faults.push_back({"applicant", *code});
        return faults;
    }

    void askCorrection(const std::vector<Fault>& faults, ErrorCode code) {
        Details details{{"clock", std::string(nameOf(ClockGrade::Network))},
                        {"code", std::string(jiujin::codeOf(code))},
                        {"faults", listOf(faults)}};
        const Matter* matter = rules_.find(stands_);
        if (const std::string ids = materialsAmong(faults, *matter); !ids.empty())
            details.emplace_back("materials", ids);
        add("correction-asked", std::move(details));
    }

    const Rulebook& rules_;
    const protocol::CaseBody& body_;
    const WallTime now_;
    const std::chrono::sys_days today_;
    const VersionName filed_;
    VersionName stands_;
    Judgement judgement_;
};

} // namespace

Judgement judgeFiling(const Rulebook& rules, const protocol::CaseBody& body, WallTime now) {
    return Judge(rules, body, now).judge();
}

const CaseEvent* ruleChangeIn(const std::vector<CaseEvent>& events) {
    const auto found = std::find_if(events.rbegin(), events.rend(), [](const CaseEvent& event) {
        return event.kind == "rule-changed";
    });
    return found == events.rend() ? nullptr : &*found;
}

ErrorCode codeOf(matter::ChangeKind kind) {
    switch (kind) {
    case matter::ChangeKind::Suspended:
        return ErrorCode::MatterPaused;
    case matter::ChangeKind::Withdrawn:
        return ErrorCode::MatterWithdrawn;
    case matter::ChangeKind::New:
    case matter::ChangeKind::Changed:
    case matter::ChangeKind::Split:
    case matter::ChangeKind::Merged:
        return ErrorCode::MatterChanged;
    }
    return ErrorCode::MatterChanged;
}

std::string_view nameOf(matter::ChangeKind kind) {
    switch (kind) {
    case matter::ChangeKind::New:
        return "new";
    case matter::ChangeKind::Changed:
        return "changed";
    case matter::ChangeKind::Split:
        return "split";
    case matter::ChangeKind::Merged:
        return "merged";
    case matter::ChangeKind::Suspended:
        return "suspended";
    case matter::ChangeKind::Withdrawn:
        return "withdrawn";
    }
    return "";
}

std::string_view nameOf(Transition transition) {
    switch (transition) {
    case Transition::AsFiled:
        return "asFiled";
    case Transition::Convert:
        return "convert";
    case Transition::Correct:
        return "correct";
    case Transition::Recall:
        return "recall";
    }
    return "";
}

} // namespace jiujin::server
