#include "platform/http/router.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace bihuan::http {

namespace {

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> parts;
    if (path.starts_with('/')) path.remove_prefix(1);
    while (true) {
        const auto end = path.find('/');
        parts.push_back(path.substr(0, end));
        if (end == std::string_view::npos) return parts;
        path.remove_prefix(end + 1);
    }
}

}  // namespace

Lane lane_of(const Operation& operation) {
    return operation.lane.value_or(is_safe(operation.method) ? Lane::Read : Lane::Write);
}

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
    std::unique_ptr<Node> value;  ///< {name}
    std::string value_name;
    std::map<Method, const Operation*> operations;

    Node& child(std::string_view part) {
        if (!part.starts_with('{')) {
            auto& next = literal[std::string(part)];
            if (!next) next = std::make_unique<Node>();
            return *next;
        }
        const auto name = part.substr(1, part.size() - 2);
        BIHUAN_CHECK(part.ends_with('}') && (!value || value_name == name));
        if (!value) value = std::make_unique<Node>();
        value_name = name;
        return *value;
    }

    const Node* find(const std::vector<std::string_view>& parts,
                     std::size_t at,
                     Router::Match& match) const {
        if (at == parts.size()) return operations.empty() ? nullptr : this;
        if (const auto next = literal.find(parts[at]); next != literal.end())
            if (const auto* node = next->second->find(parts, at + 1, match)) return node;
        if (!value || parts[at].empty()) return nullptr;
        const auto* node = value->find(parts, at + 1, match);
        if (node != nullptr) match.path_values.emplace(value_name, parts[at]);
        return node;
    }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&& other) noexcept = default;
Router& Router::operator=(Router&& other) noexcept = default;

void Router::add(Operation operation) {
    BIHUAN_CHECK(operation.path.starts_with('/') && !operation.permission.empty());
    BIHUAN_CHECK(!operation.id.empty() && !operation.summary.empty() && operation.handler);
    BIHUAN_CHECK(!operation.answers.empty());
    BIHUAN_CHECK(operation.lane != Lane::Instant || operation.permission == kPublic);
    BIHUAN_CHECK(std::none_of(operations_.begin(), operations_.end(), [&](const auto& other) {
        return other->id == operation.id;
    }));

    auto stored = std::make_unique<Operation>(std::move(operation));
    Node* node = root_.get();
    for (const auto part : split(stored->path)) node = &node->child(part);
    const bool is_new = node->operations.emplace(stored->method, stored.get()).second;
    BIHUAN_CHECK(is_new);
    operations_.push_back(std::move(stored));
}

void Router::add(std::vector<Operation> operations) {
    for (auto& operation : operations) add(std::move(operation));
}

Router::Match Router::find(Method method, std::string_view path) const {
    Match match;
    const auto* node = root_->find(split(path), 0, match);
    if (node == nullptr) return match;
    const auto wanted = method == Method::Head ? Method::Get : method;
    if (const auto found = node->operations.find(wanted); found != node->operations.end())
        match.operation = found->second;
    for (const auto& [allowed, operation] : node->operations) {
        if (!match.allowed.empty()) match.allowed += ", ";
        match.allowed += method_name(allowed);
        if (allowed == Method::Get) match.allowed += ", HEAD";
    }
    return match;
}

std::vector<const Operation*> Router::operations() const {
    std::vector<const Operation*> result;
    result.reserve(operations_.size());
    for (const auto& operation : operations_) result.push_back(operation.get());
    return result;
}

}  // namespace bihuan::http
