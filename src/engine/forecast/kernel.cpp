#include "engine/forecast/kernel.h"

#include "base/error.h"

namespace bihuan::forecast {

Kernel kernel_baseline();
Kernel kernel_avx2();
Kernel kernel_avx512();

Kernel Kernel::holding(std::size_t series) const {
    Kernel kernel = *this;
    if (fit_half == nullptr || series > lanes / 2) return kernel;
    kernel.lanes /= 2;
    kernel.fit = fit_half;
    kernel.fit_half = nullptr;
    return kernel;
}

std::size_t scratch_rows(const KernelInput& input) {
    const std::size_t path = kMostLags + input.length + input.horizon;
    return 4 * input.length + 2 * input.season + 2 + path;
}

InstructionSet best_instruction_set() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return InstructionSet::Avx512;
    if (__builtin_cpu_supports("avx2")) return InstructionSet::Avx2;
#endif
    return InstructionSet::Baseline;
}

Kernel kernel_for(InstructionSet set) {
    BIHUAN_CHECK(set <= best_instruction_set());
#if defined(__x86_64__)
    if (set == InstructionSet::Avx512) return kernel_avx512();
    if (set == InstructionSet::Avx2) return kernel_avx2();
#endif
    return kernel_baseline();
}

}  // namespace bihuan::forecast
