using System.Diagnostics.CodeAnalysis;

namespace Tracing.Reader;

/// <summary>A type of .NET that a field was written from, where the trace's metadata says so.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The members are types.")]
public enum DotnetType
{
    /// <summary>None: the field is what CTF says it is.</summary>
    None,

    /// <summary><see cref="bool"/>.</summary>
    Boolean,

    /// <summary><see cref="char"/>.</summary>
    Char,

    /// <summary><see cref="System.Int128"/>.</summary>
    Int128,

    /// <summary><see cref="System.UInt128"/>.</summary>
    UInt128,

    /// <summary><see cref="System.Half"/>.</summary>
    Half,

    /// <summary><see cref="decimal"/>.</summary>
    Decimal,

    /// <summary><see cref="System.Guid"/>.</summary>
    Guid,

    /// <summary><see cref="System.DateTime"/>.</summary>
    DateTime,

    /// <summary><see cref="System.DateTimeOffset"/>.</summary>
    DateTimeOffset,

    /// <summary><see cref="System.TimeSpan"/>.</summary>
    TimeSpan,

    /// <summary><see cref="System.DateOnly"/>.</summary>
    DateOnly,

    /// <summary><see cref="System.TimeOnly"/>.</summary>
    TimeOnly,

    /// <summary><see cref="System.Net.IPAddress"/>.</summary>
    IPAddress,

    /// <summary>A value or null.</summary>
    Nullable,

    /// <summary>Bytes.</summary>
    Bytes,
}
