using Tracing.Tool.Commands;
using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Commands;

/// <summary>docs/tracectl.md is what the commands say. <c>TRACING_ACCEPT_SNAPSHOTS=1</c> writes it anew.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void TheReferencePageIsWhatTheCommandsSay()
    {
        string path = Repository.Path("docs", "tracectl.md");
        string actual = ReferenceCommand.Format(ToolCommands.BuildRoot());
        if (Environment.GetEnvironmentVariable("TRACING_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Fact]
    public void EachCommandAndOptionIsDescribed()
    {
        foreach (System.CommandLine.Command command in ToolCommands.BuildRoot().Subcommands)
        {
            Assert.False(string.IsNullOrEmpty(command.Description), command.Name);
            Assert.All(command.Options, static option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
            Assert.All(command.Arguments, static argument => Assert.False(string.IsNullOrEmpty(argument.Description), argument.Name));
        }
    }
}
