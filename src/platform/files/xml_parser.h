#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct XML_ParserStruct;

namespace bihuan::files {

/// The attributes of an element.
class XmlAttributes {
public:
    explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}

    /// Empty when absent.
    std::string_view operator[](std::string_view name) const;
    /// The one with a prefix, as r:id.
    std::string_view prefixed(std::string_view name) const;

private:
    const char** pairs_;
};

/// Receives what an XML text holds. Names come without prefix, and only those of the namespace that
/// the outermost element has: what extensions add may have names of ours with another meaning.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view /*text*/) {}
    /// Looked at after each chunk; not empty ends the parse with this code.
    virtual std::string_view fault() const { return {}; }
};

/// A push parser. DOCTYPE ends it, and with it every entity trick; so do elements nested deeper
/// than any workbook's and tags longer than 4 MiB, which would grow without bound.
class XmlParser {
public:
    explicit XmlParser(XmlHandler& handler);
    ~XmlParser();
    XmlParser(const XmlParser&) = delete;
    XmlParser& operator=(const XmlParser&) = delete;

    /// False when the text is refused; `fault` then says why.
    bool feed(std::string_view chunk, bool last);
    /// "damaged_file", "document_type" or the handler's own code.
    std::string_view fault() const { return fault_; }

    // For the callbacks of the library beneath.
    void refuse(std::string_view code);
    void enter(std::string_view name, const XmlAttributes& attributes);
    void leave(std::string_view name);
    void hear(std::string_view text);

private:
    XmlHandler& handler_;
    XML_ParserStruct* parser_;
    std::string fault_;
    std::string namespace_;
    int depth_ = 0;
    int foreign_depth_ = 0;  ///< Of the extension's element that is open; 0 when none is.
    std::int64_t fed_ = 0;
};

}  // namespace bihuan::files
