#include "business/loop/handovers/handover_kinds.h"

#include <algorithm>

#include <fmt/format.h>

namespace bihuan::handovers {

namespace {

using enum Direction;

constexpr std::array<HandoverKind, 15> kKinds{{
    {"M2S-1", MarketingToSales, Role::PromotionPlanning, true},
    {"M2S-2", MarketingToSales, Role::PromotionPlanning, false},
    {"M2S-3", MarketingToSales, Role::MaterialProduction, false},
    {"M2S-4", MarketingToSales, Role::MarketingManager, true},
    {"M2S-5", MarketingToSales, Role::MarketResearch, false},
    {"S2M-1", SalesToMarketing, Role::Merchandiser, false},
    {"S2M-2", SalesToMarketing, Role::Merchandiser, false},
    {"S2M-3", SalesToMarketing, Role::Merchandiser, false},
    {"S2M-4", SalesToMarketing, Role::RegionalManager, false},
    {"S2M-5", SalesToMarketing, Role::SalesManager, true},
    {"S2M-6", SalesToMarketing, Role::RegionalManager, false},
    {"S2M-7", SalesToMarketing, Role::SalesManager, true},
    {"S2M-8", SalesToMarketing, Role::Representative, false},
    {"S2M-9", SalesToMarketing, Role::Representative, false},
    {"PLAN", Plan, Role::TradePlanning, true},
}};

constexpr std::array kSalesReaders{Role::SalesManager, Role::RegionalManager, Role::Representative};
constexpr std::array kMarketingReaders{
    Role::MarketingManager, Role::MarketResearch, Role::TradePlanning, Role::ProductPlanning};
constexpr std::array kPlanReaders{
    Role::GeneralManager, Role::Production, Role::Purchasing, Role::SalesManager, Role::Finance};

}  // namespace

std::span<const HandoverKind> loop_kinds() {
    return std::span(kKinds).first(kKinds.size() - 1);
}

const HandoverKind& plan_kind() {
    return kKinds.back();
}

const HandoverKind& kind_of(std::string_view code) {
    const auto* const found = std::ranges::find(kKinds, code, &HandoverKind::code);
    if (found == kKinds.end())
        throw Error(ErrorCode::NotFound, fmt::format("There is no hand-over {}.", code));
    return *found;
}

std::span<const Role> receivers_of(Direction direction) {
    if (direction == MarketingToSales) return kSalesReaders;
    if (direction == SalesToMarketing) return kMarketingReaders;
    return kPlanReaders;
}

Day due_day_of(Month month, const WorkCalendar& calendar) {
    constexpr int kWorkingDay = 3;
    return calendar.working_day(month + 1, kWorkingDay);
}

}  // namespace bihuan::handovers
