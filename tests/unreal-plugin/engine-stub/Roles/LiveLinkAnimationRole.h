#pragma once

#include "Roles/LiveLinkBasicRole.h"

class ULiveLinkAnimationRole : public ULiveLinkBasicRole
{
	GENERATED_BODY()
};
