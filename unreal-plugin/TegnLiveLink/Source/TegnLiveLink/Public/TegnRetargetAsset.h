#pragma once

#include "CoreMinimal.h"
#include "LiveLinkRetargetAsset.h"

#include "TegnRetargetAsset.generated.h"

/**
 * For the Live Link Pose node: rotations as they are streamed, translations from the mesh's own reference pose, except those of the
 * root and the pelvis. That lets one stream drive bodies of different size without stretching them.
 */
UCLASS(Blueprintable)
class TEGNLIVELINK_API UTegnRetargetAsset : public ULiveLinkRetargetAsset
{
	GENERATED_BODY()

public:
	UTegnRetargetAsset(const FObjectInitializer& ObjectInitializer);

	/** Bones of the mesh that move in their parent: they take their translation from the stream. */
	UPROPERTY(EditAnywhere, Category = "Tegn")
	TArray<FName> TranslatedBones;

	/** Bone of the stream -> bone of the mesh, for those whose names differ. A MetaHuman needs none. */
	UPROPERTY(EditAnywhere, Category = "Tegn")
	TMap<FName, FName> BoneNames;

	virtual void BuildPoseFromAnimationData(float DeltaTime, const FLiveLinkSkeletonStaticData* InSkeletonData,
		const FLiveLinkAnimationFrameData* InFrameData, FCompactPose& OutPose) override;
	virtual void BuildPoseAndCurveFromBaseData(float DeltaTime, const FLiveLinkBaseStaticData* InBaseStaticData,
		const FLiveLinkBaseFrameData* InBaseFrameData, FCompactPose& OutPose, FBlendedCurve& OutCurve) override;

private:
	/** Used again for every pose. */
	TMap<FName, float> Curves;
};
