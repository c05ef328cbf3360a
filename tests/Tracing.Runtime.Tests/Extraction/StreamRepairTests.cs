using Tracing.Runtime.Extraction;
using Tracing.Runtime.Output;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Extraction;

/// <summary>Stream files that were cut short or written over anywhere are cut back to their last whole packet.</summary>
public class StreamRepairTests
{
    private static readonly Guid s_traceId = Guid.NewGuid();

    [Fact]
    public void AFileIsCutBackToItsLastWholePacketWhereverItEnds()
    {
        using var folder = new TempFolder();
        (byte[] bytes, int[] ends) = Write(folder["whole"]);
        for (int length = 0; length <= bytes.Length; length++)
        {
            File.WriteAllBytes(folder["cut"], bytes[..length]);
            StreamRepair.CutBack(folder["cut"], s_traceId);
            Assert.Equal(bytes[..ends.Where(end => end <= length).Max()], File.ReadAllBytes(folder["cut"]));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("C1FC1FC1")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000")]
    public void WhatIsNoPacketIsCutOff(string garbage)
    {
        using var folder = new TempFolder();
        (byte[] bytes, _) = Write(folder["whole"]);
        File.WriteAllBytes(folder["more"], [.. bytes, .. Convert.FromHexString(garbage)]);
        StreamRepair.CutBack(folder["more"], s_traceId);
        Assert.Equal(bytes, File.ReadAllBytes(folder["more"]));
    }

    [Theory]
    [InlineData(0, 0xFF)]
    [InlineData(4, 0xFF)]
    [InlineData(56, 0x01)]
    [InlineData(63, 0x80)]
    public void APacketWhoseHeaderIsNotTheTracesIsCutOffWithAllBehindIt(int offset, byte flip)
    {
        using var folder = new TempFolder();
        (byte[] bytes, int[] ends) = Write(folder["whole"]);
        byte[] changed = [.. bytes];
        changed[ends[1] + offset] ^= flip;
        File.WriteAllBytes(folder["changed"], changed);
        StreamRepair.CutBack(folder["changed"], s_traceId);
        Assert.Equal(bytes[..ends[1]], File.ReadAllBytes(folder["changed"]));
    }

    [Fact]
    public void AFileThatIsNotThereIsNotMade()
    {
        using var folder = new TempFolder();
        StreamRepair.CutBack(folder["none"], s_traceId);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static (byte[] Bytes, int[] Ends) Write(string path)
    {
        List<int> ends = [0];
        using (var output = new FolderOutput(path))
        using (var stream = new OwnStream())
        {
            for (uint i = 1; i <= 3; i++)
            {
                OwnPacket packet = stream.NewPacket(i).Add(OwnEventClasses.Loss, i).Put(new string('x', (int)i * 10));
                stream.Append(output, s_traceId, packet, lost: 0);
                ends.Add((int)new FileInfo(Path.Combine(path, OwnStream.Name)).Length);
            }
        }

        return (File.ReadAllBytes(Path.Combine(path, OwnStream.Name)), [.. ends]);
    }
}
