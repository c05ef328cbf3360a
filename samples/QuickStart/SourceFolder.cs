namespace QuickStart;

/// <summary>Which files there are to scan.</summary>
internal static class SourceFolder
{
    private static readonly string[] s_generated = [".git", "artifacts", "bin", "obj", "traces"];

    /// <summary>The repository that this program lies in, or else the current folder.</summary>
    public static string FindRepository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tracing.slnx")))
            {
                return folder.FullName;
            }
        }

        return Directory.GetCurrentDirectory();
    }

    /// <summary>All files below a folder, without what tools made.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            yield return file;
        }

        foreach (string child in Directory.EnumerateDirectories(folder))
        {
            if (!s_generated.Contains(Path.GetFileName(child)))
            {
                foreach (string file in Files(child))
                {
                    yield return file;
                }
            }
        }
    }
}
