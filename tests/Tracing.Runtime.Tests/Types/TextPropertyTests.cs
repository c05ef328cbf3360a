using CsCheck;
using Tracing.Runtime.Tests.Support;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Types;

/// <remarks>CsCheck prints the seed of a failure; set the environment variable CsCheck_Seed to repeat it.</remarks>
public class TextPropertyTests
{
    private const int Sessions = 15;
    private const int SizeSamples = 20_000;

    /// <summary>So many records of the longest text fit the rings of the test.</summary>
    private const int MostRecords = 300;

    private static readonly Gen<char> s_unit = Gen.OneOf(
        Gen.Char['\u0001', '\u007F'],
        Gen.Char['\u0001', '\u007F'],
        Gen.Char['\u0080', '\u07FF'],
        Gen.Char['\uD800', '\uDBFF'],
        Gen.Char['\uDC00', '\uDFFF'],
        Gen.Const('\0'),
        Gen.Char['\0', '\uFFFF']);

    private static readonly Gen<byte> s_byte = Gen.OneOf(
        Gen.Byte[0, 0x7F],
        Gen.Byte[0x80, 0xBF],
        Gen.Byte[0xC0, 0xDF],
        Gen.Byte[0xE0, 0xEF],
        Gen.Byte[0xF0, 0xFF]);

    private static readonly Gen<string> s_text = s_unit.Array[0, 40].Select(static units => new string(units));
    private static readonly Gen<byte[]> s_utf8 = Gen.OneOf(s_byte.Array[0, 40], s_text.Select(static text => TextModel.Encode(TextModel.Mend(text))));

    [Fact]
    public void AnyTextIsReadBackMended() => s_text.Array[1, MostRecords].Sample(
        static texts =>
        {
            using var folder = new TempFolder();
            Record(folder["trace"], "properties:Text", texts, static text => PropertyTrace.Text(text));

            string[] printed = PrintedFields.OfBabeltrace1(folder["trace"]);
            Assert.Equal(texts.Length, printed.Length);
            ReadOnlySpan<byte> rest = StreamRecords.Read(folder["trace"]);
            for (int i = 0; i < texts.Length; i++)
            {
                string mended = TextModel.Mend(texts[i]);
                rest = StreamRecords.SkipHeader(rest);
                Assert.Equal(TextModel.Encode(mended), StreamRecords.TakeRawText(ref rest));
                Assert.Equal($$"""{ value = "{{mended}}" }""", printed[i]);
            }

            Assert.Equal(0, rest.Length);
        },
        iter: Sessions,
        threads: 1);

    [Fact]
    public void AnyUtf8IsReadBackMended() => s_utf8.Array[1, MostRecords].Sample(
        static texts =>
        {
            using var folder = new TempFolder();
            Record(folder["trace"], "properties:Utf8", texts, static text => PropertyTrace.Utf8(text));

            Assert.Equal(texts.Length, PrintedFields.OfBabeltrace2(folder["trace"]).Length);
            ReadOnlySpan<byte> rest = StreamRecords.Read(folder["trace"]);
            foreach (byte[] text in texts)
            {
                rest = StreamRecords.SkipHeader(rest);
                Assert.Equal(TextModel.Mend(text), StreamRecords.TakeRawText(ref rest));
            }

            Assert.Equal(0, rest.Length);
        },
        iter: Sessions,
        threads: 1);

    [Fact]
    public void AnyBlobIsReadBackAsItWas() => Gen.Byte.Array[0, 40].Array[1, MostRecords].Sample(
        static blobs =>
        {
            using var folder = new TempFolder();
            Record(folder["trace"], "properties:Blob", blobs, static blob => PropertyTrace.Blob(blob));

            Assert.Equal(blobs.Length, PrintedFields.OfBabeltrace2(folder["trace"]).Length);
            ReadOnlySpan<byte> rest = StreamRecords.Read(folder["trace"]);
            foreach (byte[] blob in blobs)
            {
                rest = StreamRecords.SkipHeader(rest);
                Assert.Equal(blob.Length, BitConverter.ToInt32(rest));
                Assert.Equal(blob, rest.Slice(sizeof(int), blob.Length));
                rest = rest[(sizeof(int) + blob.Length)..];
            }

            Assert.Equal(0, rest.Length);
        },
        iter: Sessions,
        threads: 1);

    [Fact]
    public void TheExactSizeOfATextIsThatOfItsBytes() => Gen.Select(s_text, s_utf8).Sample(
        static (text, utf8) =>
        {
            // With the NUL that ends it.
            int size = TextModel.Encode(TextModel.Mend(text)).Length + 1;
            int utf8Size = TextModel.Mend(utf8).Length + 1;
            Assert.Equal((size, utf8Size), (RecordSize.Exact(text), RecordSize.ExactUtf8(utf8)));
            Assert.True(RecordSize.Bound(text) >= size && RecordSize.BoundUtf8(utf8) >= utf8Size);
        },
        iter: SizeSamples);

    // Small sub-buffers, so that many records come to the end of one, and enough of them for all records.
    private static void Record<T>(string trace, string eventName, T[] values, Action<T> emit)
    {
        using TraceSession session = TraceSession.Create(Guid.NewGuid().ToString("N"), new TraceSessionOptions { Output = trace });
        session.Enable(eventName, session.AddChannel("small", new ChannelOptions { SubBufferSize = 4 << 10, SubBufferCount = 32 }));
        session.Start();
        foreach (T value in values)
        {
            emit(value);
        }

        session.Stop();
        Assert.Equal(values.Length, session.Statistics.Recorded);
    }
}

[TracepointProvider("properties")]
internal static partial class PropertyTrace
{
    [Tracepoint]
    public static partial void Text(string value);

    [Tracepoint]
    public static partial void Utf8([Utf8] ReadOnlySpan<byte> value);

    [Tracepoint]
    public static partial void Blob(byte[] value);
}
