#include "business/loop/months/method.h"

#include "months/method_hash.h"

namespace bihuan::months {

std::string method_of_program() {
    return kMethodHash;
}

}  // namespace bihuan::months
