// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpmessage.h"

namespace Pinion {

QByteArray methodName(HttpMethod method)
{
    switch (method) {
    case HttpMethod::Get:
        return "GET";
    case HttpMethod::Head:
        return "HEAD";
    case HttpMethod::Post:
        return "POST";
    case HttpMethod::Put:
        return "PUT";
    case HttpMethod::Delete:
        break;
    }
    return "DELETE";
}

} // namespace Pinion
