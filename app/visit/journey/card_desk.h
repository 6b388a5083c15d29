// Reads the card: at the start, once more before signing when it was lifted, and before another
// matter in any case.
#pragma once

#include "app/visit/journey/ports.h"

namespace jiujin::journey {

enum class CardState { Waiting, Reading, Read, Failed, ReaderAway };

// Rows of red, green, blue from the top.
inline constexpr int pictureWidth = 102, pictureHeight = 126;
inline constexpr std::size_t pictureBytes = std::size_t{3} * pictureWidth * pictureHeight;

class CardDesk {
public:
    // changed: state, fault or presence is another. accepted: the card may go on; the first one is
    // kept, later ones were found to be the same.
    CardDesk(const Clock& clock, CardReader& reader, std::function<void()> changed,
             std::function<void()> accepted);

    void open();
    void close();
    void forget();

    void presence(CardPresence presence);
    // picture: of the holder, pictureBytes, or nothing; it is shown and goes nowhere else.
    void cardRead(std::uint32_t call, const protocol::CardFacts& card, const Secret& picture = {});
    void failed(std::uint32_t call, ErrorCode code);
    // There is no reader now: what it was asked is asked again when it is back.
    void lost(ErrorCode cause);
    void back();
    void tick();

    CardState state() const;
    std::optional<ErrorCode> fault() const { return fault_; }
    // The card that the visit goes by, once read.
    const std::optional<protocol::CardFacts>& card() const { return card_; }
    // Of that card; empty where the reader makes none.
    const Secret& picture() const { return picture_; }
    // It was lifted, or a card was laid down anew, since it was last read.
    bool away() const { return away_; }
    // A card lay there, so that it must be taken along; or its data, taken or refused, has been in
    // this process.
    bool seen() const { return seen_; }

private:
    std::optional<ErrorCode> faultOf(const protocol::CardFacts& card) const;
    void fail(ErrorCode code);
    void ask();
    void endNotice();

    const Clock& clock_;
    CardReader& reader_;
    std::function<void()> changed_, accepted_;
    std::optional<protocol::CardFacts> card_;
    Secret picture_;
    std::optional<ErrorCode> fault_, lost_;
    std::optional<SteadyTime> askAt_;
    SteadyTime lostAt_{};
    std::optional<SteadyTime> noticeUntil_; // of a loss that is over
    CardPresence presence_ = CardPresence::Unknown;
    std::uint32_t call_ = 0;
    bool open_ = false, asking_ = false, refused_ = false, away_ = false, seen_ = false;
};

} // namespace jiujin::journey
