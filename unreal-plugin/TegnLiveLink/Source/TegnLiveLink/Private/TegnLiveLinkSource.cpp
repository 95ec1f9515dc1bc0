#include "TegnLiveLinkSource.h"

#include "CoreGlobals.h"
#include "HAL/PlatformTime.h"
#include "ILiveLinkClient.h"
#include "IWebSocket.h"
#include "LiveLinkSourceSettings.h"
#include "Modules/ModuleManager.h"
#include "TegnLiveLinkSourceSettings.h"
#include "TegnLog.h"
#include "TegnUnrealBridge.h"
#include "UObject/UnrealType.h"
#include "WebSocketsModule.h"

#define LOCTEXT_NAMESPACE "TegnLiveLink"

namespace TegnLiveLinkSource
{
	/** By guid, for Blueprints, which hold a guid alone. Game thread. */
	TMap<FGuid, TWeakPtr<FTegnLiveLinkSource>>& Sources()
	{
		static TMap<FGuid, TWeakPtr<FTegnLiveLinkSource>> Map;
		return Map;
	}
}

FTegnLiveLinkSource::FTegnLiveLinkSource(const FString& InConnectionString)
	: Connection(tegn::parseConnectionString(TegnBridge::FromUnreal(InConnectionString)))
	, Reconnect(tegn::ReconnectOptions(), GetTypeHash(FGuid::NewGuid()))
{
	Apply(Connection, nullptr);
}

FTegnLiveLinkSource::~FTegnLiveLinkSource()
{
	CloseSocket();
}

void FTegnLiveLinkSource::ReceiveClient(ILiveLinkClient* InClient, FGuid InSourceGuid)
{
	Client = InClient;
	Guid = InSourceGuid;
	TegnLiveLinkSource::Sources().Add(Guid, AsShared());
	Reconnect.start(TickTime());
}

void FTegnLiveLinkSource::InitializeSettings(ULiveLinkSourceSettings* Settings)
{
	// the engine may hand us its base class: then the connection string alone counts
	UTegnLiveLinkSourceSettings* Ours = Cast<UTegnLiveLinkSourceSettings>(Settings);
	if (Ours != nullptr)
	{
		Ours->Address = TegnBridge::ToUnreal(Connection.url);
		Ours->Token = TegnBridge::ToUnreal(Connection.token);
		Ours->SubjectPrefix = TegnBridge::ToUnreal(Connection.prefix);
		Ours->Delivery = Connection.delivery == tegn::Delivery::EveryFrame ? ETegnDelivery::EveryFrame : ETegnDelivery::Smooth;
		Ours->BufferMilliseconds = static_cast<float>(Connection.delayMillis);
		Ours->bCompact = Connection.compact;
	}
	if (Settings != nullptr)
	{
		TegnBridge::ApplyDelivery(Connection.delivery, Connection.delayMillis / 1000.0, *Settings);
	}
	Apply(Connection, Ours);
}

void FTegnLiveLinkSource::OnSettingsChanged(ULiveLinkSourceSettings* Settings, const FPropertyChangedEvent& PropertyChangedEvent)
{
	UTegnLiveLinkSourceSettings* Ours = Cast<UTegnLiveLinkSourceSettings>(Settings);
	if (Ours == nullptr)
	{
		return;
	}
	tegn::ConnectionString Changed = tegn::parseConnectionString(TegnBridge::FromUnreal(Ours->Address));
	Changed.token = TegnBridge::FromUnreal(Ours->Token);
	Changed.prefix = TegnBridge::FromUnreal(Ours->SubjectPrefix);
	Changed.delivery = Ours->Delivery == ETegnDelivery::EveryFrame ? tegn::Delivery::EveryFrame : tegn::Delivery::Interpolated;
	Changed.delayMillis = static_cast<double>(Ours->BufferMilliseconds);
	Changed.compact = Ours->bCompact;
	// what a preset saved from here on stores
	Ours->ConnectionString = TegnBridge::ToUnreal(tegn::formatConnectionString(Changed));
	if (Changed.delivery != Connection.delivery || Changed.delayMillis != Connection.delayMillis)
	{
		TegnBridge::ApplyDelivery(Changed.delivery, Changed.delayMillis / 1000.0, *Ours);
	}

	const bool bOtherServer = Changed.url != Connection.url || Changed.token != Connection.token || Changed.compact != Connection.compact;
	if (Changed.prefix != Connection.prefix && Client != nullptr)
	{
		for (const FPushedSubject& Subject : Pushed)
		{
			Client->RemoveSubject_AnyThread(Key(Subject.Name));
		}
		Pushed.Reset();
	}
	Apply(Changed, Ours);
	if (bOtherServer && Client != nullptr)
	{
		CloseSocket();
		Receiver.closed();
		Reconnect.stop();
		Reconnect.start(TickTime());
	}
}

