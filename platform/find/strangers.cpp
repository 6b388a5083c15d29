#include "platform/find/finding.h"

#include <set>

namespace jiujin::find {

namespace {

using Names = std::set<std::string, std::less<>>;

class Strangers {
public:
    Strangers(const Finding& finding, const std::vector<matter::Head>& catalogue)
        : events_(idsOf(finding.events)), domains_(idsOf(finding.domains)) {
        for (const matter::Head& matter : catalogue)
            codes_.insert(matter.code);
        for (std::size_t i = 0; i < finding.mostUsed.size(); ++i)
            need(codes_, finding.mostUsed[i], "finding/order.json: /mostUsed/" + std::to_string(i),
                 "there is no matter of this code");
        for (const Scene& scene : finding.scenes)
            judge(scene);
        for (const matter::Head& matter : catalogue)
            judge(matter);
    }

    std::vector<Error> found;

private:
    static Names idsOf(const std::vector<Topic>& topics) {
        Names ids;
        for (const Topic& topic : topics)
            ids.insert(topic.id);
        return ids;
    }

    void need(const Names& names, const std::string& name, const std::string& where,
              const char* mend) {
        if (!names.contains(name))
            found.push_back({ErrorCode::MatterInvalid, where + ": " + name + ": " + mend});
    }

    void judge(const Scene& scene) {
        const std::string file = "finding, scene " + scene.id;
        if (!scene.event.empty())
            need(events_, scene.event, file + ": /event", "stands not in finding/events.json");
        for (std::size_t q = 0; q < scene.questions.size(); ++q) {
            const auto& answers = scene.questions[q].answers;
            for (std::size_t a = 0; a < answers.size(); ++a)
                for (const std::string& code : answers[a].matters)
                    need(codes_, code,
                         file + ": /questions/" + std::to_string(q) + "/answers/" +
                             std::to_string(a),
                         "there is no matter of this code");
        }
    }

    void judge(const matter::Head& matter) {
        const std::string file = matter.code + ": matter.json: ";
        if (!matter.domain.empty())
            need(domains_, matter.domain, file + "/domain", "stands not in finding/domains.json");
        for (const std::string& event : matter.lifeEvents)
            need(events_, event, file + "/lifeEvents", "stands not in finding/events.json");
    }

    Names events_, domains_, codes_;
};

} // namespace

std::vector<Error> strangers(const Finding& finding, const std::vector<matter::Head>& catalogue) {
    return Strangers(finding, catalogue).found;
}

} // namespace jiujin::find
