#pragma once

#include "CoreMinimal.h"
#include "LiveLinkSourceFactory.h"

#include "TegnLiveLinkSourceFactory.generated.h"

/**
 * Makes tegn sources: from the Live Link panel (Source > Tegn), and from the connection string that presets store.
 * It lives in a Runtime module because packaged games look it up there.
 */
UCLASS()
class TEGNLIVELINK_API UTegnLiveLinkSourceFactory : public ULiveLinkSourceFactory
{
	GENERATED_BODY()

public:
	// later engines know a second CreateSource, which must not be hidden
	using ULiveLinkSourceFactory::CreateSource;

	virtual FText GetSourceDisplayName() const override;
	virtual FText GetSourceTooltip() const override;
	virtual EMenuType GetMenuType() const override { return EMenuType::SubPanel; }
	virtual TSharedPtr<SWidget> BuildCreationPanel(FOnLiveLinkSourceCreated OnLiveLinkSourceCreated) const override;
	virtual TSharedPtr<ILiveLinkSource> CreateSource(const FString& ConnectionString) const override;
};
