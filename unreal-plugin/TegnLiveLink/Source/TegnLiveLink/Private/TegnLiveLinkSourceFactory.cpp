#include "TegnLiveLinkSourceFactory.h"

#include "STegnConnectPanel.h"
#include "TegnLiveLinkSource.h"
#include "Widgets/SWidget.h"

#define LOCTEXT_NAMESPACE "TegnLiveLink"

FText UTegnLiveLinkSourceFactory::GetSourceDisplayName() const
{
	return LOCTEXT("SourceName", "Tegn");
}

FText UTegnLiveLinkSourceFactory::GetSourceTooltip() const
{
	return LOCTEXT("SourceTooltip", "Body and face of a signing person, streamed by `tegn stream` from a clip or a live tracker.");
}

TSharedPtr<SWidget> UTegnLiveLinkSourceFactory::BuildCreationPanel(FOnLiveLinkSourceCreated OnLiveLinkSourceCreated) const
{
	return SNew(STegnConnectPanel).OnConnect_Lambda([OnLiveLinkSourceCreated](const FString& ConnectionString)
	{
		OnLiveLinkSourceCreated.ExecuteIfBound(MakeShared<FTegnLiveLinkSource>(ConnectionString), ConnectionString);
	});
}

TSharedPtr<ILiveLinkSource> UTegnLiveLinkSourceFactory::CreateSource(const FString& ConnectionString) const
{
	return MakeShared<FTegnLiveLinkSource>(ConnectionString);
}

#undef LOCTEXT_NAMESPACE
