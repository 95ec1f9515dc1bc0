#pragma once

#include "CoreMinimal.h"

class FDefaultModuleImpl
{
};

struct FModuleManager
{
	template <typename Module>
	static Module& LoadModuleChecked(const FName Name);
	template <typename Module>
	static Module& LoadModuleChecked(const TCHAR* Name);
};

#define IMPLEMENT_MODULE(Implementation, Name) \
	static_assert(std::is_class_v<Implementation>, #Name);
