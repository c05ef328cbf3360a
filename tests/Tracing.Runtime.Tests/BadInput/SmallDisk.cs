using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.BadInput;

/// <summary>A file system of a few pages, for as long as the test runs. Tests that need one are skipped where this user may not mount it.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    private SmallDisk()
    {
    }

    public string this[string name] => _folder[name];

    public static SmallDisk Mount(int sizeKib)
    {
        var disk = new SmallDisk();
        if (!OperatingSystem.IsLinux()
            || Programs.Run("mount", ["-t", "tmpfs", "-o", $"size={sizeKib}k", "tmpfs", disk._folder.Path]).ExitCode != 0)
        {
            disk._folder.Dispose();
            Assert.Skip("This user may not mount file systems.");
        }

        return disk;
    }

    public void Dispose()
    {
        // Lazily: a session that is disposed of later may still have its files open.
        Programs.Run("umount", ["--lazy", _folder.Path]);
        _folder.Dispose();
    }
}
