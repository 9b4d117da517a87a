#include "engine/forecast/kernel_fit.h"
#include "engine/forecast/kernel_gain_errors.h"
#include "engine/forecast/kernel_gains.h"
#include "engine/forecast/kernel_ridge.h"

namespace bihuan::forecast {

Kernel kernel_avx512() {
    return {16,
            &fit_block<Twin<Lanes<8>>>,
            &filter_gains<Lanes<8>>,
            &regress_gains<Lanes<8>>,
            &solve_ridges<Lanes<8>>,
            &fit_block<Lanes<8>>};
}

}  // namespace bihuan::forecast
