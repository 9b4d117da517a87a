#include "engine/forecast/kernel_fit.h"

namespace bihuan::forecast {

Kernel kernel_avx512() {
    return {8, &fit_block<Lanes<8>>};
}

}  // namespace bihuan::forecast
