#pragma once

#include "CoreMinimal.h"

enum class ELiveLinkSourceMode : uint8
{
	Latest,
	EngineTime,
	Timecode,
};

struct FLiveLinkSourceBufferManagementSettings
{
	bool bValidEngineTimeEnabled;
	float ValidEngineTime;
	float EngineTimeOffset;
#if ENGINE_MINOR_VERSION < 7
	float LatestOffset;
#else
	int32 LatestOffset;
#endif
	int32 MaxNumberOfFrameToBuffered;
	bool bKeepAtLeastOneFrame;
};

class ULiveLinkSourceSettings : public UObject
{
	GENERATED_BODY()
	ELiveLinkSourceMode Mode;
	FLiveLinkSourceBufferManagementSettings BufferSettings;
	FString ConnectionString;
};
