// Pages made of blocks: a block that does not fit goes to the next page whole.
#pragma once

#include "app/visit/paper/canvas.h"
#include "platform/matter/matter.h"

#include <functional>

namespace jiujin::paper {

struct Block {
    double height = 0; // millimetres
    std::function<void(double top)> draw;
    bool withNext = false; // never the last block of a page
};

// What stands on each page besides the blocks.
struct Furniture {
    std::string runningHead; // on every page after the first
    std::string foot;
    bool sample = false; // the matter is not verified
};

class Sheet {
public:
    static constexpr double left = 20, right = 190, wide = right - left;
    // A block is never higher than this.
    static constexpr double highest = 220;

    Sheet(Canvas& canvas, Furniture furniture)
        : canvas_(canvas), furniture_(std::move(furniture)) {}

    void add(Block block) { blocks_.push_back(std::move(block)); }
    void space(double high) {
        add({high, [](double) {}, true});
    }
    // The block added last stays on the page of the one that follows.
    void keepWithNext() { blocks_.back().withNext = true; }
    Result<Bytes> finish();

private:
    std::vector<std::size_t> breaks() const;
    void drawFurniture(std::size_t page, std::size_t pages);
    double topOf(std::size_t page) const;

    Canvas& canvas_;
    Furniture furniture_;
    std::vector<Block> blocks_;
};

} // namespace jiujin::paper
