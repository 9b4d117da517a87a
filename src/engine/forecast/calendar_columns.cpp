#include "engine/forecast/calendar_columns.h"

#include <array>
#include <functional>
#include <span>

#include "base/calendar.h"
#include "base/day.h"
#include "base/work_calendar.h"

namespace bihuan::forecast {

namespace {

constexpr int kFirstMeanYear = 1990;
constexpr int kLastMeanYear = 2049;
constexpr double kWeekdaysOfMonth = 21;

/// Days from the festival (0 is the day itself), both ends included.
struct Window {
    std::string_view name;
    Day (*festival)(int year);
    int first;
    int last;
    bool moves;  ///< By the moon, so that it has something to say about a month.
};

constexpr std::array kWindows{
    Window{"spring_festival_before", spring_festival, -20, -1, true},
    Window{"spring_festival_during", spring_festival, 0, 6, true},
    Window{"spring_festival_after", spring_festival, 7, 20, true},
    Window{"dragon_boat", dragon_boat, -10, 0, true},
    Window{kEarlyMidAutumn, mid_autumn, -30, -15, true},
    Window{"mid_autumn", mid_autumn, -14, 0, true},
    Window{"new_year", new_year, 0, 2, false},
    Window{"labour_day", labour_day, 0, 4, false},
    Window{"mid_year_sale", mid_year_sale, -17, 0, false},
    Window{"national_day", national_day, 0, 6, false},
    Window{"singles_day", singles_day, -10, 0, false},
    Window{"year_end_sale", year_end_sale, -2, 0, false},
    Window{"mid_year_sale_peak", mid_year_sale, 0, 0, false},
    Window{"singles_day_peak", singles_day, 0, 0, false},
};

struct Span {
    Day first;
    Day end;
};

Span days_of(Frequency frequency, std::int32_t period) {
    switch (frequency) {
        case Frequency::Daily:
            return {Day::from_number(period), Day::from_number(period + 1)};
        case Frequency::Weekly:
            return {Day::from_number(period), Day::from_number(period + 7)};
        case Frequency::Quarterly: {
            const Month first = Month::from_number(period * 3);
            return {first.first_day(), (first + 3).first_day()};
        }
        default: {
            const Month month = Month::from_number(period);
            return {month.first_day(), month.end_day()};
        }
    }
}

double share_within(const Window& window, const Span& span) {
    const int year = static_cast<int>(span.first.date().year());
    double days = 0;
    for (int candidate = year - 1; candidate <= year + 1; ++candidate) {
        if (!knows_lunar_year(candidate)) continue;
        const Day festival = window.festival(candidate);
        const Day from = std::max(festival + window.first, span.first);
        const Day end = std::min(festival + (window.last + 1), span.end);
        if (from < end) days += end - from;
    }
    // A day lies in the window or not: a twentieth of it would ask for twenty times the effect.
    if (span.end - span.first == 1) return days;
    return days / (window.last - window.first + 1);
}

double weekdays_within(const Span& span) {
    double count = 0;
    for (Day day = span.first; day < span.end; day = day + 1) {
        if (day.weekday() <= 5) count += 1;
    }
    return count / kWeekdaysOfMonth;
}

bool is_coarse(Frequency frequency) {
    return frequency == Frequency::Monthly || frequency == Frequency::Quarterly;
}

/// The mean of a figure over the same month (quarter) of many years.
double long_run_mean(Frequency frequency,
                     std::int32_t period,
                     const std::function<double(const Span&)>& figure) {
    const int cycle = usual_season(frequency);
    double sum = 0;
    for (int year = kFirstMeanYear; year <= kLastMeanYear; ++year) {
        sum += figure(days_of(frequency, year * cycle + place_in_cycle(period, cycle)));
    }
    return sum / (kLastMeanYear - kFirstMeanYear + 1);
}

using Figure = std::function<double(const Span&)>;

std::vector<Figure> figures_of(Frequency frequency, std::vector<Regressor>& regressors) {
    std::vector<Figure> figures;
    for (const Window& window : kWindows) {
        if (is_coarse(frequency) && !window.moves) continue;
        regressors.push_back({std::string(window.name), Layer::Festival});
        figures.emplace_back([&window](const Span& span) { return share_within(window, span); });
    }
    if (is_coarse(frequency)) {
        regressors.push_back({"weekdays", Layer::TradingDays});
        figures.emplace_back(weekdays_within);
    }
    if (frequency == Frequency::Daily) {
        const auto calendar = std::make_shared<const WorkCalendar>(WorkCalendar::official());
        regressors.push_back({"public_holiday", Layer::TradingDays});
        figures.emplace_back(
            [calendar](const Span& span) { return calendar->is_holiday(span.first) ? 1.0 : 0.0; });
        regressors.push_back({std::string(kMakeUpDay), Layer::TradingDays});
        figures.emplace_back([calendar](const Span& span) {
            return span.first.weekday() > 5 && calendar->is_working_day(span.first) ? 1.0 : 0.0;
        });
    }
    return figures;
}

/// The long-run means of the figures, place in the year × figure; 0 for days and weeks.
std::vector<double> means_of(Frequency frequency, const std::vector<Figure>& figures) {
    const int cycle = usual_season(frequency);
    std::vector<double> means;
    for (int place = 0; place < cycle; ++place) {
        for (const Figure& figure : figures) {
            means.push_back(is_coarse(frequency) ? long_run_mean(frequency, place, figure) : 0);
        }
    }
    return means;
}

}  // namespace

std::int32_t period_step(Frequency frequency) {
    return frequency == Frequency::Weekly ? 7 : 1;
}

CalendarColumns chinese_columns(Frequency frequency,
                                std::int32_t first_period,
                                std::int32_t last_period) {
    CalendarColumns columns;
    columns.first_period = first_period;
    columns.step = period_step(frequency);
    if (frequency == Frequency::Yearly || frequency == Frequency::Other) return columns;

    const auto figures = figures_of(frequency, columns.regressors);
    const std::vector<double> means = means_of(frequency, figures);
    for (std::int32_t period = first_period; period <= last_period; period += columns.step) {
        const Span span = days_of(frequency, period);
        const auto place =
            static_cast<std::size_t>(place_in_cycle(period, usual_season(frequency)));
        for (std::size_t c = 0; c < figures.size(); ++c) {
            columns.values.push_back(figures[c](span) - means[place * figures.size() + c]);
        }
    }
    return columns;
}

}  // namespace bihuan::forecast
