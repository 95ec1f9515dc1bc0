#pragma once

#include "CoreMinimal.h"
#include "LiveLinkSourceSettings.h"

#include "TegnLiveLinkSourceSettings.generated.h"

/** How frames reach Live Link. */
UENUM(BlueprintType)
enum class ETegnDelivery : uint8
{
	/** One pose for every engine tick, taken from the plugin's own buffer. Smooth on screen; the right choice to perform with. */
	Smooth,
	/** Every frame as it was sent, with its own time. The right choice to record with Take Recorder. */
	EveryFrame,
};

/** What the Live Link panel shows of a tegn source. Changes count at once. */
UCLASS(BlueprintType)
class TEGNLIVELINK_API UTegnLiveLinkSourceSettings : public ULiveLinkSourceSettings
{
	GENERATED_BODY()

public:
	/** Address of the server that `tegn stream` prints, as in ws://127.0.0.1:41520. A bare host name will do. */
	UPROPERTY(EditAnywhere, BlueprintReadOnly, Category = "Tegn")
	FString Address;

	/** Password, where the server asks for one: it does for every machine but its own. It is stored in presets as it stands here. */
	UPROPERTY(EditAnywhere, BlueprintReadOnly, Category = "Tegn")
	FString Token;

	/** Put before the names of all subjects ("Ada_" makes Ada_tegn and Ada_tegn_face), so that two performers can be told apart. */
	UPROPERTY(EditAnywhere, BlueprintReadOnly, Category = "Tegn")
	FString SubjectPrefix;

	/** Smooth gives one pose for every engine tick; Every Frame hands on all frames as they were sent, for recording. */
	UPROPERTY(EditAnywhere, BlueprintReadOnly, Category = "Tegn")
	ETegnDelivery Delivery = ETegnDelivery::Smooth;

	/** How far behind the sender to play, in milliseconds. More forgives a worse network; 60 holds for delays that vary by 40. */
	UPROPERTY(EditAnywhere, BlueprintReadOnly, Category = "Tegn", meta = (ClampMin = "10", ClampMax = "2000", Units = "ms"))
	float BufferMilliseconds = 60.0f;

	/** Rotations in 48 bits instead of 128: less than half the data, 0.008 degrees of error at most. */
	UPROPERTY(EditAnywhere, BlueprintReadOnly, AdvancedDisplay, Category = "Tegn")
	bool bCompact = true;

	/** Go back to the reference pose when the stream stops, and rise from it when it comes back. Off: the last pose stays. */
	UPROPERTY(EditAnywhere, BlueprintReadOnly, Category = "Tegn|Idle")
	bool bIdlePose = true;

	/** Seconds without a frame after which the stream counts as stopped. A paused clip does not count. */
	UPROPERTY(EditAnywhere, BlueprintReadOnly, Category = "Tegn|Idle", meta = (ClampMin = "0.1", ClampMax = "600", Units = "s", EditCondition = "bIdlePose"))
	float IdleAfterSeconds = 2.0f;

	/** Seconds that the way to the reference pose and back takes. */
	UPROPERTY(EditAnywhere, BlueprintReadOnly, Category = "Tegn|Idle", meta = (ClampMin = "0", ClampMax = "10", Units = "s", EditCondition = "bIdlePose"))
	float IdleBlendSeconds = 0.7f;
};
