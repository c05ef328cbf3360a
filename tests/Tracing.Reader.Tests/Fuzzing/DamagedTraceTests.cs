using System.Buffers;
using System.Text;
using System.Text.Json;
using Tracing.Reader.Tests.Traces;
using Xunit;

namespace Tracing.Reader.Tests.Fuzzing;

/// <summary>
/// Traces with random damage: reading them ends, gives no more than there can be, takes a bounded amount of memory and throws
/// nothing but the exception for an unreadable trace. A failure names the seed that repeats it.
/// </summary>
public sealed class DamagedTraceTests
{
    private const int Rounds = 1500;

    /// <summary>Bytes; a sound reading of these traces takes less than a tenth of it, however they are damaged.</summary>
    private const long MaxAllocated = 256L << 20;

    private static readonly string s_metadata = SampleMetadata.Prolog
        + SampleMetadata.Event(0, "a:Plain", "int64_t _id; string _text; uint32_t _n;")
        + SampleMetadata.Event(1, "a:Sequence", "uint32_t __v_length; int16_t _v[__v_length]; uint8_t __s_length; struct { uint8_t _n; string _t[_n]; } _s[__s_length];")
        + SampleMetadata.Event(2, "a:Variant", "enum : uint8_t { none = 0, some = 1, list = 2 } _tag; variant <_tag> { struct {} none; struct dotnet_decimal some; struct dotnet_ipaddress list; } _v;")
        + SampleMetadata.Event(3, "a:Empty", "uint64_t _n; struct {} _v[_n]; struct { struct {} _w[1000]; } _x[_n];")
        + SampleMetadata.Event(4, "a:Bits", "integer { size = 3; } _a; integer { size = 13; signed = true; byte_order = be; } _b; integer { size = 64; align = 1; } _c; floating_point { exp_dig = 11; mant_dig = 53; align = 64; } _d;");

    private static byte[] Stream()
    {
        var bytes = new List<byte>();
        for (uint i = 0; i < 4; i++)
        {
            ulong time = 100 + (i * 100);
            PacketBytes packet = new PacketBytes(time, time + 50, i, i)
                .Event(0, time).U64(i).Text("text").U32(7)
                .Event(1, time + 1).U32(2).U16(1).U16(2).U8(2).U8(1).Text("x").U8(2).Text("y").Text("z")
                .Event(2, time + 2).U8(1).U64(5).U32(0).U8(1).U8(0)
                .Event(2, time + 3).U8(2).U8(4).U32(0x0100007F).U32(0)
                .Event(3, time + 4).U64(3);
            bytes.AddRange(packet.Done(padding: (int)i * 8));
        }

        return [.. bytes];
    }

    [Fact]
    public void AnyDamageToAStreamIsSurvived()
    {
        byte[] sound = Stream();
        int seed = Random.Shared.Next();
        for (int round = 0; round < Rounds; round++)
        {
            byte[] damaged = Damage(sound, new Random(seed + round));
            Survive(Encoding.UTF8.GetBytes(s_metadata), damaged, seed + round);
        }
    }

    [Fact]
    public void AnyDamageToTheMetadataIsSurvived()
    {
        byte[] sound = Encoding.UTF8.GetBytes(s_metadata);
        byte[] stream = Stream();
        int seed = Random.Shared.Next();
        for (int round = 0; round < Rounds; round++)
        {
            Survive(Damage(sound, new Random(seed + round)), stream, seed + round);
        }
    }

    [Theory]
    [InlineData("struct a { struct {} x[1000000000]; }; event { name = e; fields := struct { struct a x[1000000000]; }; };")]
    [InlineData("event { name = e; fields := struct { uint8_t x[18446744073709551615]; uint8_t y[18446744073709551615][18446744073709551615]; }; };")]
    [InlineData("event { name = e; fields := struct { uint8_t x; } align(2147483648); };")]
    [InlineData("event { name = e; fields := struct { }; };")]
    [InlineData("event { name = e; fields := struct { struct { uint8_t x[0]; } y[1000000000]; }; };")]
    public void HugeDeclarationsTakeNoMemory(string declaration) =>
        Survive(Encoding.UTF8.GetBytes(SampleMetadata.Prolog + declaration), new PacketBytes(1, 2).Event(0, 1).U64(1).Done(), 0);

    [Fact]
    public void TypesThatMultiplyOrNestWithoutEndAreRefused()
    {
        var doubling = new StringBuilder(SampleMetadata.Prolog).Append("struct s0 { uint8_t a; };\n");
        var nesting = new StringBuilder(SampleMetadata.Prolog).Append("struct s0 { uint8_t a; };\n");
        for (int i = 1; i < 5000; i++)
        {
            doubling.Append($"struct s{i} {{ struct s{i - 1} a; struct s{i - 1} b; }};\n");
            nesting.Append($"struct s{i} {{ struct s{i - 1} a; }};\n");
        }

        string use = SampleMetadata.Event(0, "e", "struct s4999 _x;");
        Assert.Throws<TraceFormatException>(() => Read(doubling + use));
        Assert.Throws<TraceFormatException>(() => Read(nesting + use));
        Assert.Throws<TraceFormatException>(() => Read(SampleMetadata.Prolog + string.Concat(Enumerable.Repeat("struct { ", 100_000))));

        static void Read(string metadata)
        {
            using TraceFolder trace = new TraceFolder().WithMetadata(metadata);
            trace.Open();
        }
    }

    private static byte[] Damage(byte[] sound, Random random)
    {
        byte[] bytes = [.. sound];
        if (random.Next(4) == 0)
        {
            bytes = bytes[..random.Next(bytes.Length)];
        }

        for (int flips = random.Next(1, 6); flips > 0 && bytes.Length > 0; flips--)
        {
            int at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.AsSpan(at, Math.Min(random.Next(1, 9), bytes.Length - at)).Fill((byte)(random.Next(2) * 255));
                    break;
                case 2:
                    // A piece of the file at another place.
                    int length = Math.Min(random.Next(1, 64), bytes.Length - at);
                    sound.AsSpan(random.Next(sound.Length - length), length).CopyTo(bytes.AsSpan(at));
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return bytes;
    }

    private static void Survive(byte[] metadata, byte[] stream, int seed)
    {
        using TraceFolder trace = new TraceFolder().WithMetadata(metadata).WithStream("c_0", stream);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long items = 0;
        try
        {
            var output = new ArrayBufferWriter<byte>();
            using var json = new Utf8JsonWriter(output);
            foreach (TraceEvent e in trace.Open())
            {
                // An event has a bit at least, a problem a byte of its own.
                Assert.True(++items <= (stream.Length * 9L) + 16, $"seed {seed}: {items} items in {stream.Length} bytes");
                output.ResetWrittenCount();
                e.WriteText(output);
                output.ResetWrittenCount();
                json.Reset();
                e.WriteJson(json);
                json.Flush();
            }
        }
        catch (TraceFormatException)
        {
            // The metadata cannot be read, and that is what it says.
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"seed {seed}", exception);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MaxAllocated, $"seed {seed}: {allocated} bytes");
    }
}
