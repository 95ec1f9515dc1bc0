// Core's everyday types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <type_traits>
#include <utility>

using int8 = std::int8_t;
using uint8 = std::uint8_t;
using int16 = std::int16_t;
using uint16 = std::uint16_t;
using int32 = std::int32_t;
using uint32 = std::uint32_t;
using int64 = long long;
using uint64 = unsigned long long;
using SIZE_T = uint64;
using TCHAR = char16_t;
using ANSICHAR = char;

#define TEXT(x) u##x
#define INDEX_NONE (-1)
#define MAX_int32 (static_cast<int32>(0x7fffffff))
#define TEGNLIVELINK_API

template <typename T>
class TSharedPtr;
template <typename T>
class TSharedRef;
template <typename T>
class TWeakPtr;

template <typename T>
class TArray
{
public:
	TArray();
	TArray(std::initializer_list<T> Items);
	int32 Add(const T& Item);
	int32 Num() const;
	void SetNum(int32 Count);
	void Reserve(int32 Count);
	void Reset(int32 Slack = 0);
	void Empty(int32 Slack = 0);
	bool Contains(const T& Item) const;
	T& operator[](int32 Index);
	const T& operator[](int32 Index) const;
	T* begin();
	T* end();
	const T* begin() const;
	const T* end() const;
};

class FString
{
public:
	FString();
	FString(const TCHAR* Text);
	const TCHAR* operator*() const;
	bool IsEmpty() const;
	void Empty(int32 Slack = 0);
	FString Left(int32 Count) const;
	template <typename... Types>
	static FString Printf(const TCHAR* Format, Types... Arguments);
	friend FString operator+(const FString& A, const FString& B);
};

class FName
{
public:
	FName();
	explicit FName(const TCHAR* Text);
	FString ToString() const;
	bool operator==(const FName& Other) const;
	bool operator!=(const FName& Other) const;
};

class FText
{
public:
	static FText FromString(const FString& Text);
	template <typename... Types>
	static FText Format(const FText& Pattern, Types... Arguments);
	const FString& ToString() const;
};

FText StubLocText(const char* Namespace, const char* Key, const char* Text);
#define LOCTEXT(Key, Text) StubLocText(LOCTEXT_NAMESPACE, Key, Text)

/** Conversions give pointers into temporaries, good within one full expression. */
const TCHAR* StubToTchar(const ANSICHAR* Text);
const ANSICHAR* StubToUtf8(const TCHAR* Text);
#define UTF8_TO_TCHAR(Text) StubToTchar(Text)
#define TCHAR_TO_UTF8(Text) StubToUtf8(Text)

template <typename Key, typename Value>
class TMap
{
public:
	Value& Add(const Key& K, const Value& V);
	Value* Find(const Key& K);
	const Value* Find(const Key& K) const;
	int32 Remove(const Key& K);
	void Reset();
};

struct FMath
{
	template <typename T>
	static T Min(T A, T B);
	template <typename T>
	static T Max(T A, T B);
};

struct FVector
{
	FVector(double X, double Y, double Z);
	static const FVector OneVector;
};

struct FQuat
{
	FQuat(double X, double Y, double Z, double W);
};

struct FTransform
{
	FTransform();
	FTransform(const FQuat& Rotation, const FVector& Translation, const FVector& Scale);
	FQuat GetRotation() const;
	FVector GetTranslation() const;
	void SetRotation(const FQuat& Rotation);
	void SetTranslation(const FVector& Translation);
};

// UObject's macros, as far as the header tool's output matters to a compiler
class UClass;
class UScriptStruct;
class FObjectInitializer;

class UObject
{
public:
	UObject();
	explicit UObject(const FObjectInitializer& ObjectInitializer);
	virtual ~UObject();
};

template <typename T>
class TSubclassOf
{
public:
	TSubclassOf(UClass* Class);
};

template <typename To, typename From>
To* Cast(From* Object);

#define UCLASS(...)
#define USTRUCT(...)
#define UENUM(...)
#define UPROPERTY(...)
#define UFUNCTION(...)
#define GENERATED_BODY()             \
public:                              \
	static UClass* StaticClass();    \
	static UScriptStruct* StaticStruct();

// delegates: the macro makes a type of that name
template <typename... Types>
class TStubDelegate
{
public:
	bool ExecuteIfBound(Types... Arguments) const;
	template <typename Functor>
	static void Accepts()
	{
		static_assert(std::is_invocable_v<Functor, Types...>, "the delegate has other parameters");
	}
};

template <typename... Types>
class TStubMulticastDelegate
{
public:
	template <typename Owner>
	void AddSP(Owner* Object, void (Owner::*Method)(Types...));
	int32 RemoveAll(const void* Object);
};

#define DECLARE_DELEGATE_OneParam(Name, A) using Name = TStubDelegate<A>
#define DECLARE_DELEGATE_TwoParams(Name, A, B) using Name = TStubDelegate<A, B>
