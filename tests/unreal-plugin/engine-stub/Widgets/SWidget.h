#pragma once

#include "CoreMinimal.h"
#include "Templates/SharedPointer.h"

class SWidget
{
public:
	virtual ~SWidget();
};
