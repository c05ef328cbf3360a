using System.Globalization;

namespace Tracing.Runtime.Statedump;

/// <summary>A file that is mapped into the process.</summary>
/// <param name="Begin">The address of its first byte.</param>
/// <param name="Size">From there to the end of its last mapping, in bytes.</param>
/// <param name="Path">Its path.</param>
internal readonly record struct MappedFile(ulong Begin, ulong Size, string Path)
{
    /// <summary>Reads the lines of /proc/PID/maps; lines that are not of their form are left out.</summary>
    /// <remarks>
    /// <code>
    /// BEGIN-END PERMISSIONS OFFSET DEVICE INODE      PATH
    /// 7f4f4c000000-7f4f4c021000 r-xp 00000000 08:01 1234      /usr/lib/libc.so.6
    /// </code>
    /// One that begins at the file's begin begins a module; those of the same file that follow belong to it.
    /// </remarks>
    public static IReadOnlyList<MappedFile> Parse(string maps)
    {
        var files = new List<MappedFile>();
        string? file = null;
        foreach (ReadOnlySpan<char> line in maps.AsSpan().EnumerateLines())
        {
            if (!TryParse(line, out ulong begin, out ulong end, out bool isFirst, out ReadOnlySpan<char> place))
            {
                // Between the mappings of a module may be one without a file.
                continue;
            }

            if (isFirst && !place.SequenceEqual(file))
            {
                file = place.ToString();
                files.Add(new MappedFile(begin, end - begin, file[file.IndexOf('/', StringComparison.Ordinal)..]));
            }
            else if (place.SequenceEqual(file) && end > files[^1].Begin)
            {
                files[^1] = files[^1] with { Size = end - files[^1].Begin };
            }
        }

        return files;
    }

    /// <param name="line">The line.</param>
    /// <param name="begin">The first address.</param>
    /// <param name="end">That behind the last.</param>
    /// <param name="isFirst">Whether it is of the file's begin.</param>
    /// <param name="place">Device, inode and path: two files of one path are told apart.</param>
    private static bool TryParse(ReadOnlySpan<char> line, out ulong begin, out ulong end, out bool isFirst, out ReadOnlySpan<char> place)
    {
        begin = end = 0;
        isFirst = false;
        place = default;
        int path = line.IndexOf('/');
        int dash = line.IndexOf('-');
        int blank = line.IndexOf(' ');
        if (path < 0 || dash < 0 || blank < dash || blank + 1 >= path
            || !ulong.TryParse(line[..dash], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out begin)
            || !ulong.TryParse(line[(dash + 1)..blank], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out end)
            || end <= begin)
        {
            return false;
        }

        ReadOnlySpan<char> rest = line[(blank + 1)..];
        int offset = rest.IndexOf(' ') + 1;
        int device = offset + rest[offset..].IndexOf(' ') + 1;
        if (offset == 0 || device == offset || !ulong.TryParse(rest[offset..(device - 1)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong position))
        {
            return false;
        }

        isFirst = position == 0;
        place = rest[device..];
        return place.IndexOf('/') >= 0;
    }
}
