#pragma once

#include "CoreMinimal.h"

struct FGuid
{
	static FGuid NewGuid();
	bool IsValid() const;
	friend uint32 GetTypeHash(const FGuid& Guid);
};
