using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Tracing.Format;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests;

/// <summary>Holds the byte tables of docs/ring-file.md against the structures, and these against the room that they have.</summary>
public partial class RingFileDocTests
{
    [Theory]
    [InlineData(typeof(RingFileHeader), 4096)]
    [InlineData(typeof(SubBufferEntry), 48)]
    [InlineData(typeof(SharedEntry), 48)]
    [InlineData(typeof(ConsumerState), 56)]
    [InlineData(typeof(ClaimLine), 64)]
    public void TheTableSaysWhatTheStructureIs(Type type, int size)
    {
        string[] fields = Fields(type);
        Assert.NotEmpty(fields);
        Assert.Equal(size, SizeOf(type));
        Assert.Equal(fields, InDocument(type));
    }

    [Fact]
    public void AFieldThatIsNotInTheTableIsFound() =>
        Assert.Equal(["0 8 Seen", "8 4 _hidden"], Fields(typeof(Planted)).Except(InDocument(typeof(SubBufferEntry))));

    [Fact]
    public void TheHeaderPageHasRoomForAllThatFollowsTheFields()
    {
        string[] last = Fields(typeof(RingFileHeader))[^1].Split(' ');
        Assert.Equal(nameof(RingFileHeader.ConsumerState3), last[2]);
        Assert.InRange(int.Parse(last[0], CultureInfo.InvariantCulture) + SizeOf(typeof(ConsumerState)), 0, RingFileHeader.SubBufferTableOffset);
        Assert.InRange(
            RingFileHeader.SubBufferTableOffset + (RingFileHeader.MaxSubBufferCount * Math.Max(SizeOf(typeof(SubBufferEntry)), SizeOf(typeof(SharedEntry)))), 0, RingFileHeader.Size);
        Assert.Contains($"### `{nameof(RingFileHeader)}`: the header page, version {RingFileHeader.CurrentVersion}\n", Document, StringComparison.Ordinal);
        Assert.Contains($"| 8 | 4 | Version | {RingFileHeader.CurrentVersion} |", Document, StringComparison.Ordinal);
    }

    private static string Document { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "ring-file.md"));

    private static string[] Fields(Type type) =>
    [
        .. from field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
           let offset = (int)Marshal.OffsetOf(type, field.Name)
           let size = SizeOf(field.FieldType)
           orderby offset, size descending, field.Name
           select string.Create(CultureInfo.InvariantCulture, $"{offset} {size} {field.Name}"),
    ];

    private static string[] InDocument(Type type)
    {
        string section = Document.Split($"### `{type.Name}`")[1].Split("\n#")[0];
        return [.. from Match row in RowPattern().Matches(section) select $"{row.Groups[1].Value} {row.Groups[2].Value} {row.Groups[3].Value}"];
    }

    private static int SizeOf(Type type) => Marshal.SizeOf(type);

    [GeneratedRegex(@"^\| ([0-9]+) \| ([0-9]+) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [StructLayout(LayoutKind.Explicit)]
    private struct Planted
    {
#pragma warning disable CS0169 // Only looked at.
        [FieldOffset(0)] public long Seen;
        [FieldOffset(8)] private int _hidden;
#pragma warning restore CS0169
    }
}
