using System.Globalization;
using Tracing.Runtime.Sessions;

namespace Tracing.Runtime;

/// <summary>Takes a snapshot: <see cref="TraceSession.Snapshot(string, SnapshotOptions?)"/>.</summary>
/// <param name="folder">
/// The beginning of the folder's name; a running number follows, as in <c>slow-1</c>, <c>slow-2</c>, of which those are left out that are taken. Relative to the directory that is current
/// when the trigger is added. <c>%p</c> stands for the process's id, <c>%n</c> for its name, <c>%s</c> for the session's, <c>%t</c> for the time (UTC, as in <c>20260131T235959</c>).
/// </param>
/// <param name="limits">Limits; null for none.</param>
public sealed class SnapshotAction(string folder, SnapshotOptions? limits = null) : TriggerAction
{
    private long _number;

    /// <summary>The beginning of the folder's name.</summary>
    public string Folder { get; } = folder;

    internal SnapshotOptions? Limits { get; } = limits?.Copy();

    internal override string Word => "snapshot";

    internal override TriggerAction CheckedFor(TraceSession session)
    {
        ArgumentException.ThrowIfNullOrEmpty(Folder);
        session.CheckLimits(Limits ?? new SnapshotOptions());
        return new SnapshotAction(Path.GetFullPath(Folder), Limits);
    }

    internal override TriggerFiring Run(TriggerFiring firing)
    {
        string beginning = FolderPattern.Expand(Folder, firing.Session.Name);
        string free;
        do
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{beginning}-{++_number}");
        }
        while (Path.Exists(free));

        firing.Session.Snapshot(free, Limits);
        return firing with { Folder = free };
    }
}
