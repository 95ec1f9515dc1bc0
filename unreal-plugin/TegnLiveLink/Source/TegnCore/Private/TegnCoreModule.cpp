// The one file of this module that knows Unreal; the CMake build leaves it out. It gives the module Unreal's allocator, which
// the vectors and strings that cross into TegnLiveLink must share.
#include "Modules/ModuleManager.h"

IMPLEMENT_MODULE(FDefaultModuleImpl, TegnCore)
