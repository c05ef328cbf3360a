using System.Globalization;
using Tracing.Runtime.Sessions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Outside;

/// <summary>A process that emits on three threads and lends its session.</summary>
internal sealed class Producer : Child
{
    private const int Emitters = 3;
    private readonly string _acknowledged;

    private Producer(string acknowledged, string[] arguments)
        : base(arguments) => _acknowledged = acknowledged;

    /// <summary>Emitters, whose last call may not have come to say so.</summary>
    public static int Unsaid => Emitters;

    /// <summary>Events that were emitted, as far as the emitters have said.</summary>
    public long Emitted
    {
        get
        {
            using var stream = new FileStream(_acknowledged, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            byte[] bytes = new byte[Emitters * sizeof(int)];
            stream.ReadExactly(bytes);
            return Enumerable.Range(0, Emitters).Sum(thread => (long)BitConverter.ToInt32(bytes, thread * sizeof(int)));
        }
    }

    /// <summary>The process's files in shared memory.</summary>
    public string[] Leftovers =>
    [
        .. Directory.EnumerateDirectories("/dev/shm", "tracing-*").SelectMany(user => Directory.EnumerateDirectories(user, string.Create(CultureInfo.InvariantCulture, $"{Id}-*")))
            .SelectMany(static process => Directory.EnumerateFiles(process)).Where(static file => Path.GetExtension(file) is not ".claims"),
    ];

    public static Producer Start(TempFolder folder, string rings = "thread", BufferMode mode = BufferMode.Discard, string threads = "stay", string output = "-")
    {
        string acknowledged = folder["acknowledged"];
        File.WriteAllBytes(acknowledged, new byte[Emitters * sizeof(int)]);
        return new Producer(acknowledged, ["lend", output, acknowledged, rings, mode.ToString(), threads]);
    }

    public LentSession Lend(string? folder = null, int leaseMs = 60_000)
    {
        string answer = Ask(string.Create(CultureInfo.InvariantCulture, $"lend {leaseMs} {folder ?? "-"}"));
        string[] parts = answer.Split(' ');
        Assert.True(parts.Length == 3 && ushort.TryParse(parts[2], CultureInfo.InvariantCulture, out _), answer);
        return new LentSession(parts[0], Guid.Parse(parts[1]), ushort.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    /// <summary>A process that drains.</summary>
    public static Child Drain(LentSession session, string folder) =>
        new("drain", session.Folder, session.TraceId.ToString("N"), session.Term.ToString(CultureInfo.InvariantCulture), folder);

    /// <summary>Emits until so many events more are acknowledged.</summary>
    public void WaitFor(long events)
    {
        long target = Emitted + events;
        Assert.True(SpinWait.SpinUntil(() => Emitted >= target, TimeSpan.FromSeconds(60)), "It does not emit.");
    }

    /// <summary>Recorded, discarded, too large; rings; whether the session is lent, and records.</summary>
    public (long Recorded, long Lost, int Rings, bool IsLent, bool IsStarted) Statistics()
    {
        string[] parts = Ask("statistics").Split(' ');
        return (
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(parts[1], CultureInfo.InvariantCulture) + long.Parse(parts[2], CultureInfo.InvariantCulture),
            int.Parse(parts[3], CultureInfo.InvariantCulture),
            bool.Parse(parts[4]),
            bool.Parse(parts[5]));
    }
}
