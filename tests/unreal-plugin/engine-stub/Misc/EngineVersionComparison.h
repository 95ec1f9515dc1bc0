#pragma once

// ENGINE_MAJOR_VERSION and ENGINE_MINOR_VERSION come from the command line
#define UE_VERSION_OLDER_THAN(Major, Minor, Patch) \
	(ENGINE_MAJOR_VERSION < (Major) || (ENGINE_MAJOR_VERSION == (Major) && ENGINE_MINOR_VERSION < (Minor)))
