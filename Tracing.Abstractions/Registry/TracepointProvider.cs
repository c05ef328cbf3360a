using System.ComponentModel;

namespace Tracing.Registry;

/// <summary>
/// A registered provider: the bridge between generated code, which owns the guards, and whoever switches them.
/// Generated code derives one class from it for each provider class.
/// </summary>
public abstract class TracepointProvider
{
    /// <summary>Bit of a guard: the event is recorded.</summary>
    internal const int RecordingBit = 1;

    /// <summary>Bit of a guard: typed-probe handlers are attached.</summary>
    internal const int HandlersBit = 2;

    private static int s_numbers;

    private readonly Lazy<TracepointDescriptor[]> _tracepoints;

    /// <summary>For generated code.</summary>
    /// <param name="name">The provider's name.</param>
    /// <param name="count">How many tracepoints it declares.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TracepointProvider(string name, int count)
    {
        Name = name;
        FirstNumber = Interlocked.Add(ref s_numbers, count) - count;
        Bindings = new TracepointBinding?[count];
        Handlers = new HandlerList[count];
        _tracepoints = new(() => ProviderDescription.Parse(this, Description, Locations, count));
    }

    /// <summary>The provider's name.</summary>
    public string Name { get; }

    /// <summary>Its tracepoints, in the order of their declaration.</summary>
    public IReadOnlyList<TracepointDescriptor> Tracepoints => _tracepoints.Value;

    /// <summary>For generated code: where each tracepoint's events go.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TracepointBinding?[] Bindings { get; }

    /// <summary>The process-wide number of the first tracepoint; the others follow.</summary>
    internal int FirstNumber { get; }

    /// <summary>What is attached to each tracepoint. A list, once published, does not change.</summary>
    internal HandlerList[] Handlers { get; }

    /// <summary>For generated code: the description of all tracepoints, as <see cref="ProviderDescription"/> reads it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract ReadOnlySpan<byte> Description { get; }

    /// <summary>For generated code: where each tracepoint is declared, a line <c>LINE PATH</c> for each; may be empty.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual ReadOnlySpan<byte> Locations => default;

    /// <summary>For generated code: the methods that are marked with <see cref="StatedumpAttribute"/>. Made anew at each call.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual StatedumpMethod[] StatedumpMethods => [];

    /// <summary>For generated code: the guard of a tracepoint.</summary>
    /// <param name="index">The tracepoint's index.</param>
    /// <returns>The static field that the probe compares with 0.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract ref int Guard(int index);

    /// <summary>The methods that tell the application's state.</summary>
    internal StatedumpMethod[] GetStatedumpMethods() => StatedumpMethods;

    /// <summary>Publishes where a tracepoint's events go. Only under the registry's lock.</summary>
    internal void Publish(int index, TracepointBinding? first)
    {
        // release: the binding's fields, and all that its channel is made of, before the reference. Pairs with the acquire in ProbeScope.Enter.
        Volatile.Write(ref Bindings[index], first);
        SetGuard(index);
    }

    /// <summary>Publishes what is attached to a tracepoint. Only under the registry's lock.</summary>
    internal void PublishHandlers(int index, Delegate[]? handlers)
    {
        // release: the array's elements before the reference. Pairs with the acquire in HandlerScope.Enter.
        Volatile.Write(ref Handlers[index].Attached, handlers);
        SetGuard(index);
    }

    /// <summary>What is attached to a tracepoint. A structure: finding it in an array takes no check of the array's type.</summary>
    internal struct HandlerList
    {
        /// <summary>The handlers, or null for none.</summary>
        public Delegate[]? Attached;
    }

    private void SetGuard(int index)
    {
        int guard = (Bindings[index] is null ? 0 : RecordingBit) | (Handlers[index].Attached is null ? 0 : HandlersBit);

        // release: the lists before the guard that leads to them. The probe reads the guard plainly: a stale one only
        // means that this thread learns of the change a little later, and an empty list behind a set guard does nothing.
        Volatile.Write(ref Guard(index), guard);
    }
}
