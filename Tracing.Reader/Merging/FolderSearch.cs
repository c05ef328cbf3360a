using Tracing.Reader.Metadata;

namespace Tracing.Reader.Merging;

/// <summary>Finds the folders of traces, and the stream files in them.</summary>
internal static class FolderSearch
{
    /// <summary>Folders below each other; links could make it endless.</summary>
    private const int MaxDepth = 32;

    /// <summary>The traces' folders at and below a folder, with the paths below it, in the order of the alphabet.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="problems">Gets what cannot be looked into.</param>
    public static List<(string Folder, string Relative)> FindTraces(string root, List<TraceProblem> problems)
    {
        var found = new List<(string Folder, string Relative)>();
        Search(root, "", MaxDepth, found, problems);
        return found;
    }

    /// <summary>A trace's stream files that are not empty, with their sizes, in the order of the alphabet.</summary>
    /// <param name="folder">The trace's folder.</param>
    public static List<(string Path, string Name, long Length)> FindStreams(string folder)
    {
        string[] files = Directory.GetFiles(folder);
        Array.Sort(files, StringComparer.Ordinal);
        var found = new List<(string Path, string Name, long Length)>(files.Length);
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            if (name == MetadataFile.FileName || name.StartsWith('.'))
            {
                continue;
            }

            // One that is taken away meanwhile is not there.
            var info = new FileInfo(file);
            if (info.Exists && info.Length > 0)
            {
                found.Add((file, name, info.Length));
            }
        }

        return found;
    }

    /// <summary>A path below another one.</summary>
    public static string Join(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;

    private static void Search(string folder, string relative, int depth, List<(string Folder, string Relative)> found, List<TraceProblem> problems)
    {
        string[] folders;
        try
        {
            if (File.Exists(Path.Combine(folder, MetadataFile.FileName)))
            {
                found.Add((folder, relative));
                return;
            }

            folders = depth > 0 ? Directory.GetDirectories(folder) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new TraceProblem(folder, -1, -1, "expected a readable folder", exception.Message));
            return;
        }

        Array.Sort(folders, StringComparer.Ordinal);
        foreach (string child in folders)
        {
            string name = Path.GetFileName(child);
            if (!name.StartsWith('.'))
            {
                Search(child, Join(relative, name), depth - 1, found, problems);
            }
        }
    }
}
