using System.Globalization;

namespace Tracing.Reader;

/// <summary>What is wrong with a trace, and where.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Packet">The packet's number in the file, from 0; -1 where it is about no packet.</param>
/// <param name="Offset">Bytes from the file's start; -1 where it is about no place in it.</param>
/// <param name="Expected">What should be there.</param>
/// <param name="Found">What is there.</param>
public sealed record TraceProblem(string File, long Packet, long Offset, string Expected, string Found)
{
    /// <summary>One line: file, packet, byte offset, what was expected and what was found.</summary>
    public override string ToString()
    {
        string place = (Packet, Offset) switch
        {
            ( < 0, < 0) => "",
            ( < 0, _) => string.Create(CultureInfo.InvariantCulture, $", byte {Offset}"),
            _ => string.Create(CultureInfo.InvariantCulture, $", packet {Packet}, byte {Offset}"),
        };
        return $"{File}{place}: {Expected}, found {Found}";
    }
}
