using System.Diagnostics;

namespace Tracing.ReaderBench;

/// <summary>Runs other programs.</summary>
internal static class Tools
{
    /// <summary>Runs a program to its end; false if it is not there or fails, with what it said on standard error.</summary>
    public static bool TryRun(string folder, string program, params string[] arguments) => TryRun(folder, [], program, arguments);

    /// <summary>The same with variables in its environment.</summary>
    public static bool TryRun(string folder, (string Name, string Value)[] variables, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string errors = process.StandardError.ReadToEnd();
            output.Wait();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Console.Error.WriteLine($"{program} failed: {errors.Trim()}");
            }

            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine($"{program} is not here");
            return false;
        }
    }
}
