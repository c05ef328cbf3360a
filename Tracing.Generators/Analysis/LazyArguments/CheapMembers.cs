using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Tracing.Generators.Parsing;

namespace Tracing.Generators.Analysis.LazyArguments;

/// <summary>Members that compile to a few instructions, so that a guard around them would gain nothing.</summary>
internal static class CheapMembers
{
    /// <summary>Classes all of whose methods are arithmetic, or views of memory.</summary>
    private static readonly ImmutableHashSet<string> s_types =
    [
        "System.Math", "System.MathF", "System.Numerics.BitOperations", "System.Runtime.CompilerServices.Unsafe",
        "System.Runtime.InteropServices.MemoryMarshal", "System.Threading.Volatile",
    ];

    private static readonly ImmutableHashSet<string> s_methods =
    [
        "System.MemoryExtensions.AsSpan", "System.MemoryExtensions.AsMemory",
        "System.Span.Slice", "System.ReadOnlySpan.Slice", "System.Memory.Slice", "System.ReadOnlyMemory.Slice",
        "System.Array.Empty", "System.Object.GetType", "System.Object.ReferenceEquals",
        "System.String.IsNullOrEmpty",
        "System.TimeSpan.FromDays", "System.TimeSpan.FromHours", "System.TimeSpan.FromMinutes", "System.TimeSpan.FromSeconds",
        "System.TimeSpan.FromMilliseconds", "System.TimeSpan.FromMicroseconds", "System.TimeSpan.FromTicks",
        "System.BitConverter.DoubleToInt64Bits", "System.BitConverter.DoubleToUInt64Bits", "System.BitConverter.SingleToInt32Bits", "System.BitConverter.SingleToUInt32Bits",
        "System.BitConverter.Int64BitsToDouble", "System.BitConverter.UInt64BitsToDouble", "System.BitConverter.Int32BitsToSingle", "System.BitConverter.UInt32BitsToSingle",
    ];

    /// <summary>Of the properties whose bodies cannot be seen, those that are known to be no mere reads: clocks and stack traces.</summary>
    private static readonly ImmutableHashSet<string> s_costlyProperties =
    [
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today", "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow",
        "System.Environment.StackTrace", "System.Exception.StackTrace",
    ];

    public static bool IsCheap(IMethodSymbol method)
    {
        string type = KnownTypes.FullName(method.ContainingType);
        return IsValueOrDefault(method) || s_types.Contains(type) || s_methods.Contains(type + "." + method.Name);
    }

    /// <summary>
    /// Whether a property is like a field. One of another assembly is taken for that, an indexer if its keys are
    /// positions: what else has a key is a look-up.
    /// </summary>
    public static bool IsCheap(IPropertySymbol property, IAssemblySymbol assembly)
    {
        if (SymbolEqualityComparer.Default.Equals(property.ContainingAssembly, assembly))
        {
            return PlainGetter.IsPlain(property);
        }

        return property.IsIndexer
            ? property.Parameters.All(static parameter => IsPosition(parameter.Type))
            : !s_costlyProperties.Contains(KnownTypes.FullName(property.ContainingType) + "." + property.Name);
    }

    /// <summary>Whether an operator or conversion is arithmetic, or makes a span of a string or an array.</summary>
    public static bool IsCheapOperator(IMethodSymbol method) =>
        method.ReturnType.IsValueType
        && method.Parameters.All(static parameter => parameter.Type is { IsValueType: true } or { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Array });

    private static bool IsValueOrDefault(IMethodSymbol method) =>
        method is { Name: "GetValueOrDefault", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };

    private static bool IsPosition(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_IntPtr
        || KnownTypes.FullName(type) == "System.Index";
}
