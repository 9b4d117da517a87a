#include "platform/files/xml_parser.h"

#include <cstddef>

#include <expat.h>

#include "base/error.h"

namespace bihuan::files {

namespace {

/// What stands between a namespace and a name; in neither by the rules of URIs and XML.
constexpr char kNamespaceEnd = '|';

std::string_view local_name(std::string_view name) {
    return name.substr(name.rfind(kNamespaceEnd) + 1);
}

std::string_view namespace_of(std::string_view name) {
    const auto end = name.rfind(kNamespaceEnd);
    return end == std::string_view::npos ? std::string_view() : name.substr(0, end);
}

XmlParser& parser_of(void* user) {
    return *static_cast<XmlParser*>(user);
}

void on_start(void* user, const XML_Char* name, const XML_Char** attributes) {
    parser_of(user).enter(name, XmlAttributes(attributes));
}

void on_end(void* user, const XML_Char* name) {
    parser_of(user).leave(name);
}

void on_text(void* user, const XML_Char* text, int length) {
    parser_of(user).hear({text, static_cast<std::size_t>(length)});
}

void on_document_type(void* user,
                      const XML_Char* /*name*/,
                      const XML_Char* /*system*/,
                      const XML_Char* /*publisher*/,
                      int /*internal*/) {
    parser_of(user).refuse("document_type");
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
        if (name == *pair) return *(pair + 1);
    }
    return {};
}

std::string_view XmlAttributes::prefixed(std::string_view name) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
        const std::string_view whole(*pair);
        if (whole.size() > name.size() && local_name(whole) == name) return *(pair + 1);
    }
    return {};
}

XmlParser::XmlParser(XmlHandler& handler)
    : handler_(handler), parser_(XML_ParserCreateNS(nullptr, kNamespaceEnd)) {
    BIHUAN_CHECK(parser_ != nullptr);
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, on_start, on_end);
    XML_SetCharacterDataHandler(parser_, on_text);
    XML_SetStartDoctypeDeclHandler(parser_, on_document_type);
}

XmlParser::~XmlParser() {
    XML_ParserFree(parser_);
}

bool XmlParser::feed(std::string_view chunk, bool last) {
    constexpr std::int64_t kLongestTag = std::int64_t{4} << 20U;
    const auto status =
        XML_Parse(parser_, chunk.data(), static_cast<int>(chunk.size()), last ? 1 : 0);
    fed_ += static_cast<std::int64_t>(chunk.size());
    if (fault_.empty()) fault_ = handler_.fault();
    const bool stuck = !last && fed_ - XML_GetCurrentByteIndex(parser_) > kLongestTag;
    if (fault_.empty() && (status != XML_STATUS_OK || stuck)) fault_ = "damaged_file";
    return fault_.empty();
}

void XmlParser::refuse(std::string_view code) {
    fault_ = code;
    XML_StopParser(parser_, XML_FALSE);
}

void XmlParser::enter(std::string_view name, const XmlAttributes& attributes) {
    constexpr int kDeepest = 64;
    if (++depth_ > kDeepest) {
        refuse("damaged_file");
        return;
    }
    if (depth_ == 1) namespace_ = namespace_of(name);
    if (foreign_depth_ != 0) return;
    if (namespace_of(name) == namespace_)
        handler_.start(local_name(name), attributes);
    else
        foreign_depth_ = depth_;
}

void XmlParser::leave(std::string_view name) {
    if (foreign_depth_ == 0) handler_.end(local_name(name));
    if (foreign_depth_ == depth_) foreign_depth_ = 0;
    --depth_;
}

void XmlParser::hear(std::string_view text) {
    if (foreign_depth_ == 0) handler_.text(text);
}

}  // namespace bihuan::files
