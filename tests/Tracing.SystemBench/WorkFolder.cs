namespace Tracing.SystemBench;

/// <summary>A folder that is deleted with all that is in it.</summary>
internal sealed class WorkFolder : IDisposable
{
    private int _last;

    public string Path { get; } = Directory.CreateTempSubdirectory("tracing-bench-").FullName;

    /// <summary>A path in it that was not used before.</summary>
    public string Next() => System.IO.Path.Combine(Path, $"{++_last}");

    /// <summary>Deletes a folder in it, so that the disk does not fill up.</summary>
    public static void Delete(string folder) => Directory.Delete(folder, recursive: true);

    public void Dispose() => Delete(Path);
}
