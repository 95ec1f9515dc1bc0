#pragma once

#include "CoreMinimal.h"
#include "ILiveLinkSource.h"
#include "LiveLinkTypes.h"
#include "Misc/Guid.h"
#include "Templates/SharedPointer.h"
#include "TegnCore/ConnectionString.h"
#include "TegnCore/Receiver.h"
#include "TegnCore/Reconnect.h"

class ILiveLinkClient;
class IWebSocket;
class UTegnLiveLinkSourceSettings;

/**
 * One connection to a tegn server as a Live Link source: a socket, TegnCore's receiver, and pushes to the Live Link client.
 *
 * Everything runs on the game thread: Unreal calls the socket's delegates and Update() there. Bones go to the Animation role,
 * curves of the face to the Basic role, each as a subject of its own.
 */
class FTegnLiveLinkSource : public ILiveLinkSource, public TSharedFromThis<FTegnLiveLinkSource>
{
public:
	explicit FTegnLiveLinkSource(const FString& InConnectionString);
	virtual ~FTegnLiveLinkSource() override;

	virtual void ReceiveClient(ILiveLinkClient* InClient, FGuid InSourceGuid) override;
	virtual void InitializeSettings(ULiveLinkSourceSettings* Settings) override;
	virtual void OnSettingsChanged(ULiveLinkSourceSettings* Settings, const FPropertyChangedEvent& PropertyChangedEvent) override;
	virtual TSubclassOf<ULiveLinkSourceSettings> GetSettingsClass() const override;
	virtual void Update() override;
	virtual bool IsSourceStillValid() const override;
	virtual bool RequestSourceShutdown() override;
	virtual FText GetSourceType() const override;
	virtual FText GetSourceMachineName() const override;
	virtual FText GetSourceStatus() const override;

	/** The source that Live Link knows by that guid, null when there is none any more. */
	static TSharedPtr<FTegnLiveLinkSource> Find(const FGuid& SourceGuid);

	/** Asks the server; false when it is not connected or does not take such requests. */
	bool Request(const tegn::Transport& Transport);
	/** The status of what feeds the first subject, null before the server told. */
	const tegn::SourceStatus* ServerStatus() const;
	bool IsConnected() const;

private:
	/** What Live Link has been told of one subject. */
	struct FPushedSubject
	{
		FName Name;
		uint32 Version = 0;
	};

	void Apply(const tegn::ConnectionString& NewConnection, const UTegnLiveLinkSourceSettings* Settings);
	void OpenSocket();
	void CloseSocket();
	void PushSubject(int32 Place, double Now);
	void PushStatic(int32 Place);
	void PushFrame(int32 Place);
	FLiveLinkSubjectKey Key(const FName& Name) const;
	double TickTime();

	void HandleConnected();
	void HandleConnectionError(const FString& Error);
	void HandleClosed(int32 StatusCode, const FString& Reason, bool bWasClean);
	void HandleText(const FString& Message);
	void HandleBinary(const void* Data, SIZE_T Size, bool bIsLastFragment);

	ILiveLinkClient* Client = nullptr;
	FGuid Guid;
	TSharedPtr<IWebSocket> Socket;
	tegn::ConnectionString Connection;
	tegn::ReceiverOptions Options;
	tegn::Receiver Receiver;
	tegn::Reconnect Reconnect;
	/** Filled again for every push. */
	tegn::Pose Pose;
	TArray<FPushedSubject> Pushed;
	std::string Outgoing;
	FString LastProblem;
	bool bShutDown = false;
	uint64 TickFrame = 0;
	double TickSeconds = 0.0;
};
