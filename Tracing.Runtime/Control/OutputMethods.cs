using System.Text.Json;
using Tracing.Control;
using Tracing.Runtime.Configuration;

namespace Tracing.Runtime.Control;

/// <summary>What a session writes.</summary>
internal static class OutputMethods
{
    public static ControlMethod[] All =>
    [
        new ControlMethod<AddOutputParams, EmptyMessage>(
            ControlMethods.AddOutput, ControlJson.Default.AddOutputParams, ControlJson.Default.EmptyMessage, static (_, parameters) => AddOutput(parameters)),
        new ControlMethod<SessionParams, FolderResult>(
            ControlMethods.Rotate, ControlJson.Default.SessionParams, ControlJson.Default.FolderResult, static (_, parameters) => Describe(SessionMethods.Find(parameters.Session).Rotate())),
        new ControlMethod<SnapshotParams, FolderResult>(
            ControlMethods.Snapshot, ControlJson.Default.SnapshotParams, ControlJson.Default.FolderResult, static (_, parameters) => TakeSnapshot(parameters)),
        new ControlMethod<StatedumpParams, EmptyMessage>(
            ControlMethods.Statedump, ControlJson.Default.StatedumpParams, ControlJson.Default.EmptyMessage, static (_, parameters) => Statedump(parameters)),
    ];

    private static EmptyMessage AddOutput(AddOutputParams parameters)
    {
        SessionMethods.Find(parameters.Session).AddOutput(Absolute(parameters.Folder));
        return new EmptyMessage();
    }

    private static FolderResult TakeSnapshot(SnapshotParams parameters)
    {
        string folder = Absolute(parameters.Folder);
        var limits = new SnapshotOptions
        {
            MaxAge = parameters.MaxAge is { } age ? Quantities.ReadDuration(Parse(age, "params.maxAge")) : null,
            MaxBytes = parameters.MaxBytes is { } bytes ? Quantities.ReadSize(Parse(bytes, "params.maxBytes"), 0, long.MaxValue) : null,
        };
        SessionMethods.Find(parameters.Session).Snapshot(folder, limits);
        return Describe(folder);
    }

    private static EmptyMessage Statedump(StatedumpParams parameters)
    {
        SessionMethods.Find(parameters.Session).Statedump(parameters.Environment is { } environment ? new StatedumpOptions { Environment = environment } : null);
        return new EmptyMessage();
    }

    private static ConfigurationValue Parse(JsonElement part, string source) => ConfigurationTree.Read(SessionMethods.TextOf(part), source);

    /// <summary>The process's current directory is not the client's.</summary>
    public static string Absolute(string folder) => Path.IsPathFullyQualified(folder)
        ? folder
        : throw new ControlException(ControlErrors.NotPossible, $"The folder '{ConfigurationValue.Shorten(folder)}' is not an absolute path. Write it from '/' on: this process works in '{Environment.CurrentDirectory}'.");

    private static FolderResult Describe(string folder) => new() { Folder = folder, Bytes = new DirectoryInfo(folder).EnumerateFiles().Sum(static file => file.Length) };
}
