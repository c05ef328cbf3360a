using System.Text;
using Tracing.Reader.Tests.Corpus;
using Tracing.Reader.Tests.RandomTraces;
using Tracing.ReaderFuzz;
using Xunit;

namespace Tracing.Reader.Tests.Fuzzing;

/// <summary>The fuzzer's targets on inputs that are the same in each run: sound traces, those of the corpus, and both with damage.</summary>
public sealed class FuzzTargetTests
{
    private const int Traces = 60;
    private const int DamagesPerSeed = 12;

    public static TheoryData<string> Targets { get; } = ["metadata", "stream", "trace"];

    [Theory]
    [MemberData(nameof(Targets))]
    public void NoInputMakesATargetFail(string target)
    {
        Action<byte[]> run = FuzzTargets.Find(target)!;
        var random = new Random(1);
        foreach ((string name, byte[] seed) in Seeds(target))
        {
            Try(run, seed, name);
            for (int i = 0; i < DamagesPerSeed; i++)
            {
                Try(run, Damage(seed, random), $"{name}, damage {i}");
            }
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Seeds(string target)
    {
        for (int i = 0; i < Traces; i++)
        {
            RandomTrace made = RandomTrace.Make(i);
            byte[] metadata = Encoding.UTF8.GetBytes(made.Metadata);
            byte[] stream = made.Files[0].Bytes;
            yield return ($"random {i}", target switch
            {
                "metadata" => metadata,
                "stream" => stream,
                _ => FuzzTargets.Join(metadata, stream),
            });
        }

        if (Environment.GetEnvironmentVariable(CorpusCase.Variable) is string corpus)
        {
            foreach ((string, byte[]) seed in FuzzSeeds.Find(target, corpus))
            {
                yield return seed;
            }
        }
    }

    private static void Try(Action<byte[]> run, byte[] input, string name)
    {
        try
        {
            run(input);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{name}: {Convert.ToBase64String(input)}", exception);
        }
    }

    private static byte[] Damage(byte[] seed, Random random)
    {
        byte[] bytes = random.Next(4) == 0 ? seed[..random.Next(seed.Length + 1)] : [.. seed];
        for (int i = random.Next(1, 5); i > 0 && bytes.Length > 0; i--)
        {
            int at = random.Next(bytes.Length);
            bytes[at] = random.Next(3) switch { 0 => (byte)(bytes[at] ^ (1 << random.Next(8))), 1 => 0xFF, _ => (byte)random.Next(256) };
        }

        return bytes;
    }
}
