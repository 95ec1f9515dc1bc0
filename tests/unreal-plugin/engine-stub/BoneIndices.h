#pragma once

#include "CoreMinimal.h"

struct FMeshPoseBoneIndex
{
	explicit FMeshPoseBoneIndex(int32 InBoneIndex);
};

struct FCompactPoseBoneIndex
{
	explicit FCompactPoseBoneIndex(int32 InBoneIndex);
};
