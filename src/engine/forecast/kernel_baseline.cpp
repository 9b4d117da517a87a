#include "engine/forecast/kernel_fit.h"
#include "engine/forecast/kernel_gain_errors.h"
#include "engine/forecast/kernel_gains.h"
#include "engine/forecast/kernel_ridge.h"

namespace bihuan::forecast {

Kernel kernel_baseline() {
    return {2,
            &fit_block<Lanes<2>>,
            &filter_gains<Lanes<2>>,
            &regress_gains<Lanes<2>>,
            &solve_ridges<Lanes<2>>};
}

}  // namespace bihuan::forecast
