using Tracing.Writing;

namespace Tracing.Runtime.Context;

/// <summary>A value that can be added to each record of a channel.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">Its type in the metadata.</param>
/// <param name="bound">Most bytes that it takes.</param>
internal abstract unsafe class ContextSource(string name, string type, int bound)
{
    /// <summary>Most bytes of text, its NUL not counted; what is longer is cut.</summary>
    public const int MaxTextBytes = 1023;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its type in the metadata (TSDL).</summary>
    public string Type { get; } = type;

    /// <summary>Most bytes that it takes.</summary>
    public int Bound { get; } = bound;

    /// <summary>Whether it is the processor.</summary>
    public virtual bool NeedsCpu => false;

    /// <summary>Whether the application computes it.</summary>
    public virtual bool RunsCallback => false;

    /// <summary>Writes it as it is now in the calling thread, and returns where it ends. Never throws.</summary>
    public abstract byte* Write(byte* destination, StagedSlot* slot);
}
