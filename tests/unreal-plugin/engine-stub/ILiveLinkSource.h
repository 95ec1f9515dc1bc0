#pragma once

#include "CoreMinimal.h"
#include "LiveLinkSourceSettings.h"
#include "Misc/Guid.h"

class ILiveLinkClient;
struct FPropertyChangedEvent;

class ILiveLinkSource
{
public:
	virtual ~ILiveLinkSource();
	virtual bool CanBeDisplayedInUI() const;
	virtual void ReceiveClient(ILiveLinkClient* InClient, FGuid InSourceGuid) = 0;
	virtual void InitializeSettings(ULiveLinkSourceSettings* Settings);
	virtual void Update();
	virtual bool IsSourceStillValid() const = 0;
	virtual bool RequestSourceShutdown() = 0;
	virtual FText GetSourceType() const = 0;
	virtual FText GetSourceMachineName() const = 0;
	virtual FText GetSourceStatus() const = 0;
#if ENGINE_MINOR_VERSION >= 5
	virtual FText GetSourceToolTip() const;
#endif
	virtual TSubclassOf<ULiveLinkSourceSettings> GetSettingsClass() const;
	virtual void OnSettingsChanged(ULiveLinkSourceSettings* Settings, const FPropertyChangedEvent& PropertyChangedEvent);
};
