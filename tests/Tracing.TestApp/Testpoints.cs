using Tracing.Registry;
using Tracing.Writing;

namespace TestProbes;

/// <summary>Testpoints at which something happens to one thread: the n-th time that it comes to a place, an action runs there.</summary>
internal readonly struct ArmedTestpoints : ITestpoints
{
    [ThreadStatic]
    private static Action? t_action;

    [ThreadStatic]
    private static Testpoint t_point;

    [ThreadStatic]
    private static int t_left;

    /// <summary>Arms the calling thread.</summary>
    public static void Arm(Testpoint point, int nth, Action action)
    {
        t_point = point;
        t_left = nth;
        t_action = action;
    }

    /// <inheritdoc/>
    public static void Hit(Testpoint point)
    {
        if (t_action is not null && point == t_point && --t_left == 0)
        {
            t_action();
        }
    }
}

/// <summary>A probe as generated code has it, but with testpoints in it: one int field.</summary>
internal static class ArmedProbe
{
    /// <summary>Emits an event of the tracepoint.</summary>
    public static void Emit(TracepointDescriptor tracepoint, int value)
    {
        ProbeScope scope = ProbeScope.Enter(tracepoint.Provider.Bindings, tracepoint.Index, out TracepointBinding? binding);
        for (; binding is not null; binding = binding.Next)
        {
            RecordWriter writer = scope.Reserve<ArmedTestpoints>(binding, sizeof(int));
            if (writer.IsOpen)
            {
                writer.Write(value);
                writer.Commit<ArmedTestpoints>(binding);
            }
        }

        scope.Leave();
    }

    /// <summary>A registered tracepoint, by its name.</summary>
    public static TracepointDescriptor Find(string provider, string name) =>
        TracepointRegistry.GetProviders().Single(candidate => candidate.Name == provider).Tracepoints.Single(tracepoint => tracepoint.Name == name);
}
