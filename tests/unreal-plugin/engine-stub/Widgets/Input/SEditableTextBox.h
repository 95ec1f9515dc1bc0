#pragma once

#include "Widgets/DeclarativeSyntaxSupport.h"

DECLARE_DELEGATE_OneParam(FOnTextChanged, const FText&);

class SEditableTextBox : public SWidget
{
public:
	SLATE_BEGIN_ARGS(SEditableTextBox);
		SLATE_ATTRIBUTE(FText, Text)
		SLATE_EVENT(FOnTextChanged, OnTextChanged)
	SLATE_END_ARGS()
};
