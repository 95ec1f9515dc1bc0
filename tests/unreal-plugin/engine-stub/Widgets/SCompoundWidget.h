#pragma once

#include "Widgets/SWidget.h"

class SCompoundWidget : public SWidget
{
protected:
	struct FStubSlot
	{
		FStubSlot& operator[](const TSharedRef<SWidget>& Child);
	};
	FStubSlot ChildSlot;
};
