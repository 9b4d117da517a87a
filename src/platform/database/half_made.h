#pragma once

#include <filesystem>

// Files that are made beside their place and take it once they are whole.
namespace bihuan {

/// Removes a company's file that is being made, and SQLite's files beside it, unless it was
/// finished.
class HalfMade {
public:
    /// An empty file that only this user may open; throws Unavailable.
    explicit HalfMade(std::filesystem::path file);
    ~HalfMade();
    HalfMade(const HalfMade&) = delete;
    HalfMade& operator=(const HalfMade&) = delete;

    /// It is whole: brings it onto the disk, where it stays. Throws Unavailable.
    void finish();
    /// The same, in another place, where nothing may be.
    void become(const std::filesystem::path& place);

private:
    void settle() const;

    std::filesystem::path file_;
    bool finished_ = false;
};

/// Brings a file or folder onto the disk, so that no rename outlives what it names.
void sync(const std::filesystem::path& path);

void remove_side_files(const std::filesystem::path& file);
void remove_with_side_files(const std::filesystem::path& file);

/// Throws Unavailable when the company is not sound.
void check_copy(const std::filesystem::path& company);

}  // namespace bihuan
