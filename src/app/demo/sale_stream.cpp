#include "app/demo/sale_stream.h"

#include <algorithm>

namespace bihuan::demo {

SaleStream::SaleStream(const World& world, int threads)
    : world_(world), ahead_limit_(static_cast<std::size_t>(std::max(1, threads)) * 2) {}

bool SaleStream::next(std::vector<Sale>& sales) {
    launch();
    if (ahead_.empty()) {
        return false;
    }
    sales = ahead_.front().get();
    ahead_.pop_front();
    return true;
}

void SaleStream::launch() {
    while (ahead_.size() < ahead_limit_ && launched_ < world_.outlets.size()) {
        const auto outlet = launched_++;
        if (!world_.outlets[outlet].reports) continue;
        ahead_.push_back(
            std::async(std::launch::async, [this, outlet] { return sales_of(world_, outlet); }));
    }
}

}  // namespace bihuan::demo
