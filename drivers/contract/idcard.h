// What a read of a card may ask for beyond its text. What nobody asks for does not leave the driver
// host.
#pragma once

namespace jiujin::drivers {

enum CardExtra : unsigned { NoExtras = 0, Fingerprints = 1, Photo = 2, Picture = 4 };

} // namespace jiujin::drivers
