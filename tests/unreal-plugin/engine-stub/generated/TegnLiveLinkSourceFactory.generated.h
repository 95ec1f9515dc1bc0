// what Unreal's header tool would write
