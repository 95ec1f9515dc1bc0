#pragma once

#include "BoneContainer.h"

struct FCompactPose
{
	const FBoneContainer& GetBoneContainer() const;
	bool IsValidIndex(const FCompactPoseBoneIndex& BoneIndex) const;
	const FTransform& GetRefPose(const FCompactPoseBoneIndex& BoneIndex) const;
	FTransform& operator[](const FCompactPoseBoneIndex& BoneIndex);
};
