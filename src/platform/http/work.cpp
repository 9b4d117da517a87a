// How a request gets its turn in a lane.
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "platform/http/connection.h"
#include "platform/http/problem.h"

namespace bihuan::http {

namespace asio = boost::asio;

asio::awaitable<Connection::WorkPointer> Connection::work(Request request,
                                                          Lane lane,
                                                          bool gate_only) {
    disarm();
    auto work = std::make_shared<Work>(Work{.request = std::move(request), .gate_only = gate_only});
    if (lane == Lane::Instant) {
        carry_out(*work);
        work->done = true;
    } else {
        auto entry = shared_.lanes.enter(lane, errand_of(work));
        place_ = std::move(entry.place);
        work->done = entry.answer != FairQueue::Answer::Taken;
        if (work->done) work->response = refuse_for_now(work->request, lane, entry.answer);
    }
    co_await wait_for(work->done);
    if (work->failure) std::rethrow_exception(work->failure);
    co_return work;
}

Errand Connection::errand_of(const WorkPointer& work) {
    const auto self = shared_from_this();
    return {.asker = shared_.askers.of(work->request),
            .run =
                [self, work] {
                    self->carry_out(*work);
                    self->finish({work, &work->done});
                },
            // A client that has closed its sending side may be one that still reads, but nothing
            // tells it from one that left. It is served as long as it need not wait.
            .gone =
                [self, since = std::chrono::steady_clock::now()] {
                    constexpr std::chrono::milliseconds kAtOnce{100};
                    return std::chrono::steady_clock::now() - since >= kAtOnce &&
                           self->transport_->is_gone();
                },
            .drop =
                [self, work] {
                    work->dropped = true;
                    self->finish({work, &work->done});
                    self->shared_.dispatcher.note_gone(work->request);
                }};
}

void Connection::carry_out(Work& work) {
    try {
        if (work.gate_only) {
            work.response = shared_.dispatcher.refuse_early(work.request);
        } else {
            work.response = shared_.dispatcher.answer(work.request);
        }
        shared_.askers.remember(work.request);
        if (work.gate_only) return;
        // What was sent is not needed while the answer is on its way.
        work.request.upload.reset();
        work.request.body = {};
    } catch (...) {
        work.failure = std::current_exception();
    }
}

// Without memory for this the connection would wait for ever, and the server with it when it stops:
// then the process ends.
void Connection::finish(std::shared_ptr<bool> done) noexcept {
    asio::post(transport_->executor(), [self = shared_from_this(), done = std::move(done)] {
        *done = true;
        self->finished_.cancel();
    });
}

asio::awaitable<void> Connection::wait_for(const bool& done) {
    while (!done) {
        finished_.expires_at(TimePoint::max());
        co_await finished_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

Response Connection::refuse_for_now(const Request& request,
                                    Lane lane,
                                    FairQueue::Answer answer) const {
    const bool heavy = lane == Lane::Heavy;
    const auto& dispatcher = shared_.dispatcher;
    auto response =
        answer == FairQueue::Answer::TooManyOfOne
            ? dispatcher.refuse(request,
                                Error(ErrorCode::TooMany,
                                      heavy ? "Your last long questions are still being worked "
                                              "out; wait for them."
                                            : "Too many of your requests are open at once."),
                                429)
            : dispatcher.refuse(
                  request,
                  Error(ErrorCode::Unavailable, "The server is busy; try again in a moment."),
                  503);
    response.headers.set("Retry-After", heavy ? "5" : "2");
    return response;
}

}  // namespace bihuan::http
