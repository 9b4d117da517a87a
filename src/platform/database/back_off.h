#pragma once

namespace bihuan {

/// Sleeps before another try of what collided: a drawn time that grows with the tries (1, 2, …), so
/// that two that met once do not meet again. At most a tenth of a second.
void back_off(int tries);

}  // namespace bihuan
