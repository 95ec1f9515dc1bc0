#pragma once

#include "Widgets/DeclarativeSyntaxSupport.h"

class SVerticalBox : public SWidget
{
public:
	struct FSlotArguments
	{
		FSlotArguments& AutoHeight();
		FSlotArguments& Padding(float Uniform);
		FSlotArguments& operator[](const TSharedRef<SWidget>& Child);
	};
	struct FArguments
	{
		FArguments& operator+(FSlotArguments& Slot);
	};
	static FSlotArguments& Slot();
};
