#include "engine/forecast/kernel_fit.h"
#include "engine/forecast/kernel_gains.h"
#include "engine/forecast/kernel_ridge.h"

namespace bihuan::forecast {

Kernel kernel_avx2() {
    return {4, &fit_block<Lanes<4>>, &filter_gains<Lanes<4>>, &solve_ridge<Lanes<4>>};
}

}  // namespace bihuan::forecast
