using System.Text;

namespace Tracing.Runtime.Statedump;

/// <summary>Files of Linux's /proc, which tell no length and may not be there.</summary>
internal static class ProcFile
{
    /// <summary>Most bytes that are read of one: the mappings of a process at the kernel's usual limit of 65,530 are 6 MiB.</summary>
    private const int MaxBytes = 16 << 20;

    /// <summary>The file's text, as far as the limit; null if it cannot be read.</summary>
    public static string? TryReadText(string path)
    {
        try
        {
            using FileStream file = new(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            using var bytes = new MemoryStream();
            byte[] piece = new byte[64 << 10];
            for (int read; bytes.Length < MaxBytes && (read = file.Read(piece)) > 0;)
            {
                bytes.Write(piece, 0, read);
            }

            return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }
}
