// What a process holds and how often it wakes up, by the kernel's word; and how many cycles of
// coming and going a test makes to see that nothing of it grows.
#pragma once

#include <QtCore/QtGlobal>

// Descriptors are -1 where this user may not look.
struct Holdings {
    long kilobytes = 0, threads = 0, descriptors = 0;
};

// kilobytes: of memory that is its own.
Holdings holdingsOf(qint64 process);
// Of all its threads, so far.
long wakeUpsOf(qint64 process);

constexpr long growthAtMost = 512; // KiB
// JIUJIN_CYCLES, or 50.
int cyclesWanted();
