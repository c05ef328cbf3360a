using System.Runtime.InteropServices;

namespace Tracing.Tool.Live;

/// <summary>Ctrl-C and what else asks the program to end: the first one is taken as a wish, the second one ends it at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly ManualResetEventSlim _asked = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Begins to listen.</summary>
    public StopSignals()
    {
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = !_asked.IsSet;
                _asked.Set();
                Asked?.Invoke();
            }));
        }
    }

    /// <summary>One came. On another thread.</summary>
    public event Action? Asked;

    /// <summary>Whether one came.</summary>
    public bool IsAsked => _asked.IsSet;

    /// <summary>Waits for one; whether it came.</summary>
    public bool Wait(TimeSpan time) => _asked.Wait(time);

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(static registration => registration.Dispose());
        _asked.Dispose();
    }
}
