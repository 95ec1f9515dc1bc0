#pragma once

#include "CoreMinimal.h"
#include "Misc/Guid.h"
#include "Misc/QualifiedFrameTime.h"

struct FLiveLinkSubjectKey
{
	FLiveLinkSubjectKey();
	FLiveLinkSubjectKey(FGuid InSource, FName InSubjectName);
};

struct FLiveLinkWorldTime
{
	FLiveLinkWorldTime();
	FLiveLinkWorldTime(const double InTime);
	FLiveLinkWorldTime(const double InTime, const double InOffset);
};

struct FLiveLinkMetaData
{
	TMap<FName, FString> StringMetadata;
	FQualifiedFrameTime SceneTime;
};

struct FLiveLinkBaseStaticData
{
	GENERATED_BODY()
	TArray<FName> PropertyNames;
};

struct FLiveLinkBaseFrameData
{
	GENERATED_BODY()
	FLiveLinkWorldTime WorldTime;
	FLiveLinkMetaData MetaData;
	TArray<float> PropertyValues;
};

template <typename BaseType>
class FLiveLinkBaseDataStruct
{
public:
	FLiveLinkBaseDataStruct();
	FLiveLinkBaseDataStruct(const UScriptStruct* InType);
	FLiveLinkBaseDataStruct(FLiveLinkBaseDataStruct&& InOther);
	FLiveLinkBaseDataStruct(const FLiveLinkBaseDataStruct&) = delete;
	template <typename Type>
	Type* Cast();
};

using FLiveLinkStaticDataStruct = FLiveLinkBaseDataStruct<FLiveLinkBaseStaticData>;
using FLiveLinkFrameDataStruct = FLiveLinkBaseDataStruct<FLiveLinkBaseFrameData>;
