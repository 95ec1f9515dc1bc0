#pragma once

#include "CoreMinimal.h"

namespace ELogVerbosity
{
	enum Type
	{
		Error,
		Warning,
		Display,
		Log,
		Verbose
	};
}

struct FStubLogCategory
{
	template <typename... Types>
	void Write(ELogVerbosity::Type Verbosity, const TCHAR* Format, Types... Arguments);
};

#define DECLARE_LOG_CATEGORY_EXTERN(Name, Default, CompileTime) extern FStubLogCategory Name
#define DEFINE_LOG_CATEGORY(Name) FStubLogCategory Name
#define UE_LOG(Name, Verbosity, Format, ...) Name.Write(ELogVerbosity::Verbosity, Format, ##__VA_ARGS__)