TSubclassOf<ULiveLinkSourceSettings> FTegnLiveLinkSource::GetSettingsClass() const
{
	return UTegnLiveLinkSourceSettings::StaticClass();
}

void FTegnLiveLinkSource::Update()
{
	if (Client == nullptr)
	{
		return;
	}
	const double Now = TickTime();
	const tegn::Reconnect::Action Action = Reconnect.tick(Now);
	if (Action == tegn::Reconnect::Action::Open)
	{
		OpenSocket();
	}
	else if (Action == tegn::Reconnect::Action::Close)
	{
		UE_LOG(LogTegn, Warning, TEXT("%s does not answer; trying again."), *TegnBridge::ToUnreal(Connection.url));
		CloseSocket();
		Receiver.closed();
	}
	if (!Receiver.expectsAnswers())
	{
		// a server that is not asked for the time may have nothing to say for long
		Reconnect.heard(Now);
	}
	while (Socket.IsValid() && Receiver.nextMessage(Now, Outgoing))
	{
		Socket->Send(TegnBridge::ToUnreal(Outgoing));
	}
	for (int32 Place = 0; Place < static_cast<int32>(Receiver.subjectCount()); Place++)
	{
		PushSubject(Place, Now);
	}
}

bool FTegnLiveLinkSource::IsSourceStillValid() const
{
	// without a server we are still a source: one that keeps trying
	return !bShutDown;
}

bool FTegnLiveLinkSource::RequestSourceShutdown()
{
	Reconnect.stop();
	CloseSocket();
	TegnLiveLinkSource::Sources().Remove(Guid);
	Client = nullptr;
	bShutDown = true;
	return true;
}

FText FTegnLiveLinkSource::GetSourceType() const
{
	return LOCTEXT("SourceType", "Tegn");
}

FText FTegnLiveLinkSource::GetSourceMachineName() const
{
	return FText::FromString(TegnBridge::ToUnreal(Connection.url));
}

FText FTegnLiveLinkSource::GetSourceStatus() const
{
	if (Reconnect.state() == tegn::Reconnect::State::Stopped)
	{
		return LOCTEXT("Stopped", "Stopped");
	}
	if (Reconnect.state() != tegn::Reconnect::State::Open)
	{
		return LastProblem.IsEmpty() ? LOCTEXT("Connecting", "Connecting")
			: FText::Format(LOCTEXT("Trying", "Not connected, trying again: {0}"), FText::FromString(LastProblem));
	}
	if (Receiver.subjectCount() == 0)
	{
		return LOCTEXT("NoSubjects", "Connected, no subjects yet");
	}
	const tegn::SourceStatus* Status = ServerStatus();
	if (Status == nullptr)
	{
		return LOCTEXT("Active", "Active");
	}
	const FText What = FText::FromString(TegnBridge::ToUnreal(Status->source));
	switch (Status->state)
	{
	case tegn::PlayState::Paused:
		return FText::Format(LOCTEXT("Paused", "Paused: {0}"), What);
	case tegn::PlayState::Waiting:
		return FText::Format(LOCTEXT("Waiting", "Waiting for {0}"), What);
	case tegn::PlayState::Ended:
		return FText::Format(LOCTEXT("Ended", "Ended: {0}"), What);
	case tegn::PlayState::Playing:
		break;
	}
	return FText::Format(LOCTEXT("Playing", "Active: {0}"), What);
}

