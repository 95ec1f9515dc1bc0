#include "TegnLiveLinkLibrary.h"

#include "Features/IModularFeatures.h"
#include "ILiveLinkClient.h"
#include "TegnLiveLinkSource.h"
#include "TegnUnrealBridge.h"

namespace TegnLiveLinkLibrary
{
	ILiveLinkClient* FindClient()
	{
		IModularFeatures& Features = IModularFeatures::Get();
		if (!Features.IsModularFeatureAvailable(ILiveLinkClient::ModularFeatureName))
		{
			return nullptr;
		}
		return &Features.GetModularFeature<ILiveLinkClient>(ILiveLinkClient::ModularFeatureName);
	}

	bool Ask(const FTegnConnection& Connection, const tegn::Transport& Transport)
	{
		const TSharedPtr<FTegnLiveLinkSource> Source = FTegnLiveLinkSource::Find(Connection.SourceGuid);
		return Source.IsValid() && Source->Request(Transport);
	}

	bool Ask(const FTegnConnection& Connection, tegn::TransportAction Action)
	{
		tegn::Transport Transport;
		Transport.action = Action;
		return Ask(Connection, Transport);
	}

	ETegnPlayState ToUnreal(tegn::PlayState State)
	{
		switch (State)
		{
		case tegn::PlayState::Paused:
			return ETegnPlayState::Paused;
		case tegn::PlayState::Waiting:
			return ETegnPlayState::Waiting;
		case tegn::PlayState::Ended:
			return ETegnPlayState::Ended;
		case tegn::PlayState::Playing:
			break;
		}
		return ETegnPlayState::Playing;
	}
}

bool UTegnLiveLinkLibrary::ConnectToTegn(const FString& Address, const FString& SubjectPrefix, FTegnConnection& Connection)
{
	ILiveLinkClient* Client = TegnLiveLinkLibrary::FindClient();
	if (Client == nullptr)
	{
		return false;
	}
	tegn::ConnectionString Parts = tegn::parseConnectionString(TegnBridge::FromUnreal(Address));
	if (!SubjectPrefix.IsEmpty())
	{
		Parts.prefix = TegnBridge::FromUnreal(SubjectPrefix);
	}
	Connection.SourceGuid = Client->AddSource(MakeShared<FTegnLiveLinkSource>(TegnBridge::ToUnreal(tegn::formatConnectionString(Parts))));
	return Connection.SourceGuid.IsValid();
}

void UTegnLiveLinkLibrary::DisconnectFromTegn(const FTegnConnection& Connection)
{
	ILiveLinkClient* Client = TegnLiveLinkLibrary::FindClient();
	if (Client != nullptr)
	{
		Client->RemoveSource(Connection.SourceGuid);
	}
}

bool UTegnLiveLinkLibrary::TegnPlay(const FTegnConnection& Connection)
{
	return TegnLiveLinkLibrary::Ask(Connection, tegn::TransportAction::Play);
}

bool UTegnLiveLinkLibrary::TegnPause(const FTegnConnection& Connection)
{
	return TegnLiveLinkLibrary::Ask(Connection, tegn::TransportAction::Pause);
}

bool UTegnLiveLinkLibrary::TegnSeek(const FTegnConnection& Connection, int32 Frame)
{
	tegn::Transport Transport;
	Transport.action = tegn::TransportAction::Seek;
	Transport.frame = static_cast<uint32>(FMath::Max(Frame, 0));
	return TegnLiveLinkLibrary::Ask(Connection, Transport);
}

bool UTegnLiveLinkLibrary::TegnSetRate(const FTegnConnection& Connection, float Rate)
{
	tegn::Transport Transport;
	Transport.action = tegn::TransportAction::Rate;
	Transport.rate = static_cast<double>(Rate);
	return TegnLiveLinkLibrary::Ask(Connection, Transport);
}

bool UTegnLiveLinkLibrary::TegnSetLoop(const FTegnConnection& Connection, bool bLoop)
{
	tegn::Transport Transport;
	Transport.action = tegn::TransportAction::Loop;
	Transport.loop = bLoop;
	return TegnLiveLinkLibrary::Ask(Connection, Transport);
}

ETegnPlayState UTegnLiveLinkLibrary::GetTegnStatus(const FTegnConnection& Connection, FString& Source, int32& Frame, int32& FrameCount)
{
	Source.Empty();
	Frame = -1;
	FrameCount = -1;
	const TSharedPtr<FTegnLiveLinkSource> Live = FTegnLiveLinkSource::Find(Connection.SourceGuid);
	if (!Live.IsValid() || !Live->IsConnected())
	{
		return ETegnPlayState::Disconnected;
	}
	const tegn::SourceStatus* Status = Live->ServerStatus();
	if (Status == nullptr)
	{
		return ETegnPlayState::Unknown;
	}
	Source = TegnBridge::ToUnreal(Status->source);
	Frame = static_cast<int32>(FMath::Min<int64>(Status->frame, MAX_int32));
	FrameCount = static_cast<int32>(FMath::Min<int64>(Status->frameCount, MAX_int32));
	return TegnLiveLinkLibrary::ToUnreal(Status->state);
}
