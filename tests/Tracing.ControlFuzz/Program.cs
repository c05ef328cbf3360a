using System.Globalization;
using SharpFuzz;
using Tracing.ControlFuzz;

// Serves a client that says what AFL++ or libFuzzer makes up; README.md here says how.
const string Usage = """
    usage: Tracing.ControlFuzz                  under afl-fuzz
           Tracing.ControlFuzz --libfuzzer      under libFuzzer's driver
           Tracing.ControlFuzz --run FILE...    once for each file
           Tracing.ControlFuzz --seeds FOLDER   writes inputs to begin with
           Tracing.ControlFuzz --damaged ROUNDS SEED   without a fuzzer: those inputs with random damage
    """;

switch (args)
{
    case []:
        Fuzzer.Run(static input =>
        {
            using var bytes = new MemoryStream();
            input.CopyTo(bytes);
            FuzzRequests.Run(bytes.ToArray());
        });
        return 0;
    case ["--libfuzzer"]:
        Fuzzer.LibFuzzer.Run(static bytes => FuzzRequests.Run(bytes.ToArray()));
        return 0;
    case ["--run", .. var files]:
        Array.ForEach(files, static file => FuzzRequests.Run(File.ReadAllBytes(file)));
        return 0;
    case ["--damaged", var rounds, var seed]:
        return FuzzDamage.Run(int.Parse(rounds, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture));
    case ["--seeds", var folder]:
        Directory.CreateDirectory(folder);
        for (int i = 0; i < FuzzRequests.Seeds.Length; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"seed{i}"), FuzzRequests.Seeds[i] + "\n");
        }

        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
