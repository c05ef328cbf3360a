using System.ComponentModel;
using Tracing.Writing;

namespace Tracing.Registry;

/// <summary>Typed probes: handlers that an application attaches to a tracepoint, and that run in the thread that emits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TracepointHandlers
{
    /// <summary>For generated code: attaches a handler.</summary>
    /// <param name="provider">The provider; null where probes were left out of the program, and then nothing is ever called.</param>
    /// <param name="index">The tracepoint's index in it.</param>
    /// <param name="handler">A delegate of the tracepoint's generated type.</param>
    /// <returns>Detaches the handler when disposed.</returns>
    public static IDisposable Attach(TracepointProvider? provider, int index, Delegate handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (provider is null)
        {
            return Nothing.Instance;
        }

        TracepointRegistry.Change(() =>
        {
            if (!Unloading.Watch(handler))
            {
                provider.PublishHandlers(index, [.. provider.Handlers[index].Attached ?? [], handler]);
            }
        });
        return new Attachment(provider, index, handler);
    }

    /// <summary>For generated code: detaches a handler that threw, and reports it.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="index">The tracepoint's index in it.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="exception">What it threw.</param>
    public static void Fault(TracepointProvider provider, int index, Delegate handler, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(provider);
        Remove(provider, index, handler);
        TracepointRegistry.HandlerFaulted?.Invoke(provider.Tracepoints[index], exception);
    }

    /// <summary>Detaches the handlers whose code unloads. Only under the registry's lock.</summary>
    internal static void RemoveAll(TracepointProvider provider, Predicate<Delegate> unloads)
    {
        for (int index = 0; index < provider.Handlers.Length; index++)
        {
            if (provider.Handlers[index].Attached is { } handlers && Array.Exists(handlers, unloads))
            {
                Delegate[] rest = Array.FindAll(handlers, handler => !unloads(handler));
                provider.PublishHandlers(index, rest.Length == 0 ? null : rest);
            }
        }
    }

    private static bool Remove(TracepointProvider provider, int index, Delegate handler) => TracepointRegistry.Change(() =>
    {
        Delegate[] handlers = provider.Handlers[index].Attached ?? [];

        // By reference: equal delegates attached twice are two attachments.
        int place = Array.FindIndex(handlers, other => ReferenceEquals(other, handler));
        if (place < 0)
        {
            return false;
        }

        provider.PublishHandlers(index, handlers.Length == 1 ? null : [.. handlers[..place], .. handlers[(place + 1)..]]);
        return true;
    });

    private sealed class Attachment(TracepointProvider provider, int index, Delegate handler) : IDisposable
    {
        private readonly int _number = provider.FirstNumber + index;

        // While it is attached the provider holds it, and while it can be called its static class holds the provider: an attachment that is
        // kept keeps neither assembly from being unloaded.
        private readonly WeakReference<TracepointProvider> _provider = new(provider);
        private WeakReference<Delegate>? _handler = new(handler);

        public void Dispose()
        {
            // full fence: of several callers one removes. All wait, so that the promise holds for each.
            if (Interlocked.Exchange(ref _handler, null) is { } attached
                && attached.TryGetTarget(out Delegate? handler) && _provider.TryGetTarget(out TracepointProvider? provider))
            {
                Remove(provider, index, handler);
            }

            // From inside a handler this could be waiting for itself, or for a handler that waits for this one.
            if (!Quiescence.IsInsideHandler)
            {
                Quiescence.WaitForHandlers(_number);
            }
        }
    }

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}
