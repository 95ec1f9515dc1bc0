#pragma once

#include "Input/Reply.h"
#include "Widgets/DeclarativeSyntaxSupport.h"

class SButton : public SWidget
{
public:
	SLATE_BEGIN_ARGS(SButton);
		SLATE_ATTRIBUTE(FText, Text)
		template <typename Owner>
		WidgetArgsType& OnClicked(Owner* Object, FReply (Owner::*Method)());
	SLATE_END_ARGS()
};
