/**
 * The border between TegnCore's plain types and Unreal's: every conversion of types and every difference between engine versions
 * stands here, and nowhere else.
 *
 * The wire carries Unreal's own space (left-handed, Z up, cm, xyzw), so nothing is turned or scaled on the way.
 * Versions: 5.3 to 5.8, as far as Epic's public API pages tell. What later versions added to the base classes (IsEnabled of factories in
 * 5.4, GetSourceToolTip of sources in 5.5, a second CreateSource in 5.7) is left as it comes, so that nothing needs a guard there.
 */
#pragma once

#include "CoreMinimal.h"
#include "LiveLinkSourceSettings.h"
#include "LiveLinkTypes.h"
#include "Misc/EngineVersionComparison.h"
#include "Misc/FrameRate.h"
#include "Misc/FrameTime.h"
#include "Misc/QualifiedFrameTime.h"
#include "Roles/LiveLinkAnimationRole.h"
#include "Roles/LiveLinkAnimationTypes.h"
#include "Roles/LiveLinkBasicRole.h"
#include "TegnCore/Pose.h"
#include "TegnCore/Protocol.h"
#include "TegnCore/Receiver.h"
#include "TegnCore/StaticData.h"

#include <string>

#if UE_VERSION_OLDER_THAN(5, 3, 0)
#error "Tegn Live Link needs Unreal Engine 5.3 or later."
#endif

namespace TegnBridge
{
	inline FString ToUnreal(const std::string& Utf8)
	{
		return FString(UTF8_TO_TCHAR(Utf8.c_str()));
	}

	inline FName ToName(const std::string& Utf8)
	{
		return FName(*ToUnreal(Utf8));
	}

	inline std::string FromUnreal(const FString& Text)
	{
		return std::string(TCHAR_TO_UTF8(*Text));
	}

	inline FQuat ToQuat(const float* Xyzw)
	{
		return FQuat(Xyzw[0], Xyzw[1], Xyzw[2], Xyzw[3]);
	}

	inline FVector ToVector(const float* Xyz)
	{
		return FVector(Xyz[0], Xyz[1], Xyz[2]);
	}

	/** Frame, subframe and exact rate; 29.97 stays 30000/1001. */
	inline FQualifiedFrameTime ToSceneTime(const tegn::Timecode& Timecode)
	{
		// Unreal counts frames in 31 bits
		const int32 Frame = static_cast<int32>(Timecode.frame & 0x7FFFFFFFu);
		const FFrameRate Rate(static_cast<uint32>(Timecode.numerator), static_cast<uint32>(Timecode.denominator));
		return FQualifiedFrameTime(FFrameTime(FFrameNumber(Frame), static_cast<float>(Timecode.subframe)), Rate);
	}

	inline TArray<FName> ToNames(const std::vector<std::string>& Names)
	{
		TArray<FName> Result;
		Result.Reserve(static_cast<int32>(Names.size()));
		for (const std::string& Name : Names)
		{
			Result.Add(ToName(Name));
		}
		return Result;
	}

	/** Body: bones, parents, curves. */
	inline FLiveLinkStaticDataStruct ToSkeletonStatic(const tegn::StaticData& Data)
	{
		FLiveLinkStaticDataStruct Struct(FLiveLinkSkeletonStaticData::StaticStruct());
		FLiveLinkSkeletonStaticData& Skeleton = *Struct.Cast<FLiveLinkSkeletonStaticData>();
		TArray<int32> Parents;
		Parents.Reserve(static_cast<int32>(Data.parents.size()));
		for (const std::int16_t Parent : Data.parents)
		{
			Parents.Add(Parent);
		}
		Skeleton.SetBoneNames(ToNames(Data.bones));
		Skeleton.SetBoneParents(Parents);
		Skeleton.PropertyNames = ToNames(Data.curves);
		return Struct;
	}

