namespace Tracing.Tool.Output;

/// <summary>A file that a command writes.</summary>
internal static class OutputFile
{
    /// <summary>Creates it, over one that is there.</summary>
    /// <exception cref="ToolException">It cannot be created.</exception>
    public static Stream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ToolException($"'{path}' cannot be written: {exception.Message}");
        }
    }
}
