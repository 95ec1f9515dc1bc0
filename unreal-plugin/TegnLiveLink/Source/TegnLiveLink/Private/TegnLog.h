#pragma once

#include "CoreMinimal.h"
#include "Logging/LogMacros.h"

/** In the Output Log, filter for LogTegn. */
DECLARE_LOG_CATEGORY_EXTERN(LogTegn, Log, All);
