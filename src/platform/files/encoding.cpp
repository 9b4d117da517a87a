#include "platform/files/encoding.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <unicode/ucnv.h>

#include "base/error.h"
#include "platform/files/encoding_guess.h"
#include "platform/files/text.h"

namespace bihuan::files {

namespace {

constexpr std::size_t kChunk = std::size_t{256} << 10U;

/// A buffer for a source: no larger than it is, with room for what a chunk cuts in two.
std::vector<char> buffer_for(const ByteSource& source) {
    constexpr std::uint64_t kRoom = 16;
    return std::vector<char>(
        static_cast<std::size_t>(std::min<std::uint64_t>(kChunk, source.size() + kRoom)));
}

/// How many bytes from the front of the whole source are valid UTF-8.
std::uint64_t count_valid_utf8(ByteSource& source) {
    auto buffer = buffer_for(source);
    std::uint64_t valid = 0;
    std::size_t kept = 0;  // the beginning of a character that the last chunk cut in two
    for (;;) {
        const auto got = source.read(std::span(buffer).subspan(kept));
        const std::string_view text(buffer.data(), kept + got);
        const auto prefix = valid_utf8_prefix(text);
        valid += prefix;
        kept = text.size() - prefix;
        constexpr std::size_t kLongestCut = 3;
        if (got == 0 || kept > kLongestCut) return valid;
        std::copy_n(buffer.begin() + static_cast<std::ptrdiff_t>(prefix), kept, buffer.begin());
    }
}

class Utf8Stream final : public TextStream {
public:
    Utf8Stream(ByteSource& source, const TextEncoding& encoding)
        : source_(source), left_(encoding.valid - encoding.mark), consumed_(encoding.mark) {
        broken_at_end_ = encoding.valid < source.size();
        std::array<char, 4> mark{};
        source_.read(std::span(mark).first(encoding.mark));
    }

    std::size_t read(std::span<char> buffer) override {
        const auto wanted = std::min<std::uint64_t>(buffer.size(), left_);
        const auto got = source_.read(buffer.first(static_cast<std::size_t>(wanted)));
        left_ -= got;
        consumed_ += got;
        return got;
    }

    bool broken() const override { return left_ == 0 && broken_at_end_; }
    std::uint64_t consumed() const override { return consumed_; }

private:
    ByteSource& source_;
    std::uint64_t left_;
    std::uint64_t consumed_;
    bool broken_at_end_ = false;
};

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(name, &status));
    BIHUAN_CHECK(U_SUCCESS(status));
    ucnv_setToUCallBack(
        converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    BIHUAN_CHECK(U_SUCCESS(status));
    return converter;
}

class ConvertedStream final : public TextStream {
public:
    ConvertedStream(ByteSource& source, const TextEncoding& encoding)
        : source_(source),
          from_(open_converter(encoding.name.c_str())),
          to_(open_converter("UTF-8")),
          input_(buffer_for(source)) {
        consumed_ = source_.read(std::span(input_).first(encoding.mark));
    }

    std::size_t read(std::span<char> buffer) override {
        std::size_t made = 0;
        while (made == 0 && !done_) made = convert(buffer);
        return made;
    }

    bool broken() const override { return broken_; }
    std::uint64_t consumed() const override { return consumed_; }

private:
    std::size_t convert(std::span<char> buffer) {
        if (from_at_ == from_end_ && !at_end_) refill();
        const char* source = input_.data() + from_at_;
        char* target = buffer.data();
        UErrorCode status = U_ZERO_ERROR;
        ucnv_convertEx(to_.get(),
                       from_.get(),
                       &target,
                       buffer.data() + buffer.size(),
                       &source,
                       input_.data() + from_end_,
                       pivot_.data(),
                       &pivot_from_,
                       &pivot_to_,
                       pivot_.data() + pivot_.size(),
                       /*reset=*/started_ ? 0 : 1,
                       /*flush=*/at_end_ ? 1 : 0,
                       &status);
        started_ = true;
        from_at_ = static_cast<std::size_t>(source - input_.data());
        broken_ = U_FAILURE(status) != 0 && status != U_BUFFER_OVERFLOW_ERROR;
        if (broken_) write_pivot(target, buffer.data() + buffer.size());
        done_ = broken_ || (at_end_ && status != U_BUFFER_OVERFLOW_ERROR);
        return static_cast<std::size_t>(target - buffer.data());
    }

