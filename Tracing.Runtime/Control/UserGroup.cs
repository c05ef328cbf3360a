using System.Globalization;
using System.Runtime.InteropServices;

namespace Tracing.Runtime.Control;

/// <summary>Groups of users by name.</summary>
internal static unsafe partial class UserGroup
{
    /// <summary>struct group of 64-bit Linux has the id behind two pointers.</summary>
    private const int IdOffset = 16;

    /// <summary>The group's number.</summary>
    /// <exception cref="IOException">There is no such group.</exception>
    public static uint Find(string name)
    {
        if (uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
        {
            return number;
        }

        // The result is the library's own memory, and another caller's call writes over it: read at once, once in the process.
        byte* entry = Get(name);
        return entry is not null
            ? *(uint*)(entry + IdOffset)
            : throw new IOException($"There is no group '{name}'. Name one of this user's groups in {ControlSettings.GroupVariable}, or its number.");
    }

    [LibraryImport("libc", EntryPoint = "getgrnam", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* Get(string name);
}
