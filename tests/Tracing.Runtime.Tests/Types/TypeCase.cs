namespace Tracing.Runtime.Tests.Types;

/// <summary>One value of one type: how it is emitted, what bytes it must become, what readers must make of these.</summary>
/// <param name="Emit">Emits one event. Must not allocate itself.</param>
/// <param name="Payload">The record's bytes behind its event header, written by hand from the layout tables, little-endian.</param>
/// <param name="Text">The fields as babeltrace2 and babeltrace 1 print them.</param>
/// <param name="OldText">The fields as babeltrace 1 prints them, where the two differ.</param>
internal sealed record TypeCase(Action Emit, byte[] Payload, string Text, string? OldText = null)
{
    public TypeCase(Action emit, string hex, string text, string? oldText = null)
        : this(emit, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), text, oldText)
    {
    }
}
