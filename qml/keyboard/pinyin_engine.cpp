#include "pinyin_engine.h"

#include <QLibraryInfo>

#include <array>
#include <googlepinyin/pinyinime.h>

namespace {

constexpr std::size_t maxCandidates = 120;
constexpr qsizetype maxLetters = 36; // the library keeps at most 39

QByteArray dictionary() {
    return QLibraryInfo::path(QLibraryInfo::LibrariesPath).toLocal8Bit() +
           "/googlepinyin/data/dict_pinyin.dat";
}

QString candidate(std::size_t index) {
    std::array<ime_pinyin::char16, 64> text{};
    if (ime_pinyin::im_get_candidate(index, text.data(), text.size() - 1) == nullptr) {
        return {};
    }
    return QString::fromUtf16(reinterpret_cast<const char16_t*>(text.data()));
}

} // namespace

PinyinEngine::PinyinEngine(QObject* parent)
    : QObject(parent), ready_(ime_pinyin::im_open_decoder(dictionary().constData(), "")) {}

PinyinEngine::~PinyinEngine() {
    if (ready_) {
        ime_pinyin::im_close_decoder();
    }
}

QString PinyinEngine::composing() const {
    if (letters_.isEmpty()) {
        return {};
    }
    const auto fixed = qsizetype(ime_pinyin::im_get_fixed_len());
    const ime_pinyin::uint16* starts = nullptr;
    ime_pinyin::im_get_spl_start_pos(starts);
    return candidate(0).left(fixed) + QString::fromLatin1(letters_.mid(starts[fixed]));
}

bool PinyinEngine::add(const QString& letter) {
    const char typed = letter.size() == 1 ? letter.at(0).toLower().toLatin1() : '\0';
    if (!ready_ || letters_.size() >= maxLetters || !accepts(typed)) {
        return false;
    }
    letters_ += typed;
    search();
    return true;
}

bool PinyinEngine::accepts(char letter) const {
    const bool separates = letter == '\'' && !letters_.isEmpty() && !letters_.endsWith('\'');
    return separates || (letter >= 'a' && letter <= 'z');
}

bool PinyinEngine::erase() {
    if (letters_.isEmpty()) {
        return false;
    }
    if (ime_pinyin::im_get_fixed_len() > 0) {
        collect(ime_pinyin::im_cancel_last_choice());
    } else {
        letters_.chop(1);
        search();
    }
    return true;
}

QString PinyinEngine::choose(int index) {
    if (index < 0 || index >= candidates_.size()) {
        return {};
    }
    const std::size_t left = ime_pinyin::im_choose(ids_[std::size_t(index)]);
    const ime_pinyin::uint16* starts = nullptr;
    const std::size_t syllables = ime_pinyin::im_get_spl_start_pos(starts);
    if (ime_pinyin::im_get_fixed_len() < syllables) {
        collect(left);
        return {};
    }
    const QString whole = candidate(0);
    clear();
    return whole;
}

void PinyinEngine::clear() {
    letters_.clear();
    search();
}

void PinyinEngine::search() {
    if (!ready_) {
        return;
    }
    if (letters_.isEmpty()) {
        ime_pinyin::im_reset_search();
        collect(0);
        return;
    }
    collect(ime_pinyin::im_search(letters_.constData(), std::size_t(letters_.size())));
}

void PinyinEngine::collect(std::size_t count) {
    candidates_.clear();
    ids_.clear();
    const auto fixed = qsizetype(ime_pinyin::im_get_fixed_len());
    for (std::size_t i = 0; i < std::min(count, maxCandidates); ++i) {
        // The first candidate is the whole sentence; what is already chosen of it is not chosen
        // twice.
        const QString text = i == 0 ? candidate(i).mid(fixed) : candidate(i);
        if (!text.isEmpty() && !candidates_.contains(text)) {
            candidates_ += text;
            ids_.push_back(i);
        }
    }
    emit changed();
}
