#pragma once

#include "CoreMinimal.h"

struct FFrameRate
{
	FFrameRate();
	FFrameRate(uint32 Numerator, uint32 Denominator);
};
