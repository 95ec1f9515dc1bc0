/** TEGNCORE_API marks what other modules may call: Unreal's build tool defines it for dynamic libraries, others need nothing. */
#pragma once

#ifndef TEGNCORE_API
#define TEGNCORE_API
#endif
