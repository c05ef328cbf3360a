namespace Tracing.Tool.Output;

/// <summary>Where a command's data goes: a pager at a terminal, else standard output.</summary>
internal sealed class OutputTarget : IDisposable
{
    private readonly Pager? _pager;

    private OutputTarget(Pager? pager)
    {
        _pager = pager;
        Lines = new LineWriter(pager?.Input ?? StandardOutput.Open(), flushesLines: false);
    }

    /// <summary>Takes the data.</summary>
    public LineWriter Lines { get; }

    /// <summary>Opens it.</summary>
    /// <param name="allowsPager">Whether a pager is wanted at a terminal.</param>
    public static OutputTarget Open(bool allowsPager) => new(allowsPager && Terminal.IsOutput ? Pager.TryStart() : null);

    public void Dispose()
    {
        try
        {
            Lines.Dispose();
        }
        finally
        {
            _pager?.Dispose();
        }
    }
}
