using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Control;

/// <summary>Whatever clients do: others are served, the process goes on, and its memory stays.</summary>
public sealed class AbuseTests : IDisposable
{
    /// <summary>What a process may have more than before: 32 clients with 5 MiB each and what the collector leaves, but far from what is sent.</summary>
    private const long MemoryBytes = 256L << 20;

    private readonly TempFolder _folder = new();
    private readonly ControlledApp _app;
    private readonly long _memory;

    public AbuseTests()
    {
        _app = new ControlledApp(_folder.Path);
        _memory = Memory;
    }

    private long Memory => long.Parse(_app.Do("memory"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        try
        {
            AssertUnharmed();
        }
        finally
        {
            _app.Dispose();
            _folder.Dispose();
        }
    }

    [Theory]
    [InlineData("\0\u0001\u0002\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\n")]
    [InlineData("{\"id\":1,\"method\":\"hello\"\n")]
    [InlineData("{\"id\":1,\"id\":2,\"method\":\"hello\"}\n")]
    [InlineData("{\"id\":1,\"method\":\"hello\",\"params\":{\"protocol\":1}} {}\n")]
    public void NoJsonEndsTheConnectionWithAReason(string garbage)
    {
        using var client = new ControlConnection(_app.Socket);
        client.Send(garbage);
        Assert.Equal("bad-request", (string?)client.Read()!["error"]!["code"]);
        Assert.Null(client.Read());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"id":"x","method":"hello"}""")]
    [InlineData("""{"id":1e400,"method":"hello"}""")]
    [InlineData("""{"id":1,"method":null}""")]
    [InlineData("""{"id":1,"method":"hello","param":{}}""")]
    public void JsonThatIsNoRequestIsAnsweredAndTheConnectionGoesOn(string message)
    {
        using var client = new ControlConnection(_app.Socket);
        client.Send(message + "\n");
        Assert.Equal("bad-request", (string?)client.Read()!["error"]!["code"]);
        client.Call("hello", """{"protocol":1}""");
    }

    [Fact]
    public void AnythingAtAllIsSurvived()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        byte[] request = Encoding.UTF8.GetBytes("""{"id":1,"method":"session.create","params":{"session":{"name":"x","channels":[{"name":"c"}]}}}""" + "\n");
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = [.. request];
            for (int j = random.Next(8); j >= 0; j--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using ControlConnection client = _app.Connect();
            client.Send(bytes.AsSpan(0, random.Next(1, bytes.Length + 1)));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
    }

    [Fact]
    public void DeepJsonIsRefused()
    {
        using ControlConnection client = _app.Connect();
        client.Send("""{"id":1,"method":"session.create","params":{"session":""" + new string('[', 100_000) + new string(']', 100_000) + "}}\n");
        Assert.Equal("bad-request", (string?)client.Read()!["error"]!["code"]);
        Assert.Null(client.Read());
    }

    [Fact]
    public void AMessageOfAGigabyteIsRefusedBeforeItIsThere()
    {
        using ControlConnection client = _app.Connect();
        byte[] part = new byte[1 << 20];
        part.AsSpan().Fill((byte)'x');
        int sent = 0;
        Assert.ThrowsAny<IOException>(() =>
        {
            for (; sent < 1024; sent++)
            {
                client.Send(part);
            }
        });
        Assert.InRange(sent, 1, 16);
    }

    [Fact]
    public void TheLongestRequestIsTaken()
    {
        using ControlConnection client = _app.Connect();
        string request = """{"id":5,"method":"sessions"}""";
        client.Send(request + new string(' ', (1 << 20) - request.Length - 1) + "\n");
        Assert.Equal(5, (int?)client.Read()!["id"]);
        client.Send(request + new string(' ', (1 << 20) - request.Length) + "\n");
        Assert.Equal("bad-request", (string?)client.Read()!["error"]!["code"]);
    }

    [Fact]
    public void TenThousandConnectionsOneAfterAnother()
    {
        for (int i = 0; i < 10_000; i++)
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(_app.Socket));
        }
    }

    [Fact]
    public void ClientsThatStaySilentAreSentAway()
    {
        var silent = new List<ControlConnection>();
        try
        {
            for (int i = 0; i < 500; i++)
            {
                silent.Add(new ControlConnection(_app.Socket));
            }

            // 32 of them keep others out until their time to say hello is over; the rest is told.
            JsonObject?[] answers = [.. silent.Select(static client => client.Read())];
            Assert.InRange(answers.Count(static answer => (string?)answer?["error"]?["code"] == "too-many"), 400, 500);
            Assert.InRange(answers.Count(static answer => answer is null), 1, 100);
            AssertUnharmed();
        }
        finally
        {
            silent.ForEach(static client => client.Dispose());
        }
    }

    [Fact]
    public void HalfAMessageHoldsNobodyUp()
    {
        using ControlConnection half = _app.Connect();
        half.Send("""{"id":1,"meth""");
        AssertUnharmed();
        half.Send("""od":"sessions"}""" + "\n");
        Assert.Equal(1, (int?)half.Read()!["id"]);
    }

    [Fact]
    public void AClientThatDoesNotReadIsNotWaitedFor()
    {
        // As many requests as the system takes: answers are many times as long, and stop with the first that does not fit.
        using ControlConnection deaf = _app.Connect();
        string requests = string.Concat(Enumerable.Repeat("""{"id":1,"method":"tracepoints"}""" + "\n", 1000));
        Assert.ThrowsAny<IOException>(() =>
        {
            for (int i = 0; i < 1_000_000; i++)
            {
                deaf.Send(requests);
            }
        });
    }

    private void AssertUnharmed()
    {
        // Where all places are taken, one is free in a few seconds.
        ControlConnection? client = null;
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                client = new ControlConnection(_app.Socket);
                if (client.Ask("hello", """{"protocol":1}""").ContainsKey("result"))
                {
                    return true;
                }

                client.Dispose();
                return false;
            },
            TimeSpan.FromSeconds(60)));
        using (client)
        {
            client!.Call("sessions");
        }

        Assert.InRange(Memory, 0, _memory + MemoryBytes);
    }
}
