#pragma once

#include "CoreMinimal.h"

template <typename T>
class TSharedRef
{
public:
	template <typename Other, typename = std::enable_if_t<std::is_convertible_v<Other*, T*>>>
	TSharedRef(const TSharedRef<Other>& Ref);
	T* operator->() const;
	T& operator*() const;
};

template <typename T>
class TSharedPtr
{
public:
	TSharedPtr();
	TSharedPtr(std::nullptr_t);
	template <typename Other, typename = std::enable_if_t<std::is_convertible_v<Other*, T*>>>
	TSharedPtr(const TSharedPtr<Other>& Ptr);
	template <typename Other, typename = std::enable_if_t<std::is_convertible_v<Other*, T*>>>
	TSharedPtr(const TSharedRef<Other>& Ref);
	bool IsValid() const;
	void Reset();
	T* operator->() const;
};

template <typename T>
class TWeakPtr
{
public:
	TWeakPtr();
	TWeakPtr(const TSharedRef<T>& Ref);
	TSharedPtr<T> Pin() const;
};

template <typename T>
class TSharedFromThis
{
public:
	TSharedRef<T> AsShared();
};

template <typename T, typename... Types>
TSharedRef<T> MakeShared(Types&&... Arguments);
