#include "STegnConnectPanel.h"

#include "TegnCore/ConnectionString.h"
#include "TegnCore/Protocol.h"
#include "TegnUnrealBridge.h"
#include "Widgets/Input/SButton.h"
#include "Widgets/Input/SEditableTextBox.h"
#include "Widgets/SBoxPanel.h"
#include "Widgets/Text/STextBlock.h"

#define LOCTEXT_NAMESPACE "TegnLiveLink"

void STegnConnectPanel::Construct(const FArguments& InArgs)
{
	OnConnect = InArgs._OnConnect;
	Address = TegnBridge::ToUnreal(tegn::kDefaultUrl);

	ChildSlot
	[
		SNew(SVerticalBox)
		+ SVerticalBox::Slot().AutoHeight().Padding(4.0f)
		[
			SNew(STextBlock).Text(LOCTEXT("AddressLabel", "Address that `tegn stream` prints"))
		]
		+ SVerticalBox::Slot().AutoHeight().Padding(4.0f)
		[
			SNew(SEditableTextBox)
			.Text(FText::FromString(Address))
			.OnTextChanged_Lambda([this](const FText& Text) { Address = Text.ToString(); })
		]
		+ SVerticalBox::Slot().AutoHeight().Padding(4.0f)
		[
			SNew(STextBlock).Text(LOCTEXT("PrefixLabel", "Prefix for the names of its subjects (may be empty)"))
		]
		+ SVerticalBox::Slot().AutoHeight().Padding(4.0f)
		[
			SNew(SEditableTextBox)
			.OnTextChanged_Lambda([this](const FText& Text) { Prefix = Text.ToString(); })
		]
		+ SVerticalBox::Slot().AutoHeight().Padding(4.0f)
		[
			SNew(SButton)
			.Text(LOCTEXT("Connect", "Connect"))
			.OnClicked(this, &STegnConnectPanel::Connect)
		]
	];
}

FReply STegnConnectPanel::Connect()
{
	tegn::ConnectionString Connection = tegn::parseConnectionString(TegnBridge::FromUnreal(Address));
	Connection.prefix = TegnBridge::FromUnreal(Prefix);
	OnConnect.ExecuteIfBound(TegnBridge::ToUnreal(tegn::formatConnectionString(Connection)));
	return FReply::Handled();
}

#undef LOCTEXT_NAMESPACE
