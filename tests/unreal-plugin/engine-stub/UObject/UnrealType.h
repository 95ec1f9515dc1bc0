#pragma once

struct FPropertyChangedEvent
{
};
