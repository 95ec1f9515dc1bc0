#pragma once

#include "CoreMinimal.h"
#include "Input/Reply.h"
#include "Widgets/DeclarativeSyntaxSupport.h"
#include "Widgets/SCompoundWidget.h"

DECLARE_DELEGATE_OneParam(FTegnOnConnect, const FString& /*ConnectionString*/);

/** What the Live Link panel opens under Source > Tegn: an address, a prefix, a button. Everything else is in the source's settings. */
class STegnConnectPanel : public SCompoundWidget
{
public:
	SLATE_BEGIN_ARGS(STegnConnectPanel) {}
		SLATE_EVENT(FTegnOnConnect, OnConnect)
	SLATE_END_ARGS()

	void Construct(const FArguments& InArgs);

private:
	FReply Connect();

	FTegnOnConnect OnConnect;
	FString Address;
	FString Prefix;
};
