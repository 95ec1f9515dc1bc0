#pragma once

#include "Widgets/SWidget.h"

template <typename Widget>
struct TStubDecl
{
	TSharedRef<Widget> operator<<=(const typename Widget::FArguments& Arguments) const;
};

#define SNew(Widget, ...) TStubDecl<Widget>() <<= Widget::FArguments()

#define SLATE_BEGIN_ARGS(Widget)             \
public:                                      \
	struct FArguments                        \
	{                                        \
		using WidgetArgsType = FArguments;   \
		FArguments()

#define SLATE_EVENT(DelegateType, Name)                                  \
	DelegateType _##Name;                                                \
	template <typename Functor>                                          \
	WidgetArgsType& Name##_Lambda(Functor&&)                             \
	{                                                                    \
		DelegateType::template Accepts<Functor>();                       \
		return *this;                                                    \
	}                                                                    \
	template <typename Owner, typename Result, typename... Types>        \
	WidgetArgsType& Name(Owner* Object, Result (Owner::*Method)(Types...));

#define SLATE_ATTRIBUTE(Type, Name) \
	WidgetArgsType& Name(const Type& Value);

#define SLATE_END_ARGS() \
	}                    \
	;
