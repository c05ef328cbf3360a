using System.ComponentModel;
using System.Runtime.CompilerServices;
using Tracing.Registry;

namespace Tracing.Writing;

/// <summary>What generated code does around the handlers of a tracepoint: enter, call each, leave.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct HandlerScope
{
    /// <summary>
    /// How deep handlers may nest that emit tracepoints with handlers. Beyond it, and for a handler that comes back to its
    /// own tracepoint, events are still recorded but no handler is called: a circle would end in a stack overflow.
    /// </summary>
    private const int MaxDepth = 16;

    private readonly ThreadBlock* _thread;
    private readonly ulong _outerMark;
    private readonly ref Delegate[]? _attached;

    private HandlerScope(ThreadBlock* thread, ulong outerMark, Delegate[] handlers, ref Delegate[]? attached)
    {
        _thread = thread;
        _outerMark = outerMark;
        _attached = ref attached;
        Handlers = handlers;
    }

    /// <summary>The handlers to call, in the order in which they were attached.</summary>
    public Delegate[] Handlers { get; }

    /// <summary>Marks the thread as inside the handlers of a tracepoint and finds them.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="index">The tracepoint's index in it.</param>
    /// <returns>The scope, to be left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HandlerScope Enter(TracepointProvider provider, int index)
    {
        ThreadBlock* thread = ThreadBlock.Current;
        ulong outer = thread->HandlerMark;
        uint depth = (uint)(outer >> 32);
        uint number = (uint)(provider.FirstNumber + index);
        bool isCircle = depth >= MaxDepth || (depth > 0 && (uint)outer == number);

        // Only this thread writes the mark. release: the store comes before the load below in program order, and the
        // changer's process-wide fence makes that order hold on the machine. Pairs with Quiescence.WaitForHandlers.
        Volatile.Write(ref thread->HandlerMark, ((ulong)(depth + 1) << 32) | number);

        // acquire: the array's elements before their use. Pairs with the release in TracepointProvider.PublishHandlers.
        ref Delegate[]? attached = ref provider.Handlers[index].Attached;
        return new HandlerScope(thread, outer, isCircle ? [] : Volatile.Read(ref attached) ?? [], ref attached);
    }

    /// <summary>Whether one of <see cref="Handlers"/> is still to be called: one called before it may have detached it.</summary>
    /// <param name="handler">The handler.</param>
    /// <returns>False once it is detached.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAttached(Delegate handler)
    {
        // acquire: the array's elements before their use. Pairs with the release in TracepointProvider.PublishHandlers.
        Delegate[]? attached = Volatile.Read(ref _attached);
        return ReferenceEquals(attached, Handlers) || IsIn(attached, handler);
    }

    /// <summary>Marks the thread as out of the handlers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave()
    {
        // release: what the handlers did before the mark. Pairs with the acquire in Quiescence.WaitForHandlers.
        Volatile.Write(ref _thread->HandlerMark, _outerMark);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsIn(Delegate[]? handlers, Delegate handler)
    {
        foreach (Delegate other in handlers ?? [])
        {
            // By reference: equal delegates are two handlers.
            if (ReferenceEquals(other, handler))
            {
                return true;
            }
        }

        return false;
    }
}
