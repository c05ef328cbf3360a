using System.Globalization;
using System.IO.MemoryMappedFiles;
using Tracing.Format;
using Tracing.Writing;

namespace Tracing.Runtime.SharedMemory;

/// <summary>A piece of the process's claims, mapped from a file beside its rings so that it outlives the process.</summary>
internal sealed unsafe class ClaimFile
{
    /// <summary>How a claims file's name ends; it begins with the piece's number.</summary>
    public const string Extension = ".claims";

    private const int SizeBytes = ClaimTable.LinesPerSegment * ClaimLine.Size;

    // Mapped for good: a thread may store its claim at any time.
    private readonly MemoryMappedViewAccessor _view;

    private ClaimFile(string path, MemoryMappedViewAccessor view)
    {
        Path = path;
        _view = view;
        byte* memory = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref memory);
        Lines = (ClaimLine*)memory;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The lines, all zero at first.</summary>
    public ClaimLine* Lines { get; }

    /// <summary>Makes and maps a piece.</summary>
    /// <exception cref="IOException">There is no room for it.</exception>
    public static ClaimFile Create(int number)
    {
        string path = RingFolder.PathOf(string.Create(CultureInfo.InvariantCulture, $"{number}{Extension}"));
        return new ClaimFile(path, RingFile.Map(path, SizeBytes));
    }

    /// <summary>The claims that a process left; the files are believed as far as they go.</summary>
    /// <param name="folder">The process's folder.</param>
    public static ClaimLine[] ReadAll(string folder)
    {
        var lines = new List<ClaimLine>();
        for (int number = 0; number <= ClaimTable.MaxClaims / ClaimTable.LinesPerSegment; number++)
        {
            var file = new FileInfo(System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}{Extension}")));
            if (!file.Exists || !FileFacts.IsOwn(file.FullName) || file.Length != SizeBytes)
            {
                break;
            }

            fixed (byte* bytes = File.ReadAllBytes(file.FullName))
            {
                lines.AddRange(new ReadOnlySpan<ClaimLine>(bytes, ClaimTable.LinesPerSegment));
            }
        }

        return [.. lines];
    }
}
