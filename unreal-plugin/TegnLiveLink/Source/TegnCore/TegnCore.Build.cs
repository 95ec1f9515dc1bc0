// Everything of the live protocol that needs no engine: plain C++17. Core is here for the module itself alone.
using UnrealBuildTool;

public class TegnCore : ModuleRules
{
	public TegnCore(ReadOnlyTargetRules Target) : base(Target)
	{
		PCHUsage = PCHUsageMode.NoPCHs;
		PrivateDependencyModuleNames.Add("Core");
	}
}
