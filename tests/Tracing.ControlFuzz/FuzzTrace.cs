namespace Tracing.ControlFuzz;

/// <summary>What the requests are about.</summary>
[TracepointProvider("a")]
internal static partial class FuzzTrace
{
    [Tracepoint]
    public static partial void Said(int x, string y);
}
