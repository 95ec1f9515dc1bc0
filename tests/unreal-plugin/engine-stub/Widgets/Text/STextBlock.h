#pragma once

#include "Widgets/DeclarativeSyntaxSupport.h"

class STextBlock : public SWidget
{
public:
	SLATE_BEGIN_ARGS(STextBlock);
		SLATE_ATTRIBUTE(FText, Text)
	SLATE_END_ARGS()
};
