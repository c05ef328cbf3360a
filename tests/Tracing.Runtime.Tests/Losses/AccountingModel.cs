using System.Globalization;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Losses;

/// <summary>What may happen to a session.</summary>
internal enum StepKind
{
    /// <summary>Several threads emit all events, nothing else happens.</summary>
    Emit,

    /// <summary>They emit while an event is enabled and disabled, a channel is added, a snapshot taken, and garbage collected.</summary>
    EmitDuringChanges,

    /// <summary>They emit while the session is stopped; then it goes on.</summary>
    EmitDuringStop,
    Enable,
    Disable,
    AddChannel,
    Snapshot,
    Restart,
    Collect,
}

/// <summary>One step; the numbers mean what the kind makes of them.</summary>
internal sealed record Step(StepKind Kind, uint First, uint Second);

/// <summary>A session beside the simplest account of it: between which bounds the number of events lies that each channel was given.</summary>
internal sealed class AccountingModel : IDisposable
{
    private const int MostChannels = 6;
    private const int SubBufferSize = 4096;
    private static readonly string[] s_events = ["lossmodel:Number", "lossmodel:Text", "lossmodel:Argument"];

    private readonly TempFolder _folder = new();
    private readonly List<Channel> _channels = [];
    private readonly TraceSession _session;
    private int _snapshots;

    public AccountingModel()
    {
        _session = TraceSession.Create("model-" + Guid.NewGuid().ToString("N"), new TraceSessionOptions { Output = _folder["trace"] });
        AddChannel(0);
        Enable(0, 0);
        Enable(1, 0);
        _session.Start();
    }

    public void Take(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Emit:
                Emit(step, isToggled: static _ => false, static () => { });
                break;
            case StepKind.EmitDuringChanges:
                Emit(step, static number => number == 1, () => Change(step.Second));
                break;
            case StepKind.EmitDuringStop:
                Emit(step, static _ => true, _session.Stop);
                _session.Start();
                break;
            case StepKind.Enable:
                Enable(step.First, step.Second);
                break;
            case StepKind.Disable:
                Disable(step.First);
                break;
            case StepKind.AddChannel:
                AddChannel(step.First);
                break;
            case StepKind.Snapshot:
                Snapshot();
                break;
            case StepKind.Restart:
                _session.Stop();
                _session.Start();
                break;
            default:
                Collect();
                break;
        }
    }

    /// <summary>Ends the session and holds its accounts against the model's, and against each other.</summary>
    public void Check()
    {
        _session.Dispose();
        SessionStatistics statistics = _session.Statistics;
        string[] lines = Babeltrace.Lines(_folder["trace"]);
        for (int i = 0; i < _channels.Count; i++)
        {
            ChannelStatistics counted = statistics.Channels[i];
            Assert.InRange(counted.Recorded + counted.Losses.Total, _channels[i].Least.Sum(), _channels[i].Most.Sum());
        }

        Channel[] toDisk = [.. _channels.Where(static channel => !channel.Overwrites)];
        for (int number = 0; number < s_events.Length; number++)
        {
            long lost = statistics.Channels
                .Where((_, i) => !_channels[i].Overwrites)
                .SelectMany(static channel => channel.Events)
                .Where(one => one.Name == s_events[number])
                .Sum(static one => one.Losses.Total);
            long read = lines.Count(line => line.Contains($" {s_events[number]}: ", StringComparison.Ordinal));
            Assert.InRange(read + lost, toDisk.Sum(channel => channel.Least[number]), toDisk.Sum(channel => channel.Most[number]));
        }

        Ledger.Check(statistics, _folder["trace"], inMemory: [.. _channels.Where(static channel => channel.Overwrites).Select(static channel => channel.Object.Name)]);
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    private void Emit(Step step, Predicate<int> isToggled, Action meanwhile)
    {
        int threads = 1 + (int)(step.First % 4);
        int each = (int)(step.Second % 1500);
        Channel[] before = [.. _channels];
        Threads.Run(threads + 1, thread =>
        {
            if (thread == threads)
            {
                meanwhile();
                return;
            }

            var random = new Random((int)(step.First + (uint)thread));
            for (int i = 0; i < each; i++)
            {
                Emit(random, i);
            }
        });
        foreach (Channel channel in _channels)
        {
            for (int number = 0; number < s_events.Length; number++)
            {
                bool isCertain = !isToggled(number) && channel.IsEnabled[number] && before.Contains(channel);
                channel.Least[number] += isCertain ? threads * each : 0;
                channel.Most[number] += isCertain || isToggled(number) ? threads * each : 0;
            }
        }
    }

    private static void Emit(Random random, int i)
    {
        ModelTrace.Number(i);
        ModelTrace.Text(new string('x', random.Next(100) == 0 ? SubBufferSize : random.Next(50)));
        ModelTrace.Argument(new Unreadable(random.Next(10) == 0));
    }

    private void Change(uint seed)
    {
        Enable(1, seed);
        Disable(1);
        AddChannel(seed);
        Enable(1, seed / 2);
        Snapshot();
        Collect();
        Disable(1);
    }

    private void Enable(uint number, uint channel)
    {
        Channel chosen = _channels[(int)(channel % (uint)_channels.Count)];
        _session.Enable(s_events[number % s_events.Length], chosen.Object);
        chosen.IsEnabled[number % s_events.Length] = true;
    }

    private void Disable(uint number)
    {
        _session.Disable(s_events[number % s_events.Length]);
        _channels.ForEach(channel => channel.IsEnabled[number % s_events.Length] = false);
    }

    private void AddChannel(uint kind)
    {
        if (_channels.Count < MostChannels)
        {
            var options = new ChannelOptions
            {
                Mode = kind / 2 % 3 == 1 ? BufferMode.Overwrite : BufferMode.Discard,
                Scope = kind % 2 == 0 ? BufferScope.Thread : BufferScope.Cpu,
                SubBufferSize = SubBufferSize,
                SubBufferCount = 2,
                MaxMemory = kind % 5 == 0 ? 3 * SubBufferSize : 64 << 20,
            };
            string name = string.Create(CultureInfo.InvariantCulture, $"c{_channels.Count}");
            _channels.Add(new Channel(_session.AddChannel(name, options), options.Mode == BufferMode.Overwrite));
        }
    }

    private void Snapshot()
    {
        if (_channels.Exists(static channel => channel.Overwrites))
        {
            _session.Snapshot(_folder[string.Create(CultureInfo.InvariantCulture, $"snap{_snapshots++}")]);
        }
    }

#pragma warning disable RS0030 // what the application may do at any time
    private static void Collect() => GC.Collect();
#pragma warning restore RS0030

    private sealed record Channel(TraceChannel Object, bool Overwrites)
    {
        public bool[] IsEnabled { get; } = new bool[s_events.Length];

        public long[] Least { get; } = new long[s_events.Length];

        public long[] Most { get; } = new long[s_events.Length];
    }
}

[TracepointProvider("lossmodel")]
internal static partial class ModelTrace
{
    [Tracepoint]
    public static partial void Number(int value);

    [Tracepoint]
    public static partial void Text(string text);

    [Tracepoint]
    public static partial void Argument(Unreadable value);
}
