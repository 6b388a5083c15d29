// What becomes of the paper in a printer: what its module tells the terminal's book of supplies,
// beside its answers to the visit. One print at a time; Begun, then one of the others. Nothing says
// what was printed.
#pragma once

namespace jiujin::drivers {

struct PaperWord {
    enum class Kind {
        Begun,  // from here on paper may come out
        Out,    // `sheets` came out, or none did
        Unknown // what came out is not known
    } kind = Kind::Begun;
    int sheets = 0;
    bool operator==(const PaperWord&) const = default;
};

// Of one print. A printer of receipts counts receipts.
inline constexpr int mostSheets = 999;

} // namespace jiujin::drivers
