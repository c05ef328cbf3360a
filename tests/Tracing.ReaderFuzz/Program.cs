using SharpFuzz;
using Tracing.ReaderFuzz;

// Runs the reader on what AFL++ or libFuzzer makes up; README.md here says how.
const string Usage = """
    usage: Tracing.ReaderFuzz TARGET                  under afl-fuzz
           Tracing.ReaderFuzz TARGET --libfuzzer      under libFuzzer's driver
           Tracing.ReaderFuzz TARGET --run FILE...    once for each file
           Tracing.ReaderFuzz TARGET --seeds FROM TO  takes seeds for the target from the traces below FROM
    targets: metadata, stream, trace
    """;

if (args.Length == 0 || FuzzTargets.Find(args[0]) is not Action<byte[]> target)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

switch (args[1..])
{
    case []:
        Fuzzer.Run(input =>
        {
            using var bytes = new MemoryStream();
            input.CopyTo(bytes);
            target(bytes.ToArray());
        });
        return 0;
    case ["--libfuzzer"]:
        Fuzzer.LibFuzzer.Run(bytes => target(bytes.ToArray()));
        return 0;
    case ["--run", .. var files]:
        foreach (string file in files)
        {
            target(File.ReadAllBytes(file));
        }

        return 0;
    case ["--seeds", var from, var to]:
        Directory.CreateDirectory(to);
        foreach ((string name, byte[] bytes) in FuzzSeeds.Find(args[0], from))
        {
            File.WriteAllBytes(Path.Combine(to, name), bytes);
        }

        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
