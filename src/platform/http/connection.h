#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include "platform/http/askers.h"
#include "platform/http/host_names.h"
#include "platform/http/incoming.h"
#include "platform/http/lanes.h"
#include "platform/http/server.h"
#include "platform/http/shares.h"
#include "platform/http/transport.h"
#include "platform/http/upload.h"

// Private to platform/http.
namespace bihuan::http {

/// What all connections of a server share.
struct Shared {
    const Dispatcher& dispatcher;
    const ServerOptions& options;
    HostNames hosts;
    Askers askers;
    Shares streams;  ///< Event streams of each person.
    Lanes lanes;
    std::function<void()> on_rights_changed;  ///< Some session or some person's rights.
    std::atomic<bool> stopping = false;
    boost::asio::thread_pool disk{2};  ///< Reads and writes files; the network's thread never does.
};

/// A body on its way into a file.
struct Upload {
    explicit Upload(const std::filesystem::path& folder) : writer(folder) {}

    UploadWriter writer;
    std::string held;  ///< Not yet written.
};

/// A file on its way out.
struct OpenFile {
    std::ifstream bytes;
    std::uint64_t size = 0;  ///< Of what is not yet read.
};

/// The two ends of a connection, as addresses without ports.
struct Ends {
    std::string peer;
    std::string local;
};

/// One client, from accept to close: request after request. Everything runs on the transport's
/// strand; the public functions but `run` may be called from any thread.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    Connection(std::unique_ptr<Transport> transport, Ends ends, Shared& shared);

    boost::asio::awaitable<void> run();
    /// Ends idle waits and event streams; a running request finishes.
    void stop();
    /// Ends whatever the connection waits for.
    void abort();
    /// Since when it has been waiting for a request; none while it has one.
    std::optional<TimePoint> idle_since() const;
    /// Ends it if it is idle, else after its request.
    void make_way();
    /// Has an event stream ask the gate again.
    void look_again();

private:
    using Milliseconds = std::chrono::milliseconds;

    /// A request in the hands of a lane, and what comes of it.
    struct Work {
        Request request;
        bool gate_only = false;            ///< Only whether the gate opens; the answer if not.
        std::optional<Response> response;  ///< None when the client left before its turn.
        std::exception_ptr failure;
        bool done = false;
        bool dropped = false;
    };
    using WorkPointer = std::shared_ptr<Work>;

    /// Gives back what a request held, however it ends: what is queued behind it may keep the
    /// connection for longer.
    struct SharesGuard {
        Lanes::Place& place;
        Shares::Share& stream;
        ~SharesGuard() {
            stream.reset();
            place.reset();
        }
    };
    struct SendOptions {
        bool head_only = false;
        bool keep_alive = false;
        const Request* request = nullptr;  ///< Whose answer; an event stream asks for it again.
    };

    // One request (connection.cpp).
    boost::asio::awaitable<bool> exchange();
    boost::asio::awaitable<bool> answer(Request request, Admission admission, bool keep_alive);
    boost::asio::awaitable<bool> receive_head(Incoming& incoming);
    boost::asio::awaitable<bool> accept_host(const Incoming& incoming, const Request& request);
    boost::asio::awaitable<bool> receive_body(Incoming& incoming,
                                              Request& request,
                                              const Admission& admission);
    boost::asio::awaitable<bool> pass_gate(const Incoming& incoming, const Request& request);
    boost::asio::awaitable<bool> pump_body(Incoming& incoming,
                                           const Request& request,
                                           Upload* upload = nullptr);
    boost::asio::awaitable<bool> feed();
    boost::asio::awaitable<bool> refuse(int status, const Request& request);
    std::size_t full_buffer() const;
    void advance(Incoming& incoming);
    void describe_client(Request& request) const;
    void note_idle(bool waits_for_head);

    // Its turn (work.cpp).
    boost::asio::awaitable<WorkPointer> work(Request request, Lane lane, bool gate_only = false);
    Errand errand_of(const WorkPointer& work);
    void carry_out(Work& work);
    /// From any thread: goes on with what waits for it.
    void finish(std::shared_ptr<bool> done) noexcept;
    boost::asio::awaitable<void> wait_for(const bool& done);
    Response refuse_for_now(const Request& request, Lane lane, FairQueue::Answer answer) const;

    // Files (disk.cpp).
    boost::asio::awaitable<void> on_disk(const std::function<void()>& piece);
    boost::asio::awaitable<bool> receive_upload(Incoming& incoming, Request& request);
    boost::asio::awaitable<void> write_held(Upload& upload);
    boost::asio::awaitable<bool> send_file(FileBody& body, Response& response, SendOptions options);
    boost::asio::awaitable<bool> send_pieces(OpenFile& file);

    // One answer (reply.cpp).
    boost::asio::awaitable<bool> send(Response response, SendOptions options);
    /// Arms the deadline, too.
    std::string head_of(const Response& response, std::optional<std::uint64_t> length, bool keep);
    boost::asio::awaitable<bool> send_bytes(std::string head, std::string_view body);
    boost::asio::awaitable<bool> write(std::string_view first, std::string_view second);
    boost::asio::awaitable<void> linger();

    // An event stream (stream.cpp).
    void take_stream_share(Work& work);
    boost::asio::awaitable<void> send_events(EventChannel& channel, const Request& request);
    boost::asio::awaitable<bool> next_events(EventChannel& channel, std::string& text);
    boost::asio::awaitable<bool> is_still_welcome(const Request& request);

    // The deadline of the present phase. It is absolute; only bytes that flow faster than
    // `slowest_upload` move it.
    void arm(Milliseconds time);
    void count_bytes(std::size_t bytes);
    void watch();
    void disarm();

    std::unique_ptr<Transport> transport_;
    Ends ends_;
    Shared& shared_;
    boost::asio::steady_timer deadline_;
    boost::asio::steady_timer finished_;               ///< Ends when a lane has done its work.
    std::shared_ptr<boost::asio::steady_timer> news_;  ///< Shared with the channel's wake-up.
    Lanes::Place place_;
    Shares::Share stream_share_;
    TimePoint phase_start_;
    Milliseconds phase_time_{};
    std::size_t phase_bytes_ = 0;
    TimePoint next_look_;  ///< When an event stream asks the gate again.
    std::atomic<TimePoint::rep> idle_since_;
    std::atomic<bool> streaming_ = false;
    bool armed_ = false;
    bool timed_out_ = false;
    bool aborted_ = false;
    bool idle_ = true;
    bool leaving_ = false;
    bool doubtful_ = false;  ///< The rights behind an event stream may have changed.
    bool dirty_ = false;     ///< Bytes that nobody reads may still be on their way.
    std::vector<char> buffer_;
    std::size_t filled_ = 0;
};

}  // namespace bihuan::http
