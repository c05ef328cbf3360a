using System.Runtime.CompilerServices;

namespace Tracing.Reader.Records;

/// <summary>Gives fields as .NET values, if they fit for sure. The chain of types is worked out when the code is compiled.</summary>
internal static class ValueConversion
{
    private const int MaxBits = 64;

    /// <summary>The field as a value of a type; false if it is of another type or no such value.</summary>
    public static bool TryConvert<T>(in FieldValue value, out T result)
        where T : unmanaged
    {
        result = default;
        if (typeof(T).IsEnum)
        {
            return TryConvertEnum(value, out result);
        }

        if (typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(int) || typeof(T) == typeof(long) || typeof(T) == typeof(nint))
        {
            return TryConvertInteger(value, isSigned: true, out result);
        }

        if (typeof(T) == typeof(byte) || typeof(T) == typeof(ushort) || typeof(T) == typeof(uint) || typeof(T) == typeof(ulong)
            || typeof(T) == typeof(nuint) || typeof(T) == typeof(char))
        {
            return TryConvertInteger(value, isSigned: false, out result);
        }

        DotnetType dotnet = value.DotnetType;
        if (typeof(T) == typeof(bool))
        {
            return dotnet == DotnetType.Boolean && Set(value.AsBoolean(), out result);
        }

        if (typeof(T) == typeof(double))
        {
            return value.Kind == FieldKind.Float && Set(value.AsDouble(), out result);
        }

        if (typeof(T) == typeof(float))
        {
            return value is { Kind: FieldKind.Float, Node.Size: 32 } && Set((float)value.AsDouble(), out result);
        }

        if (typeof(T) == typeof(Half))
        {
            return dotnet == DotnetType.Half && Set((Half)value.AsDouble(), out result);
        }

        if (typeof(T) == typeof(TimeSpan))
        {
            return dotnet == DotnetType.TimeSpan && Set(value.AsTimeSpan(), out result);
        }

        return TryConvertComposed(value, dotnet, out result);
    }

    private static bool TryConvertComposed<T>(in FieldValue value, DotnetType dotnet, out T result)
        where T : unmanaged
    {
        result = default;
        if (typeof(T) == typeof(decimal))
        {
            return value.TryGetDecimal(out decimal x) && Set(x, out result);
        }

        if (typeof(T) == typeof(Guid))
        {
            return dotnet == DotnetType.Guid && value.TryGetGuid(out Guid x) && Set(x, out result);
        }

        if (typeof(T) == typeof(DateTime))
        {
            return value.TryGetDateTime(out DateTime x) && Set(x, out result);
        }

        if (typeof(T) == typeof(DateTimeOffset))
        {
            return value.TryGetDateTimeOffset(out DateTimeOffset x) && Set(x, out result);
        }

        if (typeof(T) == typeof(DateOnly))
        {
            return dotnet == DotnetType.DateOnly && value.TryGetDateOnly(out DateOnly x) && Set(x, out result);
        }

        if (typeof(T) == typeof(TimeOnly))
        {
            return dotnet == DotnetType.TimeOnly && value.TryGetTimeOnly(out TimeOnly x) && Set(x, out result);
        }

        if (typeof(T) == typeof(Int128))
        {
            return (dotnet == DotnetType.Int128 || value.IsInteger) && Set(value.AsInt128(), out result);
        }

        return typeof(T) == typeof(UInt128)
            && (dotnet == DotnetType.UInt128 || value is { IsInteger: true, IsSigned: false }) && Set(value.AsUInt128(), out result);
    }

    private static bool TryConvertEnum<T>(in FieldValue value, out T result)
        where T : unmanaged =>
        TryConvertInteger(value, Type.GetTypeCode(typeof(T)) is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64, out result);

    /// <summary>Integers whose every value fits; labels make no difference.</summary>
    private static unsafe bool TryConvertInteger<T>(in FieldValue value, bool isSigned, out T result)
        where T : unmanaged
    {
        result = default;
        int bits = sizeof(T) * 8;
        bool fits = value.IsInteger
            && (value.IsSigned ? isSigned && value.Node.Size <= bits : value.Node.Size < bits || (!isSigned && value.Node.Size == bits));
        if (!fits)
        {
            return false;
        }

        ulong word = value.Bits;

        // The low bytes are the value.
        result = BitConverter.IsLittleEndian
            ? Unsafe.As<ulong, T>(ref word)
            : Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref Unsafe.As<ulong, byte>(ref word), (MaxBits - bits) / 8));
        return true;
    }

    private static bool Set<TValue, T>(TValue value, out T result)
        where TValue : unmanaged
        where T : unmanaged
    {
        result = Unsafe.BitCast<TValue, T>(value);
        return true;
    }
}
