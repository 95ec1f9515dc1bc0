// The Live Link source: TegnCore on one side, Unreal's Live Link and WebSockets on the other.
using UnrealBuildTool;

public class TegnLiveLink : ModuleRules
{
	public TegnLiveLink(ReadOnlyTargetRules Target) : base(Target)
	{
		PCHUsage = PCHUsageMode.UseExplicitOrSharedPCHs;
		PublicDependencyModuleNames.AddRange(new string[]
		{
			"Core",
			"CoreUObject",
			"Engine",
			"LiveLinkAnimationCore",
			"LiveLinkInterface",
		});
		PrivateDependencyModuleNames.AddRange(new string[]
		{
			"AnimationCore",
			"InputCore",
			"Slate",
			"SlateCore",
			"TegnCore",
			"WebSockets",
		});
	}
}
