#pragma once

#include "base/checked.h"
#include "platform/database/session.h"

// Figures beyond the bounds are refused at every border; a company that has some from before, or by
// another hand, is told whose they are.
namespace bihuan::months {

/// Every stored figure beyond the bound of its field that the viewer may see, with the row, the
/// product, region and person it belongs to; at most so many of each table. `outputs` looks at what
/// the program itself made of them too.
Issues find_large_figures(Session& session, std::int64_t most, bool outputs);

/// "{products/12}" in a text becomes the product's code and name; an id of 0 becomes "nobody".
std::string with_names_inside(Session& session, std::string text);

/// The same failure with the names of what it is about: of the stored figures that are too large,
/// or of those it tells of.
FigureTooLarge with_names(Session& session, const FigureTooLarge& error);

}  // namespace bihuan::months
