using Tracing;

namespace LateProvider;

/// <summary>A provider that tests load while a session records: like a plugin, it has nothing but Tracing.Abstractions.</summary>
[TracepointProvider("late")]
public static partial class LateTrace
{
    [Tracepoint]
    public static partial void Loaded(string by);

    [Tracepoint(Level = TracepointLevel.Debug)]
    public static partial void Detail(int value);
}
