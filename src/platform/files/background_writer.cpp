#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/error.h"
#include "platform/files/table_writer.h"

namespace bihuan::files {

namespace {

constexpr std::size_t kRowsPerBatch = 512;
constexpr std::size_t kBatchesAhead = 8;

/// Rows with their own copy of every text.
class Batch {
public:
    void add(std::span<const CellValue> row) {
        width_ = row.size();
        for (const auto& value : row) {
            cells_.push_back(value);
            if (const auto* text = std::get_if<std::string_view>(&value)) {
                texts_.push_back({cells_.size() - 1, bytes_.size(), text->size()});
                bytes_ += *text;
            }
        }
        ++rows_;
    }

    std::size_t rows() const { return rows_; }

    void write_to(TableWriter& writer) {
        for (const auto& text : texts_) {
            cells_[text.cell] = std::string_view(bytes_).substr(text.begin, text.length);
        }
        for (std::size_t row = 0; row < rows_; ++row) {
            writer.write_row(std::span(cells_).subspan(row * width_, width_));
        }
    }

private:
    struct Text {
        std::size_t cell;
        std::size_t begin;
        std::size_t length;
    };

    std::vector<CellValue> cells_;
    std::vector<Text> texts_;
    std::string bytes_;
    std::size_t width_ = 0;
    std::size_t rows_ = 0;
};

class BackgroundWriter final : public TableWriter {
public:
    explicit BackgroundWriter(std::unique_ptr<TableWriter> writer)
        : writer_(std::move(writer)), thread_([this] { work(); }) {}
    ~BackgroundWriter() override { stop(); }
    BackgroundWriter(const BackgroundWriter&) = delete;
    BackgroundWriter& operator=(const BackgroundWriter&) = delete;

    void write_row(std::span<const CellValue> row) override {
        filling_.add(row);
        if (filling_.rows() == kRowsPerBatch) hand_over();
    }

    void finish() override {
        hand_over();
        stop();
        if (failure_) std::rethrow_exception(failure_);
        writer_->finish();
    }

private:
    void hand_over() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return waiting_.size() < kBatchesAhead || failure_; });
        if (failure_) std::rethrow_exception(failure_);
        waiting_.push_back(std::exchange(filling_, {}));
        changed_.notify_all();
    }

    void stop() {
        {
            const std::lock_guard lock(mutex_);
            no_more_ = true;
            changed_.notify_all();
        }
        if (thread_.joinable()) thread_.join();
    }

    /// The next batch; none once there will be no more.
    std::optional<Batch> take() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !waiting_.empty() || no_more_; });
        if (waiting_.empty()) return std::nullopt;
        auto batch = std::move(waiting_.front());
        waiting_.pop_front();
        changed_.notify_all();
        return batch;
    }

    void work() {
        try {
            while (auto batch = take()) batch->write_to(*writer_);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            failure_ = std::current_exception();
            changed_.notify_all();
        }
    }

    std::unique_ptr<TableWriter> writer_;
    Batch filling_;
    std::mutex mutex_;  // guards the three below
    std::deque<Batch> waiting_;
    bool no_more_ = false;
    std::exception_ptr failure_;
    std::condition_variable changed_;
    std::jthread thread_;
};

}  // namespace

std::unique_ptr<TableWriter> make_background_writer(std::unique_ptr<TableWriter> writer) {
    return std::make_unique<BackgroundWriter>(std::move(writer));
}

}  // namespace bihuan::files
