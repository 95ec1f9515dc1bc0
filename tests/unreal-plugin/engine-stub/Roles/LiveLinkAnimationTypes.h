#pragma once

#include "LiveLinkTypes.h"

struct FLiveLinkSkeletonStaticData : public FLiveLinkBaseStaticData
{
	GENERATED_BODY()
	TArray<FName> BoneNames;
	TArray<int32> BoneParents;
	void SetBoneNames(const TArray<FName>& InBoneNames);
	const TArray<FName>& GetBoneNames() const;
	void SetBoneParents(const TArray<int32> InBoneParents);
	const TArray<int32>& GetBoneParents() const;
};

struct FLiveLinkAnimationFrameData : public FLiveLinkBaseFrameData
{
	GENERATED_BODY()
	TArray<FTransform> Transforms;
};
