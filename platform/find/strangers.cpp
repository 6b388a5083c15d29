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
            needCode(finding.mostUsed[i], "order.json", "/mostUsed/" + std::to_string(i));
        for (const Scene& scene : finding.scenes)
            judge(scene);
        for (const matter::Head& matter : catalogue)
            judge(matter);
    }

    std::vector<Stranger> found;

private:
    static Names idsOf(const std::vector<Topic>& topics) {
        Names ids;
        for (const Topic& topic : topics)
            ids.insert(topic.id);
        return ids;
    }

    void needCode(const std::string& code, const std::string& file, const std::string& place) {
        if (!codes_.contains(code))
            found.push_back({"finding/" + file, place, "there is no matter of the code " + code,
                             "correct the code, or remove it"});
    }

    void needEvent(const std::string& event, const std::string& file, const std::string& place) {
        if (!events_.contains(event))
            found.push_back({file, place, event + " stands not in finding/events.json",
                             "add it there, or take one that stands there"});
    }

    void judge(const Scene& scene) {
        if (!scene.event.empty())
            needEvent(scene.event, "finding/" + scene.file, "/event");
        for (std::size_t q = 0; q < scene.questions.size(); ++q) {
            const auto& answers = scene.questions[q].answers;
            for (std::size_t a = 0; a < answers.size(); ++a)
                for (std::size_t m = 0; m < answers[a].matters.size(); ++m)
                    needCode(answers[a].matters[m], scene.file,
                             "/questions/" + std::to_string(q) + "/answers/" + std::to_string(a) +
                                 "/matters/" + std::to_string(m));
        }
    }

    void judge(const matter::Head& matter) {
        const std::string file = matter.folder + "/matter.json";
        if (!matter.domain.empty() && !domains_.contains(matter.domain))
            found.push_back({file, "/domain", matter.domain + " stands not in finding/domains.json",
                             "add it there, or take one that stands there"});
        for (std::size_t i = 0; i < matter.lifeEvents.size(); ++i)
            needEvent(matter.lifeEvents[i], file, "/lifeEvents/" + std::to_string(i));
    }

    Names events_, domains_, codes_;
};

} // namespace

std::vector<Stranger> strangers(const Finding& finding,
                                const std::vector<matter::Head>& catalogue) {
    return Strangers(finding, catalogue).found;
}

} // namespace jiujin::find
