#pragma once

#include "CoreMinimal.h"

class IWebSocket
{
public:
	virtual ~IWebSocket();
	virtual void Connect() = 0;
	virtual void Close(int32 Code = 1000, const FString& Reason = FString()) = 0;
	virtual bool IsConnected() = 0;
	virtual void Send(const FString& Data) = 0;
	virtual void Send(const void* Data, SIZE_T Size, bool bIsBinary = false) = 0;
	virtual TStubMulticastDelegate<>& OnConnected() = 0;
	virtual TStubMulticastDelegate<const FString&>& OnConnectionError() = 0;
	virtual TStubMulticastDelegate<int32, const FString&, bool>& OnClosed() = 0;
	virtual TStubMulticastDelegate<const FString&>& OnMessage() = 0;
	virtual TStubMulticastDelegate<const void*, SIZE_T, bool>& OnBinaryMessage() = 0;
	virtual TStubMulticastDelegate<const void*, SIZE_T, SIZE_T>& OnRawMessage() = 0;
};
