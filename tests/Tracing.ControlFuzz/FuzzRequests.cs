using System.Text;
using System.Text.Json;
using Tracing.Control;
using Tracing.Runtime;
using Tracing.Runtime.Control;
using Tracing.Runtime.Sessions;

namespace Tracing.ControlFuzz;

/// <summary>What is run on any bytes that a client may send: it must end, answer each line that it takes, and throw nothing.</summary>
internal static class FuzzRequests
{
    private const string Hello = """{"id":0,"method":"hello","params":{"protocol":1}}""" + "\n";

    /// <summary>One request with nearly every parameter for each method.</summary>
    public static readonly string[] Seeds =
    [
        """{"id":1,"method":"tracepoints","params":{"pattern":"a:*","limit":3,"skip":1}}""",
        """{"id":1,"method":"count","params":{"patterns":["a:*","b:c"]}}""",
        """{"id":1,"method":"contexts"}""",
        """{"id":1,"method":"sessions","params":{"session":"s"}}""",
        """{"id":1,"method":"session.create","params":{"session":{"name":"s","start":false,"clock":"monotonic","flushPeriod":"10ms","rotation":{"maxSize":"1MiB","period":"1m","keepChunks":2,"keepBytes":"1GiB"},"channels":[{"name":"c","mode":"overwrite","scope":"cpu","subBufferSize":"8KiB","subBufferCount":2,"maxMemory":"1MiB","contexts":["vtid"],"rules":[{"events":"a:*","exclude":["a:b"],"level":"info","mostSevere":"error","filter":"x > 1 && y == \"z*\"","oneIn":2,"maxPerSecond":3,"first":4}]}]}}}""",
        """{"id":1,"method":"session.create","params":{"session":{"name":"s","channels":[{"name":"c","mode":"overwrite"}]}}}""" + "\n" + """{"id":2,"method":"session.stop","params":{"session":"s"}}""" + "\n" + """{"id":3,"method":"session.start","params":{"session":"s"}}""" + "\n" + """{"id":4,"method":"session.destroy","params":{"session":"s"}}""",
        """{"id":1,"method":"session.load","params":{"configuration":{"sessions":[{"name":"s","start":false,"channels":[{"name":"c","mode":"overwrite"}]}]}}}""" + "\n" + """{"id":2,"method":"session.save","params":{}}""",
        """{"id":1,"method":"session.create","params":{"session":{"name":"s","start":false}}}""" + "\n" + """{"id":2,"method":"channel.add","params":{"session":"s","channel":{"name":"c","mode":"overwrite"}}}""" + "\n" + """{"id":3,"method":"context.add","params":{"session":"s","channel":"c","context":"vtid"}}""" + "\n" + """{"id":4,"method":"rule.enable","params":{"session":"s","channel":"c","rule":{"events":"a:*"}}}""" + "\n" + """{"id":5,"method":"rule.disable","params":{"session":"s","events":"a:*"}}""",
        """{"id":1,"method":"session.create","params":{"session":{"name":"s","channels":[{"name":"c","mode":"overwrite"}]}}}""" + "\n" + """{"id":2,"method":"trigger.add","params":{"session":"s","trigger":{"name":"t","when":{"fill":80,"channel":"c"},"do":[{"action":"stop"}],"coolDown":"1s"}}}""" + "\n" + """{"id":3,"method":"trigger.list","params":{"session":"s"}}""" + "\n" + """{"id":4,"method":"trigger.remove","params":{"session":"s","name":"t"}}""",
        """{"id":1,"method":"rotate","params":{"session":"s"}}""",
        """{"id":1,"method":"snapshot","params":{"session":"s","folder":"relative","maxAge":"5s","maxBytes":"64MiB"}}""",
    ];

    /// <summary>The bytes are what a client sends behind its <c>hello</c>.</summary>
    public static void Run(byte[] bytes)
    {
        // What names a place in the file system is left out: a fuzzer finds those that hurt. Other outputs are relative to the current folder.
        string text = Encoding.UTF8.GetString(bytes);
        if (text.Contains('/', StringComparison.Ordinal) || text.Contains("\\u", StringComparison.Ordinal))
        {
            return;
        }

        using var stream = new Conversation([.. Encoding.UTF8.GetBytes(Hello), .. bytes]);
        ControlClient.Serve(stream);
        foreach (TraceSession session in SessionList.Snapshot())
        {
            session.Dispose();
        }

        Check(stream.Answers, bytes.Count(static sign => sign == '\n') + 1);
    }

    private static void Check(string answers, int requests)
    {
        string[] lines = answers.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > requests + 1)
        {
            throw new InvalidOperationException($"{lines.Length} answers to {requests} requests");
        }

        foreach (string line in lines)
        {
            ControlAnswer? answer = JsonSerializer.Deserialize(line, ControlJson.Default.ControlAnswer);
            if (answer is null || answer.Result is null == answer.Error is null || answer.Error?.Code == ControlErrors.Failed)
            {
                throw new InvalidOperationException(line);
            }
        }
    }

    private sealed class Conversation(byte[] requests) : MemoryStream(requests)
    {
        private readonly MemoryStream _answers = new();

        public string Answers => Encoding.UTF8.GetString(_answers.ToArray());

        public override void Write(ReadOnlySpan<byte> buffer) => _answers.Write(buffer);

        protected override void Dispose(bool disposing)
        {
            _answers.Dispose();
            base.Dispose(disposing);
        }
    }
}
