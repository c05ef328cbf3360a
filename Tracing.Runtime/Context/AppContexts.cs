using Tracing.Runtime.Consumer;
using Tracing.Writing;

namespace Tracing.Runtime.Context;

/// <summary>A context that code of the application's computes. What it throws stays here: the value is then 0 or null, told once.</summary>
internal abstract unsafe class AppDefinedContext(string name, string type, int bound) : ContextSource(name, type, bound)
{
    private bool _isReported;

    public sealed override bool RunsCallback => true;

    /// <summary>Gives up the code that computes the value, if that unloads: it is 0 or null from then on.</summary>
    /// <returns>Whether it was given up now.</returns>
    public abstract bool Unload(Predicate<Delegate> unloads);

    public sealed override byte* Write(byte* destination, StagedSlot* slot)
    {
        StagingArea* area = StagingArea.Of(slot);
        if (area == null || area->IsInCallback)
        {
            // An event that such code emits: it does not call itself.
            return WriteDefault(destination);
        }

        area->EnterCallback();
        try
        {
            return WriteValue(destination);
        }
        catch (Exception exception)
        {
            // Whatever it is: a probe never throws.
            Report(exception);
            return WriteDefault(destination);
        }
        finally
        {
            area->LeaveCallback();
        }
    }

    protected abstract byte* WriteValue(byte* destination);

    protected abstract byte* WriteDefault(byte* destination);

    private void Report(Exception exception)
    {
        // plain accesses: threads that fail at the same moment may tell it twice, no harm.
        if (!_isReported)
        {
            _isReported = true;
            RuntimeEvents.Report(log => log.ContextFailed(Name, exception.ToString()));
        }
    }
}

/// <summary>An integer.</summary>
internal sealed unsafe class AppInteger(string name, Func<long> read) : AppDefinedContext(name, "int64_t", sizeof(long))
{
    // Plainly: who still has the old one calls it once more, as if it had been earlier.
    private Func<long>? _read = read;

    public override bool Unload(Predicate<Delegate> unloads) => _read is { } read && unloads(read) && (_read = null) is null;

    protected override byte* WriteValue(byte* destination) => ContextWriter.Write(destination, _read?.Invoke() ?? 0L);

    protected override byte* WriteDefault(byte* destination) => ContextWriter.Write(destination, 0L);
}

/// <summary>Text.</summary>
internal sealed unsafe class AppText(string name, Func<string?> read) : AppDefinedContext(name, "string", MaxTextBytes + 1)
{
    // As above.
    private Func<string?>? _read = read;

    public override bool Unload(Predicate<Delegate> unloads) => _read is { } read && unloads(read) && (_read = null) is null;

    protected override byte* WriteValue(byte* destination) => ContextWriter.WriteText(destination, _read?.Invoke());

    protected override byte* WriteDefault(byte* destination) => ContextWriter.WriteText(destination, null);
}
