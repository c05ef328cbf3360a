using System.Net.Sockets;
using System.Runtime.Versioning;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Control;

/// <summary>The socket: where it is, whose it is, and how long.</summary>
[UnsupportedOSPlatform("windows")]
public class EndpointTests
{
    private const string OwnThread = "tracing control";
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public void ItIsThereBeforeMainForThisUserOnlyAndGoneAtTheEnd()
    {
        using var folder = new TempFolder();
        using var app = new ControlledApp(folder["made"]);
        Assert.Equal(UserOnly, File.GetUnixFileMode(folder["made"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(app.Socket));
        Assert.Equal(TestApp.OwnExitCode, app.End());
        Assert.Empty(Directory.GetFiles(folder["made"]));
        Assert.Equal("", app.Error);
    }

    [Theory]
    [InlineData("TRACING_CONTROL", "0")]
    [InlineData("TRACING_DISABLE", "1")]
    public void ThereIsNoneWhereItIsSwitchedOff(string variable, string value)
    {
        using var folder = new TempFolder();
        using var app = new ControlledApp(folder.Path, (variable, value));
        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.Equal(TestApp.OwnExitCode, app.End());
    }

    [Fact]
    public void WithoutAClientItHasNoThread()
    {
        using var folder = new TempFolder();
        using var app = new ControlledApp(folder.Path);
        Assert.DoesNotContain(OwnThread, app.Threads);
        Assert.DoesNotContain(".NET Sockets", app.Threads);
        using (ControlConnection client = app.Connect())
        {
            Assert.Single(app.Threads, OwnThread);
        }

        Assert.True(SpinWait.SpinUntil(() => !app.Threads.Contains(OwnThread), TimeSpan.FromSeconds(60)));
        using ControlConnection another = app.Connect();
    }

    [Fact]
    public void WithAThreadOfItsOwnItAnswersAlsoWhenTheThreadPoolIsExhausted()
    {
        using var folder = new TempFolder();
        using var app = new ControlledApp(folder.Path, ("TRACING_CONTROL", "thread"));
        Assert.Single(app.Threads, OwnThread);
        Assert.Equal("starved", app.Do("starve"));
        using ControlConnection client = app.Connect();
        client.Call("sessions");
    }

    [Fact]
    public void WhatKilledProcessesLeftIsRemovedByTheNext()
    {
        using var folder = new TempFolder();
        using var dead = new ControlledApp(folder.Path);
        string left = dead.Socket;
        dead.Kill();
        Assert.True(File.Exists(left));
        File.WriteAllText(folder["1.sock"], "somebody's own");
        using var app = new ControlledApp(folder.Path);
        Assert.Equal([folder["1.sock"], app.Socket], Directory.GetFiles(folder.Path).Order());
    }

    [Fact]
    public void WhereSomebodyListensNothingIsRemoved()
    {
        // As a process of another container, whose id means nothing here.
        using var folder = new TempFolder();
        string path = folder["2147483647-8df4b031fe78488.sock"];
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        using var app = new ControlledApp(folder.Path);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void TwoProcessesWithOnePathCollideAloud()
    {
        using var folder = new TempFolder();
        (string, string) named = ("TRACING_CONTROL_SOCKET", folder["one.sock"]);
        using var first = new ControlledApp(folder.Path, named);
        using var second = new ControlledApp(folder.Path, named);
        using (ControlConnection client = ControlConnection.Greet(folder["one.sock"]))
        {
            Assert.Equal(first.Id, (int?)client.Call("hello", """{"protocol":1}""")["pid"]);
        }

        Assert.Equal(TestApp.OwnExitCode, second.End());
        Assert.Contains("Another process listens", second.Error);
        Assert.Contains(folder["one.sock"], second.Error);
        Assert.Equal([folder["one.sock"]], Directory.GetFiles(folder.Path));

        // And when the first dies, the next one has it.
        first.Kill();
        using var third = new ControlledApp(folder.Path, named);
        using ControlConnection again = ControlConnection.Greet(folder["one.sock"]);
        Assert.Equal(third.Id, (int?)again.Call("hello", """{"protocol":1}""")["pid"]);
        Assert.Equal([folder["one.sock"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void AFolderThatOthersCouldChangeIsRefused()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["real"]);
        File.CreateSymbolicLink(folder["link"], folder["real"]);
        AssertRefused(folder["link"], "symbolic link");
        File.SetUnixFileMode(folder["real"], UserOnly | UnixFileMode.OtherWrite);
        AssertRefused(folder["real"], "can be written by others");
        AssertRefused(folder[new string('x', 100)], "at the most");
        Assert.Empty(Directory.GetFiles(folder["real"]));
    }

    [Fact]
    public void AnotherUsersFolderIsRefused()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["theirs"]);
        Strangers.GiveAway(folder["theirs"]);
        AssertRefused(folder["theirs"], "another user");
        Assert.Empty(Directory.GetFiles(folder["theirs"]));
    }

    [Fact]
    public void APathThatIsSomethingElseIsRefusedAndStays()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["precious"], "text");
        File.CreateSymbolicLink(folder["link"], folder["precious"]);
        Directory.CreateDirectory(folder["folder"]);
        AssertRefused(folder.Path, "no socket", ("TRACING_CONTROL_SOCKET", folder["precious"]));
        AssertRefused(folder.Path, "symbolic link", ("TRACING_CONTROL_SOCKET", folder["link"]));
        AssertRefused(folder.Path, "is a folder", ("TRACING_CONTROL_SOCKET", folder["folder"]));
        AssertRefused(folder.Path, "There is no folder", ("TRACING_CONTROL_SOCKET", folder["nowhere/x.sock"]));
        AssertRefused(folder.Path, "no group", ("TRACING_CONTROL_GROUP", "there-is-no-such-group"));
        Assert.Equal("text", File.ReadAllText(folder["precious"]));
    }

    [Fact]
    public void AnotherUserCannotConnectEvenWhereTheFileWouldLetHim()
    {
        using var folder = new TempFolder();
        using var app = new ControlledApp(folder["sockets"]);
        Assert.Contains("PermissionError", Strangers.Connect(app.Socket));
        Open(folder, app);
        Assert.Equal("nothing", Strangers.Connect(app.Socket));
        using ControlConnection client = app.Connect();
    }

    [Fact]
    public void AGroupCanConnectOnlyIfThatWasAskedFor()
    {
        using var folder = new TempFolder();
        using var app = new ControlledApp(folder["sockets"], ("TRACING_CONTROL_GROUP", Strangers.Group));
        Assert.Equal("", app.Error);
        Assert.Equal(UserOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute, File.GetUnixFileMode(folder["sockets"]));
        const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        Assert.Equal(ReadWrite, File.GetUnixFileMode(app.Socket));
        File.SetUnixFileMode(folder.Path, UserOnly | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        Assert.Contains("\"protocol\":1", Strangers.Connect(app.Socket));
        Assert.Contains("PermissionError", Strangers.Connect(app.Socket, group: "12345"));
    }

    private static void Open(TempFolder folder, ControlledApp app)
    {
        const UnixFileMode Everybody = UserOnly | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder.Path, Everybody);
        File.SetUnixFileMode(folder["sockets"], Everybody);
        File.SetUnixFileMode(app.Socket, Everybody);
    }

    private static void AssertRefused(string folder, string reason, params (string Name, string Value)[] environment)
    {
        using var app = new ControlledApp(folder, environment);
        Assert.Equal(TestApp.OwnExitCode, app.End());
        Assert.Contains(reason, app.Error);
        Assert.Contains("the control endpoint could not be opened", app.Error);
    }
}
