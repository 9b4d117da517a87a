#include "platform/database/back_off.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <thread>

#include <sodium.h>

namespace bihuan {

void back_off(int tries) {
    constexpr std::uint32_t kFirst = 2'000;
    constexpr std::uint32_t kMost = 100'000;
    const auto most = std::min(kMost, kFirst << static_cast<unsigned>(std::min(tries, 6)));
    std::this_thread::sleep_for(std::chrono::microseconds(randombytes_uniform(most)));
}

}  // namespace bihuan
