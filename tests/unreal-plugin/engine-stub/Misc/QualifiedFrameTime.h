#pragma once

#include "Misc/FrameRate.h"
#include "Misc/FrameTime.h"

struct FQualifiedFrameTime
{
	FQualifiedFrameTime();
	FQualifiedFrameTime(const FFrameTime& Time, const FFrameRate& Rate);
};
