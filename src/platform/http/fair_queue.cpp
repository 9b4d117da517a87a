#include "platform/http/fair_queue.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace bihuan::http {

FairQueue::Answer FairQueue::add(Errand errand) {
    const auto found = lines_.find(errand.asker.key);
    const auto open = found == lines_.end() ? 0 : found->second.open;
    const bool known = errand.asker.known;
    if (open >= (known ? limits_.open_each : limits_.open_each_address))
        return Answer::TooManyOfOne;
    if (waiting_ >= limits_.waiting || (!known && strangers_ >= limits_.waiting_strangers))
        return Answer::Full;
    auto& line = lines_[errand.asker.key];
    if (line.waiting.empty()) turns_.push_back(errand.asker.key);
    ++line.open;
    ++waiting_;
    if (!known) ++strangers_;
    line.waiting.push_back(std::move(errand));
    return Answer::Taken;
}

std::optional<Errand> FairQueue::next() {
    for (std::size_t tries = turns_.size(); tries > 0; --tries) {
        auto asker = std::move(turns_.front());
        turns_.pop_front();
        auto& line = lines_.at(asker);
        if (line.running >= limits_.running_each()) {
            turns_.push_back(std::move(asker));
            continue;
        }
        auto errand = std::move(line.waiting.front());
        line.waiting.pop_front();
        ++line.running;
        note_left(errand);
        if (!line.waiting.empty()) turns_.push_back(std::move(asker));
        return errand;
    }
    return std::nullopt;
}

void FairQueue::end_run(const std::string& asker) {
    auto& line = lines_.at(asker);
    BIHUAN_CHECK(line.running > 0);
    --line.running;
    forget_if_done(asker);
}

void FairQueue::close(const std::string& asker) {
    auto& line = lines_.at(asker);
    BIHUAN_CHECK(line.open > 0);
    --line.open;
    forget_if_done(asker);
}

std::vector<Errand> FairQueue::take_gone() {
    return take_if([](const Errand& errand) { return errand.gone(); });
}

std::vector<Errand> FairQueue::take_all() {
    return take_if([](const Errand&) { return true; });
}

template <class Predicate>
std::vector<Errand> FairQueue::take_if(Predicate predicate) {
    std::vector<Errand> taken;
    taken.reserve(waiting_);  // nothing below may throw: an errand is in one place or the other
    std::erase_if(turns_, [&](const std::string& asker) {
        auto& waiting = lines_.at(asker).waiting;
        const auto stays = [&](const Errand& errand) { return !predicate(errand); };
        const auto first = std::stable_partition(waiting.begin(), waiting.end(), stays);
        for (auto errand = first; errand != waiting.end(); ++errand) {
            note_left(*errand);
            taken.push_back(std::move(*errand));
        }
        waiting.erase(first, waiting.end());
        return waiting.empty();
    });
    return taken;
}

void FairQueue::note_left(const Errand& errand) {
    --waiting_;
    if (!errand.asker.known) --strangers_;
}

void FairQueue::forget_if_done(const std::string& asker) {
    const auto found = lines_.find(asker);
    const auto& line = found->second;
    if (line.open == 0 && line.running == 0 && line.waiting.empty()) lines_.erase(found);
}

}  // namespace bihuan::http
