#include "TegnRetargetAsset.h"

#include "BoneContainer.h"
#include "BoneIndices.h"
#include "BonePose.h"
#include "Roles/LiveLinkAnimationTypes.h"

UTegnRetargetAsset::UTegnRetargetAsset(const FObjectInitializer& ObjectInitializer)
	: ULiveLinkRetargetAsset(ObjectInitializer)
{
	TranslatedBones = {FName(TEXT("root")), FName(TEXT("pelvis"))};
}

void UTegnRetargetAsset::BuildPoseFromAnimationData(float DeltaTime, const FLiveLinkSkeletonStaticData* InSkeletonData,
	const FLiveLinkAnimationFrameData* InFrameData, FCompactPose& OutPose)
{
	const TArray<FName>& Names = InSkeletonData->GetBoneNames();
	const FBoneContainer& Bones = OutPose.GetBoneContainer();
	const int32 Count = FMath::Min(Names.Num(), InFrameData->Transforms.Num());
	for (int32 i = 0; i < Count; i++)
	{
		const FName* Renamed = BoneNames.Find(Names[i]);
		const FName Name = Renamed != nullptr ? *Renamed : Names[i];
		const int32 MeshIndex = Bones.GetPoseBoneIndexForBoneName(Name);
		if (MeshIndex == INDEX_NONE)
		{
			continue;
		}
		const FCompactPoseBoneIndex Index = Bones.MakeCompactPoseIndex(FMeshPoseBoneIndex(MeshIndex));
		// a bone that this level of detail leaves out
		if (!OutPose.IsValidIndex(Index))
		{
			continue;
		}
		const FTransform& Streamed = InFrameData->Transforms[i];
		FTransform Bone = OutPose.GetRefPose(Index);
		Bone.SetRotation(Streamed.GetRotation());
		if (TranslatedBones.Contains(Name))
		{
			Bone.SetTranslation(Streamed.GetTranslation());
		}
		OutPose[Index] = Bone;
	}
}

void UTegnRetargetAsset::BuildPoseAndCurveFromBaseData(float DeltaTime, const FLiveLinkBaseStaticData* InBaseStaticData,
	const FLiveLinkBaseFrameData* InBaseFrameData, FCompactPose& OutPose, FBlendedCurve& OutCurve)
{
	const int32 Count = FMath::Min(InBaseStaticData->PropertyNames.Num(), InBaseFrameData->PropertyValues.Num());
	Curves.Reset();
	for (int32 i = 0; i < Count; i++)
	{
		Curves.Add(InBaseStaticData->PropertyNames[i], InBaseFrameData->PropertyValues[i]);
	}
	BuildCurveData(Curves, OutPose, OutCurve);
}
