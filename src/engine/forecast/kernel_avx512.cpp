#include "engine/forecast/kernel_fit.h"
#include "engine/forecast/kernel_gains.h"

namespace bihuan::forecast {

Kernel kernel_avx2();

Kernel kernel_avx512() {
    // A dozen unknowns leave most of the widest registers empty.
    return {8, &fit_block<Lanes<8>>, &filter_gains<Lanes<8>>, kernel_avx2().ridge};
}

}  // namespace bihuan::forecast
