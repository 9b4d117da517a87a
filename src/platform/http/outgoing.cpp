#include "platform/http/outgoing.h"

#include <array>
#include <chrono>
#include <string_view>

#include <fmt/format.h>

namespace bihuan::http {

std::string format_head(const Response& response, const HeadOptions& options) {
    auto text = fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n",
                            response.status,
                            reason_phrase(response.status),
                            options.date);
    // Headers holds only legal names and values.
    for (const auto& [name, value] : response.headers.fields())
        text += fmt::format("{}: {}\r\n", name, value);
    const bool has_length = response.status != 204 && response.status != 304;
    if (has_length && options.content_length)
        text += fmt::format("Content-Length: {}\r\n", *options.content_length);
    if (options.close) text += "Connection: close\r\n";
    return text + "\r\n";
}

std::string http_date(std::int64_t seconds) {
    namespace chrono = std::chrono;
    constexpr std::array<std::string_view, 7> kDays{
        "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> kMonths{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const chrono::sys_seconds instant{chrono::seconds{seconds}};
    const auto day = chrono::floor<chrono::days>(instant);
    const chrono::year_month_day date{day};
    const chrono::hh_mm_ss time{instant - day};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       kDays.at(chrono::weekday{day}.c_encoding()),
                       static_cast<unsigned>(date.day()),
                       kMonths.at(static_cast<unsigned>(date.month()) - 1),
                       static_cast<int>(date.year()),
                       time.hours().count(),
                       time.minutes().count(),
                       time.seconds().count());
}

}  // namespace bihuan::http
