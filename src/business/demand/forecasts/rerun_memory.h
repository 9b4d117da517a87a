#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "business/demand/forecasts/rerun.h"

namespace bihuan::forecasts {

using SumsByOrigin = std::map<Month, std::vector<ForecastSum>>;

/// What the engine gave when it was run again at earlier months, for as long as no event tells of
/// other sales or plans; of so many products as were asked for last. It holds figures of all
/// places: what leaves it is summed over what the viewer sees. May be asked from several threads.
class RerunMemory {
public:
    /// For what is run once only.
    MixMemory& mixes() { return mixes_; }

    /// Sums of what is shown one and three months after the origins, by month. Where it must run
    /// the engine, `basis` becomes one with its company.
    SumsByOrigin sums_at(Database& database,
                         const Viewer& viewer,
                         RerunBasis& basis,
                         std::span<const Month> origins);

private:
    using Key = std::pair<Month, Id<Product>>;
    struct Reruns;

    static Key key_of(const RerunBasis& basis) { return {basis.scope.month, basis.scope.product}; }
    std::shared_ptr<const Reruns> known(const Key& key);
    std::shared_ptr<const Reruns> known_of(Database& database,
                                           const Viewer& viewer,
                                           const RerunBasis& basis);
    std::shared_ptr<const Reruns> made(const RerunBasis& basis, std::span<const Month> origins);
    void keep(const Key& key, std::shared_ptr<const Reruns> reruns);

    MixMemory mixes_;
    std::mutex mutex_;
    std::map<Key, std::shared_ptr<const Reruns>> known_;
    std::vector<Key> order_;  ///< Asked for last at the end.
};

}  // namespace bihuan::forecasts
