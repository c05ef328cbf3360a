using System.Buffers.Binary;
using Tracing.Runtime.Statedump;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Statedump;

/// <summary>What a statedump reads of the system, from planted texts and bytes.</summary>
public class PartsTests
{
    private const string Maps = """
        55d0a0000000-55d0a0002000 r--p 00000000 08:01 42   /usr/bin/app
        55d0a0002000-55d0a0003000 r-xp 00002000 08:01 42   /usr/bin/app
        7f0000000000-7f0000001000 r--p 00000000 08:01 43   /usr/lib/lib with blanks.so (deleted)
        7f0000001000-7f0000002000 ---p 00000000 00:00 0
        7f0000002000-7f0000004000 rw-p 00001000 08:01 43   /usr/lib/lib with blanks.so (deleted)
        7f0000005000-7f0000006000 rw-p 00000000 00:00 0    [heap]
        """;

    [Fact]
    public void MappingsOfAFileAreOneModule() => Assert.Equal(
        [
            new MappedFile(0x55d0a0000000, 0x3000, "/usr/bin/app"),
            new MappedFile(0x7f0000000000, 0x4000, "/usr/lib/lib with blanks.so (deleted)"),
        ],
        MappedFile.Parse(Maps));

    [Theory]
    [InlineData("")]
    [InlineData("no mapping at all")]
    [InlineData("-- / ")]
    [InlineData("1-2 /x")]
    [InlineData("2-1 r--p 00000000 08:01 42 /x")]
    [InlineData("1-2 r--p zz 08:01 42 /x")]
    [InlineData("fffffffffffffffff-2 r--p 0 08:01 42 /x")]
    [InlineData("1-2 r--p 1000 08:01 42 /not/the/begin")]
    public void ALineThatIsNoMappingOfAFilesBeginIsLeftOut(string line) => Assert.Empty(MappedFile.Parse(line));

    [Fact]
    public void AnImageTellsItsBuildId()
    {
        ElfImage? image = Read(Image());
        Assert.NotNull(image);
        Assert.True(image.IsPositionIndependent);
        Assert.Equal(Enumerable.Range(1, 20).Select(static i => (byte)i), image.BuildId);
    }

