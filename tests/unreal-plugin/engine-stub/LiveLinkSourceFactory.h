#pragma once

#include "CoreMinimal.h"
#include "Templates/SharedPointer.h"

class ILiveLinkSource;
class SWidget;
struct FLiveLinkSourcePreset;

class ULiveLinkSourceFactory : public UObject
{
	GENERATED_BODY()

	enum class EMenuType
	{
		Disabled,
		SubPanel,
		MenuEntry,
	};
	DECLARE_DELEGATE_TwoParams(FOnLiveLinkSourceCreated, TSharedPtr<ILiveLinkSource>, FString);

	virtual FText GetSourceDisplayName() const = 0;
	virtual FText GetSourceTooltip() const = 0;
	virtual EMenuType GetMenuType() const;
	virtual TSharedPtr<SWidget> BuildCreationPanel(FOnLiveLinkSourceCreated OnLiveLinkSourceCreated) const;
	virtual TSharedPtr<ILiveLinkSource> CreateSource(const FString& ConnectionString) const;
#if ENGINE_MINOR_VERSION >= 4
	virtual bool IsEnabled() const;
#endif
#if ENGINE_MINOR_VERSION >= 7
	virtual TSharedPtr<ILiveLinkSource> CreateSource(const FLiveLinkSourcePreset& SourcePreset) const;
#endif
};
