#include "app/web_client.h"

#include "app_web/web_client.h"

namespace bihuan {

http::Assets embedded_web_client() {
    return http::Assets::embedded(embedded::k_web_client);
}

}  // namespace bihuan
