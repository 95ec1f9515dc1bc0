#pragma once

#include "CoreMinimal.h"

extern uint64 GFrameCounter;