	/** Face: curves alone. */
	inline FLiveLinkStaticDataStruct ToBasicStatic(const tegn::StaticData& Data)
	{
		FLiveLinkStaticDataStruct Struct(FLiveLinkBaseStaticData::StaticStruct());
		Struct.Cast<FLiveLinkBaseStaticData>()->PropertyNames = ToNames(Data.curves);
		return Struct;
	}

	/** What every role's frame has: curves, the sender's time with the offset of our clock to its, its timecode. */
	inline void FillBase(const tegn::Pose& Pose, double ClockOffset, FLiveLinkBaseFrameData& Frame)
	{
		Frame.WorldTime = FLiveLinkWorldTime(Pose.time, ClockOffset);
		if (Pose.timecode.valid())
		{
			Frame.MetaData.SceneTime = ToSceneTime(Pose.timecode);
		}
		Frame.PropertyValues.Reserve(static_cast<int32>(Pose.curves.size()));
		for (const float Value : Pose.curves)
		{
			Frame.PropertyValues.Add(Value);
		}
	}

	inline FLiveLinkFrameDataStruct ToBasicFrame(const tegn::Pose& Pose, double ClockOffset)
	{
		FLiveLinkFrameDataStruct Struct(FLiveLinkBaseFrameData::StaticStruct());
		FillBase(Pose, ClockOffset, *Struct.Cast<FLiveLinkBaseFrameData>());
		return Struct;
	}

	/** Parent-relative transforms; bones that carry no translation get the sender's reference, for who retargets without our asset. */
	inline FLiveLinkFrameDataStruct ToAnimationFrame(const tegn::StaticData& Data, const tegn::Pose& Pose, double ClockOffset)
	{
		FLiveLinkFrameDataStruct Struct(FLiveLinkAnimationFrameData::StaticStruct());
		FLiveLinkAnimationFrameData& Frame = *Struct.Cast<FLiveLinkAnimationFrameData>();
		FillBase(Pose, ClockOffset, Frame);
		const int32 Count = static_cast<int32>(Data.bones.size());
		Frame.Transforms.Reserve(Count);
		for (int32 Bone = 0; Bone < Count; Bone++)
		{
			const FVector Translation = ToVector(&Data.referenceTranslations[Bone * 3]);
			Frame.Transforms.Add(FTransform(ToQuat(&Pose.rotations[Bone * 4]), Translation, FVector::OneVector));
		}
		for (std::size_t i = 0; i < Data.translatedBones.size(); i++)
		{
			Frame.Transforms[Data.translatedBones[i]].SetTranslation(ToVector(&Pose.translations[i * 3]));
		}
		return Struct;
	}

	/**
	 * How Live Link reads its buffer. Our own jitter buffer already gives one pose for every tick: then the latest is the right one,
	 * and a second buffer would only add delay. Frames as sent are evenly stamped, and Live Link's clock may place them.
	 */
	inline void ApplyDelivery(tegn::Delivery Delivery, double DelaySeconds, ULiveLinkSourceSettings& Settings)
	{
		const bool bEveryFrame = Delivery == tegn::Delivery::EveryFrame;
		Settings.Mode = bEveryFrame ? ELiveLinkSourceMode::EngineTime : ELiveLinkSourceMode::Latest;
		Settings.BufferSettings.EngineTimeOffset = bEveryFrame ? static_cast<float>(DelaySeconds) : 0.0f;
		// a second of 60 Hz; in Latest mode only the newest counts
		Settings.BufferSettings.MaxNumberOfFrameToBuffered = bEveryFrame ? 60 : 10;
		// LatestOffset is a float before 5.7 and an int32 from there on: 0 is both
		Settings.BufferSettings.LatestOffset = 0;
		Settings.BufferSettings.bKeepAtLeastOneFrame = true;
	}

	/** "5.6", for the server's status line. */
	inline FString EngineVersion()
	{
		return FString::Printf(TEXT("%d.%d"), ENGINE_MAJOR_VERSION, ENGINE_MINOR_VERSION);
	}
}