    [Fact]
    public void AnImageWithFixedAddressesToo()
    {
        byte[] bytes = Image();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(16), 2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(64 + 16), Begin + 128);
        ElfImage? image = Read(bytes);
        Assert.NotNull(image);
        Assert.False(image.IsPositionIndependent);
        Assert.Equal(20, image.BuildId.Length);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(16, 4)]
    public void WhatIsNoImageOfThisKindIsNone(int offset, byte value)
    {
        byte[] bytes = Image();
        bytes[offset] = value;
        Assert.Null(Read(bytes));
    }

    /// <summary>No length and no offset is trusted: whatever they say, nothing is read beyond the image, and nothing is thrown.</summary>
    [Fact]
    public void AnyBytesAreReadWithoutLeavingTheImage()
    {
        var random = new Random(4);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = Image();
            for (int damage = 0; damage < 4; damage++)
            {
                int at = 32 + random.Next(bytes.Length - 32);
                bytes[at] = (byte)(random.Next(3) == 0 ? 0xFF : random.Next(256));
            }

            _ = Read(bytes);
        }
    }

    [Theory]
    [InlineData(uint.MaxValue, 20u)]
    [InlineData(4u, uint.MaxValue)]
    [InlineData(4u, 65u)]
    [InlineData(4u, 0u)]
    [InlineData(0u, 20u)]
    public void ANoteWithWrongSizesIsNoBuildId(uint nameSize, uint contentSize)
    {
        byte[] note = new byte[200];
        Note(note);
        BinaryPrimitives.WriteUInt32LittleEndian(note, nameSize);
        BinaryPrimitives.WriteUInt32LittleEndian(note.AsSpan(4), contentSize);
        Assert.Null(ElfImage.FindBuildId(note));
    }

    [Theory]
    [InlineData("0::/system.slice/docker-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.scope\n", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("12:cpu:/kubepods/pod1/fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210\n0::/\n", "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210")]
    [InlineData("0::/user.slice\n", null)]
    [InlineData("0::/a0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n", null)]
    [InlineData(null, null)]
    public void AContainerIsKnownByItsControlGroup(string? cgroups, string? id) => Assert.Equal(id, ProcessState.ContainerOf(cgroups));

    [Theory]
    [InlineData("12 (a) b (c)) S 34 12 0", 34u)]
    [InlineData("12 (app) S", 0u)]
    [InlineData("12 (app) S x", 0u)]
    [InlineData("", 0u)]
    [InlineData(null, 0u)]
    public void TheParentStandsBehindTheName(string? stat, uint parent) => Assert.Equal(parent, ProcessState.ParentOf(stat));

    [Fact]
    public void ArgumentsWithBlanksAreQuoted() =>
        Assert.Equal("""app --plain "two words" "a \"quote\"" "" """.TrimEnd(), ProcessState.CommandLine(["app", "--plain", "two words", "a \"quote\"", ""]));

    [Theory]
    [InlineData("DB_PASSWORD")]
    [InlineData("github_token")]
    [InlineData("ApiKey")]
    [InlineData("ConnectionStrings__Shop")]
    [InlineData("DATABASE_URL")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("http_proxy")]
    public void NamesOfSecretsAreKnown(string name) => Assert.True(Secrets.IsNameOfOne(name));

    [Theory]
    [InlineData("PATH")]
    [InlineData("HOME")]
    [InlineData("PWD")]
    [InlineData("DOTNET_gcServer")]
    [InlineData("System.GC.Server")]
    public void OtherNamesAreNot(string name) => Assert.False(Secrets.IsNameOfOne(name));

    [Theory]
    [InlineData("1.2.3-beta+0123abc", "1.2.3-beta", "0123abc")]
    [InlineData("1.2.3", "1.2.3", null)]
    [InlineData(null, null, null)]
    public void ACommitStandsBehindTheVersion(string? text, string? version, string? commit) => Assert.Equal((version, commit), ProviderState.Split(text));

    [Theory]
    [InlineData("""{"runtimeOptions":{"configProperties":{"A.B":true,"C":1}}}""", "A.B C")]
    [InlineData("""{"runtimeOptions":{}}""", "")]
    [InlineData("""{"runtimeOptions":{"configProperties":[1]}}""", "")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    public void SettingsAreThoseOfTheFile(string json, string names)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["app.runtimeconfig.json"], json);
        Assert.Equal(names, string.Join(' ', SettingState.NamesIn(folder["app.runtimeconfig.json"])));
    }

    [Fact]
    public void TextsAreNeitherEmptyNorEndless()
    {
        Assert.Equal("(none)", StateText.Of(""));
        Assert.Equal("(none)", StateText.Of(null));
        Assert.Equal(StateText.MaxLength, StateText.Of(new string('x', 100_000)).Length);
    }

    private const ulong Begin = 0x7f00_0000_0000;

    private static ElfImage? Read(byte[] bytes) => ElfImage.TryRead(Begin, (ulong)bytes.Length, (address, destination) =>
    {
        Assert.InRange(address, Begin, Begin + (ulong)bytes.Length);
        Assert.True(address - Begin + (ulong)destination.Length <= (ulong)bytes.Length, "It reads beyond the image.");
        bytes.AsSpan((int)(address - Begin), destination.Length).CopyTo(destination);
        return true;
    });

    /// <summary>A header, one program header, and a segment of notes.</summary>
    private static byte[] Image()
    {
        byte[] bytes = new byte[128 + 36];
        "\u007FELF"u8.CopyTo(bytes);
        bytes[4] = 2;
        bytes[5] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(16), 3);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(32), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(54), 56);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(56), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(64), 4);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(64 + 16), 128);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(64 + 40), 36);
        Note(bytes.AsSpan(128));
        return bytes;
    }

    private static void Note(Span<byte> note)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(note, 4);
        BinaryPrimitives.WriteUInt32LittleEndian(note[4..], 20);
        BinaryPrimitives.WriteUInt32LittleEndian(note[8..], 3);
        "GNU\0"u8.CopyTo(note[12..]);
        for (int i = 0; i < 20; i++)
        {
            note[16 + i] = (byte)(i + 1);
        }
    }
}
