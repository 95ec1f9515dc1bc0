#include "CoreMinimal.h"
#include "Modules/ModuleManager.h"
#include "TegnLog.h"

DEFINE_LOG_CATEGORY(LogTegn);

IMPLEMENT_MODULE(FDefaultModuleImpl, TegnLiveLink)
