namespace Tracing.Tool.Tests.Support;

/// <summary>Finds files of the repository.</summary>
internal static class Repository
{
    public static string Path(params string[] parts)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Directory.Packages.props")))
            {
                return System.IO.Path.Combine([folder.FullName, .. parts]);
            }
        }

        throw new InvalidOperationException($"'{AppContext.BaseDirectory}' is not inside the repository, where these tests find their files.");
    }
}
