#pragma once

#include "CoreMinimal.h"
#include "Kismet/BlueprintFunctionLibrary.h"
#include "Misc/Guid.h"

#include "TegnLiveLinkLibrary.generated.h"

/** A connection made from a Blueprint. */
USTRUCT(BlueprintType)
struct TEGNLIVELINK_API FTegnConnection
{
	GENERATED_BODY()

	/** Live Link's name for the source. */
	UPROPERTY(BlueprintReadOnly, Category = "Tegn")
	FGuid SourceGuid;
};

/** What the server plays. */
UENUM(BlueprintType)
enum class ETegnPlayState : uint8
{
	Disconnected,
	/** Connected, and the server has not told yet. */
	Unknown,
	Playing,
	Paused,
	Waiting,
	Ended,
};

/** Blueprint nodes: connect, disconnect, and the transport of the server's clip. All on the game thread. */
UCLASS()
class TEGNLIVELINK_API UTegnLiveLinkLibrary : public UBlueprintFunctionLibrary
{
	GENERATED_BODY()

public:
	/**
	 * Adds a tegn source to Live Link, which connects by itself and again after a loss.
	 * @param Address		What `tegn stream` prints, as in ws://127.0.0.1:41520; empty for that one.
	 * @param SubjectPrefix	Put before the names of all subjects; may be empty.
	 * @param Connection	To be kept, for the other nodes.
	 * @return				False when Live Link is not there.
	 */
	UFUNCTION(BlueprintCallable, Category = "Tegn", meta = (DisplayName = "Connect to Tegn"))
	static bool ConnectToTegn(const FString& Address, const FString& SubjectPrefix, FTegnConnection& Connection);

	/** Removes the source and its subjects. */
	UFUNCTION(BlueprintCallable, Category = "Tegn", meta = (DisplayName = "Disconnect from Tegn"))
	static void DisconnectFromTegn(const FTegnConnection& Connection);

	/** Plays on. These five return false when the connection is not there or its server does not take requests. */
	UFUNCTION(BlueprintCallable, Category = "Tegn|Transport", meta = (DisplayName = "Tegn Play"))
	static bool TegnPlay(const FTegnConnection& Connection);

	/** Holds the pose. */
	UFUNCTION(BlueprintCallable, Category = "Tegn|Transport", meta = (DisplayName = "Tegn Pause"))
	static bool TegnPause(const FTegnConnection& Connection);

	/** Jumps to a frame of the clip, counted from 0. */
	UFUNCTION(BlueprintCallable, Category = "Tegn|Transport", meta = (DisplayName = "Tegn Seek"))
	static bool TegnSeek(const FTegnConnection& Connection, int32 Frame);

	/** 1 is the speed recorded; 0.05 to 8. */
	UFUNCTION(BlueprintCallable, Category = "Tegn|Transport", meta = (DisplayName = "Tegn Set Rate"))
	static bool TegnSetRate(const FTegnConnection& Connection, float Rate);

	/** Whether the clip starts over at its end. */
	UFUNCTION(BlueprintCallable, Category = "Tegn|Transport", meta = (DisplayName = "Tegn Set Loop"))
	static bool TegnSetLoop(const FTegnConnection& Connection, bool bLoop);

	/** What the server says it plays. Frames are -1 where there are none. */
	UFUNCTION(BlueprintPure, Category = "Tegn", meta = (DisplayName = "Get Tegn Status"))
	static ETegnPlayState GetTegnStatus(const FTegnConnection& Connection, FString& Source, int32& Frame, int32& FrameCount);
};
