#include "platform/find/scene.h"

#include "platform/matter/json_place.h"

#include <algorithm>

namespace jiujin::find {

namespace {

using matter::Place;

constexpr std::size_t titleMax = 24, questionMax = 60, labelMax = 40;
constexpr std::size_t questionsMax = 30, answersMax = 6, mattersMax = 8, codeMax = 50;

// Questions stand in an order in which answers lead only to later ones: so nobody goes in a circle.
class SceneReader {
public:
    SceneReader(const Place& place, Scene& scene) : scene_(scene) {
        place.onlyKeys({"id", "title", "event", "questions"});
        scene_.id = place.id("id");
        scene_.title = place.words("title", titleMax);
        if (place.has("event"))
            scene_.event = place.id("event");
        const auto questions = place.list("questions", 1, questionsMax);
        for (const Place& each : questions)
            readName(each);
        asked_.resize(questions.size());
        for (std::size_t i = 0; i < questions.size(); ++i)
            readAnswers(questions[i], i);
    }

private:
    void readName(const Place& place) {
        place.onlyKeys({"id", "text", "answers"});
        const std::string id = place.id("id");
        if (indexOf(id) < scene_.questions.size())
            place.fault("this id stands there twice");
        scene_.questions.push_back({id, place.words("text", questionMax), {}});
    }

    void readAnswers(const Place& place, std::size_t question) {
        asked_[0] = 1;
        if (asked_[question] == 0)
            place.fault("no answer before it leads here; remove it or let one lead here");
        if (asked_[question] > askedMost)
            place.fault("is the " + std::to_string(asked_[question]) + "th question in a row; " +
                        std::to_string(askedMost) + " are the most that people answer");
        for (const Place& each : place.list("answers", 2, answersMax))
            scene_.questions[question].answers.push_back(readAnswer(each, question));
    }

    Answer readAnswer(const Place& place, std::size_t question) {
        place.onlyKeys({"label", "question", "matters"});
        Answer answer;
        answer.label = place.words("label", labelMax);
        if (place.has("question") == place.has("matters"))
            place.fault("must lead to a \"question\" or to \"matters\", to one of them");
        else if (place.has("question"))
            answer.question = readQuestion(place, question);
        else
            answer.matters = readMatters(place);
        return answer;
    }

    std::size_t readQuestion(const Place& place, std::size_t from) {
        const std::size_t to = indexOf(place.id("question"));
        const Place here = place.at("question");
        if (to >= scene_.questions.size())
            here.fault("there is no question of this id");
        else if (to <= from)
            here.fault("leads back; put the question it leads to after this one");
        else
            asked_[to] = std::max(asked_[to], asked_[from] + 1);
        return to;
    }

    static std::vector<std::string> readMatters(const Place& place) {
        std::vector<std::string> codes;
        for (const Place& each : place.list("matters", 1, mattersMax))
            codes.push_back(each.ownText(codeMax));
        return codes;
    }

    std::size_t indexOf(const std::string& id) const {
        const auto found =
            std::find_if(scene_.questions.begin(), scene_.questions.end(),
                         [&](const Question& question) { return question.id == id; });
        return static_cast<std::size_t>(found - scene_.questions.begin());
    }

    Scene& scene_;
    std::vector<std::size_t> asked_; // the longest way to each question; 0: none
};

} // namespace

Result<Scene> readScene(std::string_view file, std::string_view text) {
    JIUJIN_TRY_ASSIGN(const auto document, matter::parseJson(file, text));
    matter::FaultLog faults{std::string(file)};
    Scene scene;
    scene.file = file;
    const SceneReader reader(matter::Place(document, faults), scene);
    if (faults.first())
        return *faults.first();
    return scene;
}

} // namespace jiujin::find
