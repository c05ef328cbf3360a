using System.Globalization;
using System.Text;
using Tracing.Registry;

namespace Tracing.Benchmarks;

/// <summary>A provider as a program generates it, with as many tracepoints as are asked for.</summary>
internal sealed class ManyTracepoints(string name, int count) : TracepointProvider(name, count)
{
    private readonly int[] _guards = new int[count];
    private readonly byte[] _description = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, count).Select(Describe)));

    protected override ReadOnlySpan<byte> Description => _description;

    protected override ref int Guard(int index) => ref _guards[index];

    private static string Describe(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"tracepoint 6 Tracepoint{index}\n  int64_t _id;\n  string _name;\n  uint32_t __sizes_length;\n  int32_t _sizes[__sizes_length];");
}
