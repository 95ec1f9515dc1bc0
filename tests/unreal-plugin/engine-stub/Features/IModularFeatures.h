#pragma once

#include "CoreMinimal.h"

class IModularFeatures
{
public:
	static IModularFeatures& Get();
	bool IsModularFeatureAvailable(const FName Type);
	template <typename Feature>
	Feature& GetModularFeature(const FName Type);
};
