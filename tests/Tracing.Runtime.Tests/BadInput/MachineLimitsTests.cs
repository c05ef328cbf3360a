using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.BadInput;

/// <summary>What the machine or the process lacks, in a process of its own: the program is unharmed, and is told.</summary>
public class MachineLimitsTests
{
    [Theory]
    [InlineData("size=64k")]
    [InlineData("ro")]
    public void WithoutSharedMemoryEventsAreCountedAsDiscarded(string mountOptions)
    {
        Programs.Result result = TestApp.RunAlone($"mount -t tmpfs -o {mountOptions} tmpfs /dev/shm; \"$0\" session");

        Assert.Equal((TestApp.OwnExitCode, ""), (result.ExitCode, result.Error));
        Assert.Contains("recorded 0 discarded 1000 rings 0", result.Output);
    }

    [Theory]
    [InlineData("mkdir -m 700 $folder; chown nobody $folder")]
    [InlineData("mkdir -m 777 $folder; chown nobody $folder")]
    [InlineData("mkdir /mnt/elsewhere; ln -s /mnt/elsewhere $folder")]
    [InlineData("touch $folder")]
    public void AnothersFolderInThePlaceOfTheRingsIsNotUsed(string plant)
    {
        Programs.Result result = TestApp.RunAlone(
            $"mount -t tmpfs tmpfs /dev/shm; mount -t tmpfs tmpfs /mnt; folder=/dev/shm/tracing-$(id -u); {plant}; before=$(stat -c '%a %u' $folder)\n"
            + "code=0; \"$0\" session || code=$?; echo \"left $(find /dev/shm /mnt -mindepth 2 | wc -l) as it was: $(test \"$before\" = \"$(stat -c '%a %u' $folder)\" && echo yes)\"; exit $code");

        Assert.Equal((TestApp.OwnExitCode, ""), (result.ExitCode, result.Error));
        Assert.Contains("recorded 0 discarded 1000 rings 0", result.Output);
        Assert.Contains("left 0 as it was: yes", result.Output);
    }

    [Theory]
    [InlineData(100, "recorded 0 discarded 1000 rings 0")]
    [InlineData(1, "larger than the file system, or the limit on this process's files (ulimit -f), allows")]
    public void ALimitOnFilesDoesNotEndTheProcess(int limitKib, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh.");

        // The .NET runtime itself makes a large file when it may write to or execute memory, but not both.
        Programs.Result result = Programs.Run(
            "bash", ["-c", $"ulimit -f {limitKib}; exec \"$0\" session", TestApp.Program], start => start.Environment["DOTNET_EnableWriteXorExecute"] = "0");

        Assert.Equal((TestApp.OwnExitCode, ""), (result.ExitCode, result.Error));
        Assert.Contains(expected, result.Output);
    }

    [Theory]
    [InlineData("tsc")]
    [InlineData("tsc-relaxed")]
    public void AForcedClockThatTheMachineLacksIsReported(string clock)
    {
        Programs.Result result = TestApp.RunAlone(OtherClockSource + "\"$0\" session", ("TRACING_CLOCK", clock));

        Assert.Equal((TestApp.OwnExitCode, ""), (result.ExitCode, result.Error));
        Assert.Contains($"InvalidOperationException: The clock '{clock}' was asked for, but it cannot be used here: ", result.Output);
        Assert.Contains("Ask for 'monotonic' or 'counter', or for none", result.Output);
    }

    [Fact]
    public void WithoutTheCycleCounterTheNextBestClockIsTaken()
    {
        using var folder = new TempFolder();
        Programs.Result result = TestApp.RunAlone(
            OtherClockSource + "\"$0\" return", ("TRACING_EVENTS", "*"), ("TRACING_OUTPUT", folder["trace"]));

        Assert.Equal((TestApp.OwnExitCode, ""), (result.ExitCode, result.Error));
        Assert.Contains("Monotonic clock of the operating system", File.ReadAllText(folder["trace/metadata"]));
        Assert.Equal(203, Babeltrace.Read(folder["trace"]).Length);
    }

    [Fact]
    public void AProcessHasSoManyChannelsAndSaysSo()
    {
        Programs.Result result = TestApp.Run(["channels"]);

        Assert.Equal((TestApp.OwnExitCode, ""), (result.ExitCode, result.Error));
        Assert.Contains("A process can have 128 channels at a time, and all are in use. Dispose of a session, or put events into fewer channels.", result.Output);
        Assert.Contains("channels 128\nrecorded 1\nfits again\n", result.Output);
    }

    /// <summary>A machine whose kernel has given up the cycle counter.</summary>
    private const string OtherClockSource = """
        source=/sys/devices/system/clocksource/clocksource0/current_clocksource
        test -f $source || exit 0
        mount -t tmpfs tmpfs /mnt; echo hpet > /mnt/other; mount --bind /mnt/other $source

        """;
}
