#include "engine/forecast/kernel_fit.h"
#include "engine/forecast/kernel_gain_errors.h"
#include "engine/forecast/kernel_gains.h"
#include "engine/forecast/kernel_ridge.h"

namespace bihuan::forecast {

Kernel kernel_avx2() {
    return {8,
            &fit_block<Twin<Lanes<4>>>,
            &filter_gains<Lanes<4>>,
            &regress_gains<Lanes<4>>,
            &solve_ridges<Lanes<4>>,
            &fit_block<Lanes<4>>};
}

}  // namespace bihuan::forecast
