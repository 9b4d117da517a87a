#include "app/demo/company_writer.h"

#include <algorithm>
#include <map>

#include "app/demo/demo.h"
#include "app/setting.h"
#include "business/company/people/people.h"
#include "business/company/regions/regions.h"
#include "platform/identity/account.h"

namespace bihuan::demo {

namespace {

constexpr const char* kReason = "Demo company";

Role role_named(std::string_view name) {
    const auto& names = kChoices<Role>;
    const auto* const found = std::find(names.begin(), names.end(), name);
    BIHUAN_CHECK(found != names.end());
    return static_cast<Role>(found - names.begin());
}

void write_settings(Transaction& t) {
    Setting name{.name = std::string(kCompanyName), .content = std::string(kDemoCompany)};
    t.insert(name, kReason);
    Setting currency{.name = std::string(kCurrency), .content = "CNY"};
    t.insert(currency, kReason);
}

void write_regions(Transaction& t, const World& world, Written& written) {
    const double leaves = static_cast<double>(leaves_of(world.regions).size());
    for (const auto& region : world.regions) {
        Region row{.code = region.code, .name = region.name};
        if (region.parent >= 0) {
            row.parent_id = written.regions.at(static_cast<std::size_t>(region.parent));
        }
        // Cities that grow faster than they buy today have potential above 1.
        const double size = region.weight * leaves / world.regions.front().weight;
        row.potential = region.leaf ? std::clamp(1.25 - 0.15 * size, 0.7, 1.25) : 1;
        t.insert(row, kReason);
        written.regions.push_back(row.id);
    }
    regions::rebuild_paths(t);
}

void write_channels(Transaction& t, Written& written) {
    std::map<std::string_view, Id<Channel>> by_code;
    for (const auto& channel_row : kChannelRows) {
        Channel row{.code = std::string(channel_row.code), .name = std::string(channel_row.name)};
        if (!channel_row.parent.empty()) {
            row.parent_id = by_code.at(channel_row.parent);
        }
        t.insert(row, kReason);
        by_code.emplace(channel_row.code, row.id);
        written.channels.push_back(row.id);
    }
}

void write_people(Transaction& t,
                  const World& world,
                  const std::string& password_hash,
                  Written& written) {
    for (const auto& person : world.people) {
        Person row{.code = person.code, .name = person.name, .roles = {role_named(person.role)}};
        for (const int region : person.regions) {
            row.region_ids.push_back(written.regions.at(static_cast<std::size_t>(region)));
        }
        row.clearance = sees_whole_company(row) ? Clearance::Confidential : Clearance::Internal;
        row.phone = person.phone;
        row.active_from = world.first.first_day() - 400;
        t.insert(row, kReason);
        written.people.push_back(row.id);
        if (!person.login.empty()) {
            identity::store_account(t,
                                    {.person_id = row.id.value,
                                     .login = person.login,
                                     .password_hash = password_hash,
                                     .demo_password = true,
                                     .changed_at = t.now()});
        }
    }
    regions::rebuild_visible_regions(t, 0);
}

LifecycleStage stage_of(Career career) {
    switch (career) {
        case Career::Launched:
            return LifecycleStage::Introduction;
        case Career::Growing:
            return LifecycleStage::Growth;
        case Career::Declining:
            return LifecycleStage::Decline;
        case Career::Steady:
            break;
    }
    return LifecycleStage::Maturity;
}

void write_product(Transaction& t, const World& world, std::size_t number, Written& written) {
    const auto& product = world.assortment.products[number];
    const auto& line = world.assortment.line_of(product);
    const Day first = world.first.first_day();
    const Day end = world.end.first_day();
    Product row{.code = product.code,
                .name = product.name,
                .line_id = written.lines.at(static_cast<std::size_t>(product.line)),
                .category = std::string(line.category),
                .own = number < world.assortment.own,
                .gtin = product.gtin,
                .unit = product.unit,
                .units_per_box = product.units_per_box,
                .boxes_per_pallet = product.boxes_per_pallet,
                .stage = stage_of(product.career)};
    row.brand_id = t.get(row.line_id).brand_id;
    row.active_from = launch_day(product, first, end);
    if (const Day last = final_day(product, number, first, end); last < end) {
        row.active_to = last;
    }
    t.insert(row, kReason);
    written.products.push_back(row.id);
}

void write_assortment(Transaction& t, const World& world, Written& written) {
    std::vector<Id<Brand>> brands;
    for (const auto& brand : world.assortment.brands) {
        Brand row{
            .code = std::string(brand.code), .name = std::string(brand.name), .own = brand.own};
        t.insert(row, kReason);
        brands.push_back(row.id);
    }
    for (const auto& line : world.assortment.lines) {
        ProductLine row{.code = std::string(line.code),
                        .name = std::string(line.name),
                        .brand_id = brands.at(static_cast<std::size_t>(line.brand))};
        t.insert(row, kReason);
        written.lines.push_back(row.id);
    }
    for (std::size_t i = 0; i < world.assortment.products.size(); ++i) {
        write_product(t, world, i, written);
    }
}

/// The representative of each leaf.
std::map<int, Id<Person>> representatives(const World& world, const Written& written) {
    std::map<int, Id<Person>> found;
    for (std::size_t i = 0; i < world.people.size(); ++i) {
        const auto& person = world.people[i];
        if (person.role == "representative") {
            found.emplace(person.regions.front(), written.people[i]);
        }
    }
    return found;
}

void write_outlets(Transaction& t, const World& world, Written& written) {
    const auto calls = representatives(world, written);
    std::vector<OutletAssignment> assignments;
    for (const auto& outlet : world.outlets) {
        Outlet row{.code = outlet.code,
                   .name = outlet.name,
                   .region_id = written.regions.at(static_cast<std::size_t>(outlet.region)),
                   .channel_id = outlet.channel < 0 ? written.channels.front()
                                                    : written.channel(outlet.channel),
                   .outlet_class = std::string(outlet.outlet_class),
                   .address = outlet.address};
        row.opens = outlet.channel < 0 ? "" : "08:00";
        row.closes = outlet.channel < 0 ? "" : "22:00";
        row.active_from = outlet.opened;
        if (outlet.channel >= 0) {
            row.representative_id = calls.at(outlet.region);
        }
        t.insert(row, kReason);
        assignments.push_back({row.id, kFromTheBeginning, row.region_id, row.channel_id});
        written.outlets.push_back(row.id);
    }
    t.bulk_insert<OutletAssignment>(assignments, Trace::None);
}

}  // namespace

Written write_company(Transaction& t, const World& world, const std::string& password_hash) {
    Written written;
    write_settings(t);
    write_regions(t, world, written);
    write_channels(t, written);
    write_people(t, world, password_hash, written);
    write_assortment(t, world, written);
    write_outlets(t, world, written);
    return written;
}

}  // namespace bihuan::demo