TSharedPtr<FTegnLiveLinkSource> FTegnLiveLinkSource::Find(const FGuid& SourceGuid)
{
	const TWeakPtr<FTegnLiveLinkSource>* Source = TegnLiveLinkSource::Sources().Find(SourceGuid);
	return Source != nullptr ? Source->Pin() : nullptr;
}

bool FTegnLiveLinkSource::Request(const tegn::Transport& Transport)
{
	return Receiver.request(Transport);
}

const tegn::SourceStatus* FTegnLiveLinkSource::ServerStatus() const
{
	return Receiver.subjectCount() > 0 ? Receiver.status(0) : nullptr;
}

bool FTegnLiveLinkSource::IsConnected() const
{
	return Reconnect.state() == tegn::Reconnect::State::Open;
}

void FTegnLiveLinkSource::Apply(const tegn::ConnectionString& NewConnection, const UTegnLiveLinkSourceSettings* Settings)
{
	Connection = NewConnection;
	Options.delivery = Connection.delivery;
	Options.playout.delay = Connection.delayMillis / 1000.0;
	Options.hello.compact = Connection.compact;
	Options.hello.name = TegnBridge::FromUnreal(FString(TEXT("Unreal ")) + TegnBridge::EngineVersion());
	if (Settings != nullptr)
	{
		Options.idle.enabled = Settings->bIdlePose;
		Options.idle.after = static_cast<double>(Settings->IdleAfterSeconds);
		Options.idle.blendTime = static_cast<double>(Settings->IdleBlendSeconds);
	}
	Receiver.setOptions(Options);
}

void FTegnLiveLinkSource::OpenSocket()
{
	CloseSocket();
	const FString Url = TegnBridge::ToUnreal(Connection.url);
	TMap<FString, FString> Headers;
	if (!Connection.token.empty())
	{
		Headers.Add(TEXT("Authorization"), FString(TEXT("Bearer ")) + TegnBridge::ToUnreal(Connection.token));
	}
	UE_LOG(LogTegn, Verbose, TEXT("Connecting to %s."), *Url);
	FWebSocketsModule& Module = FModuleManager::LoadModuleChecked<FWebSocketsModule>(TEXT("WebSockets"));
	Socket = Module.CreateWebSocket(Url, TegnBridge::ToUnreal(tegn::kSubprotocol), Headers);
	Socket->OnConnected().AddSP(this, &FTegnLiveLinkSource::HandleConnected);
	Socket->OnConnectionError().AddSP(this, &FTegnLiveLinkSource::HandleConnectionError);
	Socket->OnClosed().AddSP(this, &FTegnLiveLinkSource::HandleClosed);
	Socket->OnMessage().AddSP(this, &FTegnLiveLinkSource::HandleText);
	Socket->OnBinaryMessage().AddSP(this, &FTegnLiveLinkSource::HandleBinary);
	Socket->Connect();
}

void FTegnLiveLinkSource::CloseSocket()
{
	if (!Socket.IsValid())
	{
		return;
	}
	// first the delegates: a socket that is being closed may still speak
	Socket->OnConnected().RemoveAll(this);
	Socket->OnConnectionError().RemoveAll(this);
	Socket->OnClosed().RemoveAll(this);
	Socket->OnMessage().RemoveAll(this);
	Socket->OnBinaryMessage().RemoveAll(this);
	Socket->Close();
	Socket.Reset();
}

void FTegnLiveLinkSource::PushSubject(int32 Place, double Now)
{
	if (Pushed.Num() <= Place)
	{
		Pushed.SetNum(Place + 1);
	}
	if (Pushed[Place].Version != Receiver.layoutVersion(Place))
	{
		PushStatic(Place);
	}
	if (Connection.delivery == tegn::Delivery::EveryFrame)
	{
		while (Receiver.takeFrame(Place, Now, Pose))
		{
			PushFrame(Place);
		}
	}
	else if (Receiver.sample(Place, Now, Pose))
	{
		PushFrame(Place);
	}
}

