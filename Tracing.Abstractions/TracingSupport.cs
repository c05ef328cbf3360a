using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Tracing;

/// <summary>
/// The feature switch <c>Tracing.IsSupported</c> (MSBuild: <c>&lt;TracingSupport&gt;false&lt;/TracingSupport&gt;</c>). Off, no
/// provider registers and no session starts; published trimmed or with NativeAOT, the probes are not in the program at all.
/// </summary>
public static class TracingSupport
{
    internal const string SwitchName = "Tracing.IsSupported";

    /// <summary>Whether tracing is there in this process. True unless the switch says otherwise.</summary>
    [FeatureSwitchDefinition(SwitchName)]
    public static bool IsSupported { get; } =
        !AppContext.TryGetSwitch(SwitchName, out bool isSupported) || isSupported;

    /// <summary>For generated guards: a constant that trimming replaces by <c>false</c> when the switch is off.</summary>
    /// <remarks>
    /// Apart from <see cref="IsSupported"/> because a guard must stay one compare: a lookup at run time would need a class
    /// constructor, and its check, in front of every guard. Under the JIT an unsupported process just never sets a guard.
    /// </remarks>
    [FeatureSwitchDefinition(SwitchName)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool IsCompiledIn => true;
}
