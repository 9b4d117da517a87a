// How a connection reads and writes files: never on the network's thread.
#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>

#include "base/error.h"
#include "platform/http/connection.h"

namespace bihuan::http {

namespace {

namespace asio = boost::asio;

constexpr std::size_t kPieceIn = std::size_t{64} * 1024;
constexpr std::size_t kPieceOut = std::size_t{256} * 1024;

std::unique_ptr<Upload> begin_upload(const std::filesystem::path& folder, std::string& trouble) {
    try {
        return std::make_unique<Upload>(folder);
    } catch (const Error& error) {
        trouble = error.what();
        return nullptr;
    }
}

/// The file, when the disk took all of it.
std::shared_ptr<const UploadedFile> end_upload(Upload& upload) {
    upload.writer.write(upload.held);
    auto file = upload.writer.finish();
    return upload.writer.failed() ? nullptr : std::move(file);
}

}  // namespace

asio::awaitable<void> Connection::on_disk(const std::function<void()>& piece) {
    struct Task {
        std::exception_ptr failure;
        bool done = false;
    };
    const auto task = std::make_shared<Task>();
    // How long the disk takes is not the client's fault.
    const bool armed = std::exchange(armed_, false);
    deadline_.cancel();
    const auto begin = std::chrono::steady_clock::now();
    asio::post(shared_.disk, [self = shared_from_this(), task, &piece] {
        try {
            piece();
        } catch (...) {
            task->failure = std::current_exception();
        }
        self->finish({task, &task->done});
    });
    co_await wait_for(task->done);
    phase_start_ += std::chrono::steady_clock::now() - begin;
    armed_ = armed;
    if (armed) watch();
    if (task->failure) std::rethrow_exception(task->failure);
}

asio::awaitable<bool> Connection::receive_upload(Incoming& incoming, Request& request) {
    std::unique_ptr<Upload> upload;
    std::string trouble;
    const std::function<void()> begin = [&] {
        upload = begin_upload(shared_.options.upload_folder, trouble);
    };
    co_await on_disk(begin);
    bool received = false;
    if (upload) {
        incoming.set_sink([&upload](std::string_view bytes) { upload->held += bytes; });
        received = co_await pump_body(incoming, request, upload.get());
        const std::function<void()> end = [&] {
            if (received) request.upload = end_upload(*upload);
            upload.reset();
        };
        co_await on_disk(end);
        if (!received || request.upload) co_return received;
        trouble = "The disk for uploads is full.";
    }
    shared_.dispatcher.report(request.request_id, trouble);
    dirty_ = incoming.has_body();
    co_await refuse(503, request);
    co_return false;
}

asio::awaitable<void> Connection::write_held(Upload& upload) {
    if (upload.held.size() < kPieceIn) co_return;
    const std::function<void()> write = [&] { upload.writer.write(upload.held); };
    co_await on_disk(write);
    upload.held.clear();
}

asio::awaitable<bool> Connection::send_file(FileBody& body,
                                            Response& response,
                                            SendOptions options) {
    const auto file = std::make_unique<OpenFile>();
    const std::function<void()> open = [&] {
        file->bytes.open(body.path, std::ios::binary);
        std::error_code failure;
        const auto size = std::filesystem::file_size(body.path, failure);
        file->size = failure ? 0 : size;
    };
    co_await on_disk(open);
    auto head = head_of(response, file->size, options.keep_alive);
    bool sent = co_await send_bytes(std::move(head), {});
    if (sent && !options.head_only) sent = co_await send_pieces(*file);
    const std::function<void()> close = [&] {
        file->bytes.close();
        body.owner.reset();  // which may remove the file
    };
    co_await on_disk(close);
    co_return sent;
}

asio::awaitable<bool> Connection::send_pieces(OpenFile& file) {
    std::vector<char> piece(kPieceOut);
    std::size_t wanted = 0;
    const std::function<void()> read = [&] {
        file.bytes.read(piece.data(), static_cast<std::streamsize>(wanted));
    };
    while (file.size > 0) {
        wanted = std::min<std::uint64_t>(file.size, piece.size());
        co_await on_disk(read);
        // A file that has become shorter must not look like a whole one.
        if (!file.bytes) co_return false;
        file.size -= wanted;
        const bool sent = co_await write({piece.data(), wanted}, {});
        if (!sent) co_return false;
    }
    co_return true;
}

}  // namespace bihuan::http