void FTegnLiveLinkSource::PushStatic(int32 Place)
{
	FPushedSubject& Subject = Pushed[Place];
	const tegn::StaticData& Data = Receiver.subject(Place);
	const FName Name = TegnBridge::ToName(Connection.prefix + Data.name);
	if (Subject.Version != 0 && Subject.Name != Name)
	{
		Client->RemoveSubject_AnyThread(Key(Subject.Name));
	}
	Subject.Name = Name;
	Subject.Version = Receiver.layoutVersion(Place);
	UE_LOG(LogTegn, Log, TEXT("Subject %s: %d bones, %d curves, %u/%u frames a second."), *Name.ToString(),
		static_cast<int32>(Data.bones.size()), static_cast<int32>(Data.curves.size()), static_cast<uint32>(Data.rateNumerator),
		static_cast<uint32>(Data.rateDenominator));
	if (Data.role == tegn::Role::Basic)
	{
		Client->PushSubjectStaticData_AnyThread(Key(Name), ULiveLinkBasicRole::StaticClass(), TegnBridge::ToBasicStatic(Data));
	}
	else
	{
		Client->PushSubjectStaticData_AnyThread(Key(Name), ULiveLinkAnimationRole::StaticClass(), TegnBridge::ToSkeletonStatic(Data));
	}
}

void FTegnLiveLinkSource::PushFrame(int32 Place)
{
	const tegn::StaticData& Data = Receiver.subject(Place);
	const double ClockOffset = Receiver.clock().offset();
	const FLiveLinkSubjectKey SubjectKey = Key(Pushed[Place].Name);
	if (Data.role == tegn::Role::Basic)
	{
		Client->PushSubjectFrameData_AnyThread(SubjectKey, TegnBridge::ToBasicFrame(Pose, ClockOffset));
	}
	else
	{
		Client->PushSubjectFrameData_AnyThread(SubjectKey, TegnBridge::ToAnimationFrame(Data, Pose, ClockOffset));
	}
}

FLiveLinkSubjectKey FTegnLiveLinkSource::Key(const FName& Name) const
{
	return FLiveLinkSubjectKey(Guid, Name);
}

/** One time for everything within an engine frame: what is handed over on a tick has waited since the tick before at most. */
double FTegnLiveLinkSource::TickTime()
{
	if (TickFrame != GFrameCounter || TickSeconds == 0.0)
	{
		TickFrame = GFrameCounter;
		TickSeconds = FPlatformTime::Seconds();
	}
	return TickSeconds;
}

void FTegnLiveLinkSource::HandleConnected()
{
	const double Now = TickTime();
	UE_LOG(LogTegn, Log, TEXT("Connected to %s."), *TegnBridge::ToUnreal(Connection.url));
	LastProblem.Empty();
	Reconnect.opened(Now);
	Receiver.opened(Now);
}

void FTegnLiveLinkSource::HandleConnectionError(const FString& Error)
{
	LastProblem = Error;
	UE_LOG(LogTegn, Verbose, TEXT("Could not connect to %s: %s"), *TegnBridge::ToUnreal(Connection.url), *Error);
	Receiver.closed();
	Reconnect.closed(TickTime());
}

void FTegnLiveLinkSource::HandleClosed(int32 StatusCode, const FString& Reason, bool bWasClean)
{
	LastProblem = Reason.IsEmpty() ? FString::Printf(TEXT("closed with code %d"), StatusCode) : Reason;
	UE_LOG(LogTegn, Log, TEXT("Connection %s: %s"), bWasClean ? TEXT("closed") : TEXT("lost"), *LastProblem);
	Receiver.closed();
	Reconnect.closed(TickTime());
}

void FTegnLiveLinkSource::HandleText(const FString& Message)
{
	const double Now = TickTime();
	Reconnect.heard(Now);
	const std::string Text = TegnBridge::FromUnreal(Message);
	if (Receiver.text(Text, Now) == tegn::Verdict::Wrong)
	{
		UE_LOG(LogTegn, Verbose, TEXT("Not a message of the protocol: %s"), *Message.Left(200));
	}
}

void FTegnLiveLinkSource::HandleBinary(const void* Data, SIZE_T Size, bool bIsLastFragment)
{
	const double Now = TickTime();
	Reconnect.heard(Now);
	Receiver.binary({static_cast<const uint8*>(Data), static_cast<std::size_t>(Size)}, bIsLastFragment, Now);
}

#undef LOCTEXT_NAMESPACE
