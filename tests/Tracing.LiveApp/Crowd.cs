using System.Globalization;
using System.Text;
using Tracing.Registry;

namespace LiveApp;

/// <summary>A provider as a program generates it, with as many tracepoints as are asked for.</summary>
internal sealed class Crowd(string name, int count) : TracepointProvider(name, count)
{
    private readonly int[] _guards = new int[count];
    private readonly byte[] _description = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, count).Select(static index =>
        string.Create(CultureInfo.InvariantCulture, $"tracepoint 6 Tracepoint{index}\n  int64_t _id;\n  string _name;"))));

    private readonly byte[] _locations = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, count).Select(static index =>
        string.Create(CultureInfo.InvariantCulture, $"{10 + (3 * index)} Traces/Crowd.cs"))));

    protected override ReadOnlySpan<byte> Description => _description;

    protected override ReadOnlySpan<byte> Locations => _locations;

    protected override ref int Guard(int index) => ref _guards[index];
}
