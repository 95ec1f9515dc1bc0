#pragma once

#include "CoreMinimal.h"

class ULiveLinkRole : public UObject
{
	GENERATED_BODY()
};