    /// What was read well before a bad byte, so that the byte's row can be told.
    void write_pivot(char*& target, const char* limit) {
        UErrorCode status = U_ZERO_ERROR;
        const UChar* from = pivot_from_;
        ucnv_fromUnicode(to_.get(), &target, limit, &from, pivot_to_, nullptr, 0, &status);
    }

    void refill() {
        from_at_ = 0;
        from_end_ = source_.read(input_);
        consumed_ += from_end_;
        at_end_ = from_end_ == 0;
    }

    ByteSource& source_;
    Converter from_;
    Converter to_;
    std::vector<char> input_;
    std::size_t from_at_ = 0;
    std::size_t from_end_ = 0;
    std::array<UChar, 4096> pivot_{};
    UChar* pivot_from_ = pivot_.data();
    UChar* pivot_to_ = pivot_.data();
    std::uint64_t consumed_ = 0;
    bool started_ = false;
    bool at_end_ = false;
    bool done_ = false;
    bool broken_ = false;
};

std::string read_sample(ByteSource& source) {
    constexpr std::uint64_t kSample = std::uint64_t{1} << 20U;
    std::string sample(static_cast<std::size_t>(std::min(kSample, source.size())), '\0');
    std::size_t got = 0;
    for (std::size_t more = 1; more > 0 && got < sample.size(); got += more)
        more = source.read(std::span(sample).subspan(got));
    sample.resize(got);
    source.rewind();
    return sample;
}

/// Whether valid UTF-8 holds so many Chinese characters that no other encoding has written them by
/// chance: then one bad byte behind them is a bad byte.
bool is_surely_utf8(std::string_view text) {
    constexpr std::ptrdiff_t kByChance = 3;
    const auto is_han = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xE4 && byte <= 0xE9;
    };
    return std::count_if(text.begin(), text.end(), is_han) > kByChance;
}

}  // namespace

TextEncoding detect_encoding(ByteSource& source, std::string_view chosen) {
    std::array<char, 3> head{};
    const std::string_view mark(head.data(), source.read(head));
    source.rewind();
    const auto is = [&](std::string_view name) { return chosen.empty() || chosen == name; };
    if (mark.starts_with("\xFF\xFE") && is("UTF-16LE")) return {.name = "UTF-16LE", .mark = 2};
    if (mark.starts_with("\xFE\xFF") && is("UTF-16BE")) return {.name = "UTF-16BE", .mark = 2};
    if (!is("UTF-8")) return {.name = std::string(chosen)};

    const auto valid = count_valid_utf8(source);
    source.rewind();
    const std::size_t marked = mark == "\xEF\xBB\xBF" ? 3 : 0;
    TextEncoding utf8{.name = "UTF-8", .mark = marked, .valid = valid};
    const auto sample = read_sample(source);
    if (const auto utf16 = guess_utf16(sample); !utf16.empty() && chosen.empty())
        return {.name = std::string(utf16)};
    const auto beginning = std::string_view(sample).substr(0, valid);
    if (marked > 0 || valid == source.size() || !chosen.empty() || is_surely_utf8(beginning))
        return utf8;
    const auto guess = guess_encoding(sample);
    return {.name = std::string(guess.name), .doubtful = guess.doubtful};
}

std::unique_ptr<TextStream> open_text(ByteSource& source, const TextEncoding& encoding) {
    if (encoding.name == "UTF-8") return std::make_unique<Utf8Stream>(source, encoding);
    return std::make_unique<ConvertedStream>(source, encoding);
}

}  // namespace bihuan::files
