using System.Diagnostics;
using System.Text;
using Tracing.Format;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.SharedMemory;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Processes;

/// <summary>What dead processes leave goes as soon as nobody needs it, and never grows beyond a limit. Copies of this process's files stand for theirs.</summary>
[Collection(nameof(TestTrace))]
public class LeftoversTests
{
    [Fact]
    public void WhatIsWrittenOutIsRemoved()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        TestTrace.Number(1);
        session.Drain(takeOpen: true);
        DeadProcess process = Leave(session, folder["process"], started: 1);
        Assert.Single(process.Files(RingFolder.RingExtension));
        Leftovers.Remove([process], long.MaxValue);
        Assert.False(Directory.Exists(process.Folder));
    }

    [Fact]
    public void ATraceWhoseDescriptionIsNotWholeIsKept()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        DeadProcess process = Leave(session, folder["process"], started: 1);
        using (var metadata = new FileStream(folder["trace/metadata"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            metadata.SetLength(metadata.Length - 1);
        }

        Leftovers.Remove([process], long.MaxValue);
        Assert.Single(process.SessionFiles);
    }

    [Fact]
    public void TheProcessesThatStartedFirstMakeWay()
    {
        using var folder = new TempFolder();
        using TraceSession session = FlightRecorder();
        DeadProcess first = Leave(session, folder["first"], started: 1);
        DeadProcess second = Leave(session, folder["second"], started: 2);
        DeadProcess third = Leave(session, folder["third"], started: 3);
        long size = third.Files("").Sum(static file => new FileInfo(file).Length);

        Leftovers.Remove([second, third, first], 3 * size);
        Assert.All([first, second, third], static process => Assert.Single(process.SessionFiles));
        Leftovers.Remove([second, third, first], (3 * size) - 1);
        Assert.False(Directory.Exists(first.Folder));
        Leftovers.Remove([second, third], size);
        Assert.False(Directory.Exists(second.Folder));
        Assert.Single(third.SessionFiles);
    }

    [Fact]
    public void RingsWithoutASessionFileAndEmptyFoldersAreRemoved()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        TestTrace.Number(1);
        DeadProcess rings = Leave(session, folder["rings"], started: 1);
        File.Delete(Assert.Single(rings.SessionFiles));
        var empty = new DeadProcess(Directory.CreateDirectory(folder["empty"]).FullName, 1, DateTime.UnixEpoch);
        Leftovers.Remove([rings, empty], long.MaxValue);
        Assert.False(Directory.Exists(rings.Folder));
        Assert.False(Directory.Exists(empty.Folder));
    }

    [Fact]
    public void WhatAnotherProcessHoldsOrALaterVersionWroteIsLeftAlone()
    {
        using var folder = new TempFolder();
        var later = new DeadProcess(Directory.CreateDirectory(folder["later"]).FullName, 1, DateTime.UnixEpoch);
        File.WriteAllText(Path.Combine(later.Folder, "0.session"), "tracing-session 9\nsession later\n");
        var living = new DeadProcess(Directory.CreateDirectory(folder["living"]).FullName, 1, DateTime.UnixEpoch);
        using (File.Open(Path.Combine(living.Folder, "0.session"), FileMode.CreateNew, FileAccess.Write, FileShare.Read))
        {
            Leftovers.Remove([later], long.MaxValue);
            Leftovers.Remove([living], limitBytes: -1);
            Assert.Single(later.SessionFiles);
            Assert.Single(living.SessionFiles);
        }

        // But for the limit.
        Leftovers.Remove([later], limitBytes: 0);
        Assert.False(Directory.Exists(later.Folder));
    }

    [Fact]
    public void ASessionThatBeginsLooksAfterThem()
    {
        using var folder = new TempFolder();
        using (TraceSession session = FlightRecorder())
        {
            Assert.NotEmpty(OwnFolder);
        }

        string user = Path.GetDirectoryName(OwnFolder)!;
        using Process process = Process.Start(new ProcessStartInfo("true"))!;
        process.WaitForExit();
        string left = Directory.CreateDirectory(Path.Combine(user, $"{process.Id}-1")).FullName;
        Assert.True(SpinWait.SpinUntil(() =>
        {
            using TraceSession session = TraceSession.Create("looks", new TraceSessionOptions());
            session.Start();
            return !Directory.Exists(left);
        }, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void LinksAndFilesOfOtherUsersAreNotRecovered()
    {
        using var folder = new TempFolder();
        using TraceSession session = FlightRecorder();
        DeadProcess process = Leave(session, folder["process"], started: 1);
        string sessionFile = Assert.Single(process.SessionFiles);
        string ring = Assert.Single(process.Files(RingFolder.RingExtension));
        Assert.Equal(1, Recovery.Count(sessionFile).Events);

        File.Move(ring, folder["elsewhere"]);
        File.CreateSymbolicLink(ring, folder["elsewhere"]);
        Assert.Equal(0, Recovery.Count(sessionFile).Rings);
        File.Delete(ring);
        File.Move(folder["elsewhere"], ring);
        if (Programs.Run("chown", ["nobody", ring]).ExitCode != 0)
        {
            Assert.Skip("This user may not give files away.");
        }

        Assert.Equal(0, Recovery.Count(sessionFile).Rings);
        Programs.Run("chown", ["nobody", sessionFile]);
        Assert.Null(SessionHold.TryTake(sessionFile));
        File.Move(sessionFile, folder["session"]);
        File.CreateSymbolicLink(sessionFile, folder["session"]);
        Assert.Null(SessionHold.TryTake(sessionFile));
    }

    [Fact]
    public void ARingFileLeadsToAllThatItsEventsNeed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no Unix modes.");
            return;
        }

        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("named", new TraceSessionOptions { Output = folder["trace\n50%"] });
        session.Enable("test:Number", session.AddChannel("first", new ChannelOptions { Scope = BufferScope.Cpu }));
        session.Enable("test:Number", session.AddChannel("second"));
        session.Start();
        TestTrace.Number(1);
        string own = OwnFolder;
        string sessionFile = FileOf(session);
        SessionRemains remains = SessionRemains.Read(File.ReadAllBytes(sessionFile));
        Assert.Equal(("named", folder["trace\n50%"]), (remains.Name, remains.Output));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(own));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(sessionFile));
        string[] rings = RingsOf(sessionFile);
        Assert.Equal(2, rings.Length);
        foreach (string ring in rings)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ring));
            byte[] header = File.ReadAllBytes(ring);
            uint streamClass = BitConverter.ToUInt32(header, 48);
            Assert.EndsWith($"-{remains.Channels[streamClass]}.ring", ring);
            Assert.Equal((Environment.ProcessId, ProcessIdentity.StartTicks), (BitConverter.ToInt32(header, 40), BitConverter.ToInt64(header, 32)));
            Assert.Equal(streamClass == 0 ? RingFileHeader.SharedKind : RingFileHeader.ThreadKind, BitConverter.ToUInt32(header, 28));
        }
    }

    private static TraceSession FlightRecorder()
    {
        TraceSession session = TraceSession.Create("flight", new TraceSessionOptions());
        session.Enable("test:Number");
        session.Start();
        TestTrace.Number(1);
        return session;
    }

    /// <summary>This process's folder; there is one as long as a session has files.</summary>
    private static string OwnFolder => Directory.EnumerateDirectories("/dev/shm", "tracing-*")
        .SelectMany(static user => Directory.EnumerateDirectories(user, $"{Environment.ProcessId}-*")).Single();

    private static string FileOf(TraceSession session) => Directory.GetFiles(OwnFolder, "*" + SessionFile.Extension)
        .Single(file => TryRead(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\nsession {session.Name}\n")) > 0);

    private static string[] RingsOf(string sessionFile)
    {
        Guid id = Guid.ParseExact(Path.GetFileNameWithoutExtension(sessionFile), "N");
        return
        [
            .. from ring in Directory.GetFiles(OwnFolder, "*" + RingFolder.RingExtension)
               let bytes = TryRead(ring)
               where bytes.Length > 0 && new Guid(bytes.AsSpan(64, 16)) == id
               select ring,
        ];
    }

    // Other tests' sessions come and go.
    private static byte[] TryRead(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Leaves what the process would of this session if it died now.</summary>
    private static DeadProcess Leave(TraceSession session, string folder, int started)
    {
        Directory.CreateDirectory(folder);
        string sessionFile = FileOf(session);
        foreach (string file in (string[])[sessionFile, .. RingsOf(sessionFile)])
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return new DeadProcess(folder, 1, DateTime.UnixEpoch.AddSeconds(started));
    }
}
