/** UTF-8: writing a code point, telling whether bytes are well formed (no surrogates, nothing overlong). Source: RFC 3629. */
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "TegnCore/Export.h"

namespace tegn {

TEGNCORE_API void appendUtf8(std::uint32_t code, std::string& dst);
TEGNCORE_API bool isUtf8(std::string_view text);

}  // namespace tegn
