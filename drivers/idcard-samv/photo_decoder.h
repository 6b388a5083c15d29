// The place where a licensed decoder of the chip's photograph (WLT) plugs in. The format is not
// public, so this project has no decoder; whoever holds a licence puts a library NAME.so into the
// module folder and sets the option photo-decoder=NAME. Plain C, so that any compiler's will do.
#pragma once

#include <cstddef>

extern "C" {

// Pictures are 102 pixels wide and 126 high, 3 bytes a pixel (red, green, blue), rows from the top,
// without gaps.
enum { jiujinPhotoWidth = 102, jiujinPhotoHeight = 126, jiujinPhotoVersion = 1 };

// Exported as "jiujinPhotoOpen". Once, before the process is locked in: the last time that a
// library can read a licence or open anything. version: jiujinPhotoVersion. 0: it can decode.
using JiujinPhotoOpen = int (*)(int version);

// Exported as "jiujinPhotoDecode". Any number of times, in one thread, locked in. Reads wltBytes
// from wlt, writes exactly rgbBytes to rgb, keeps neither. 0: decoded; anything else: no picture.
using JiujinPhotoDecode = int (*)(const unsigned char* wlt, std::size_t wltBytes,
                                  unsigned char* rgb, std::size_t rgbBytes);
}
