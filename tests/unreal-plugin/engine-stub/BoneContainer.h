#pragma once

#include "BoneIndices.h"

struct FBoneContainer
{
	int32 GetPoseBoneIndexForBoneName(const FName& BoneName) const;
	FCompactPoseBoneIndex MakeCompactPoseIndex(const FMeshPoseBoneIndex& BoneIndex) const;
};
