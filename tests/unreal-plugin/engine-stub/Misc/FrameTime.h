#pragma once

#include "CoreMinimal.h"

struct FFrameNumber
{
	FFrameNumber();
	FFrameNumber(int32 Value);
};

struct FFrameTime
{
	FFrameTime();
	FFrameTime(FFrameNumber Frame, float SubFrame);
};
