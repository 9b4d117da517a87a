#include "platform/files/xml_parser.h"

#include <cstddef>

#include <expat.h>

#include "base/error.h"

namespace bihuan::files {

namespace {

std::string_view local_name(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

XmlParser& parser_of(void* user) {
    return *static_cast<XmlParser*>(user);
}

void on_start(void* user, const XML_Char* name, const XML_Char** attributes) {
    parser_of(user).enter(local_name(name), XmlAttributes(attributes));
}

void on_end(void* user, const XML_Char* name) {
    parser_of(user).leave(local_name(name));
}

void on_text(void* user, const XML_Char* text, int length) {
    parser_of(user).handler().text({text, static_cast<std::size_t>(length)});
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

XmlParser::XmlParser(XmlHandler& handler) : handler_(handler), parser_(XML_ParserCreate(nullptr)) {
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
    handler_.start(name, attributes);
}

void XmlParser::leave(std::string_view name) {
    --depth_;
    handler_.end(name);
}

}  // namespace bihuan::files
