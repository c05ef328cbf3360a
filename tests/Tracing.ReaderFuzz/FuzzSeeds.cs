namespace Tracing.ReaderFuzz;

/// <summary>Inputs to begin with: the traces of a folder such as the corpus, as far as they are small.</summary>
internal static class FuzzSeeds
{
    /// <summary>Bytes of a seed at most: a fuzzer tries small inputs more often.</summary>
    private const int MaxSize = 16 << 10;

    /// <summary>Bytes of a stream that are taken: several packets of most traces.</summary>
    private const int MaxStream = 8 << 10;

    /// <summary>The seeds of a target, by name.</summary>
    /// <param name="target">The target.</param>
    /// <param name="folder">The folder with traces, at any depth.</param>
    public static IEnumerable<(string Name, byte[] Bytes)> Find(string target, string folder)
    {
        foreach (string metadata in Directory.EnumerateFiles(folder, "metadata", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string trace = Path.GetDirectoryName(metadata)!;
            string name = Path.GetRelativePath(folder, trace).Replace(Path.DirectorySeparatorChar, '_');
            byte[] description = File.ReadAllBytes(metadata);
            if (target == "metadata" && description.Length <= MaxSize)
            {
                yield return (name, description);
            }

            foreach (string stream in target == "metadata" ? [] : Directory.EnumerateFiles(trace).Where(static file => Path.GetFileName(file) != "metadata").Take(1))
            {
                byte[] packets = File.ReadAllBytes(stream);
                packets = packets[..Math.Min(packets.Length, MaxStream)];
                byte[] seed = target == "trace" ? FuzzTargets.Join(description, packets) : packets;
                if (seed.Length <= MaxSize + MaxStream)
                {
                    yield return (name, seed);
                }
            }
        }
    }
}
