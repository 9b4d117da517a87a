#pragma once

#include <deque>
#include <future>
#include <vector>

#include "app/demo/world.h"

namespace bihuan::demo {

/// All sales of the world in the order of outlets, worked out ahead by several threads.
class SaleStream {
public:
    SaleStream(const World& world, int threads);

    /// The sales of the next outlet; false after the last one.
    bool next(std::vector<Sale>& sales);

private:
    void launch();

    const World& world_;
    std::size_t ahead_limit_;
    std::size_t launched_ = 0;
    std::deque<std::future<std::vector<Sale>>> ahead_;
};

}  // namespace bihuan::demo
