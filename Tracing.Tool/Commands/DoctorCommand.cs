using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Tracing.Tool.Doctor;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl doctor</c>: what works on this machine, and why not.</summary>
internal static class DoctorCommand
{
    public static Command Build()
    {
        Option<bool> json = TraceOptions.JsonOption();
        var command = new Command("doctor", "Tell what works on this machine for this user, and what to do about what does not; exits with 1 if recording cannot work.") { json };
        command.SetAction(parsed =>
        {
            Finding[] findings = [.. ProgramChecks.Run(), .. EndpointChecks.Run(), .. ClockChecks.Run(), .. MemoryChecks.Run(), .. LimitChecks.Run()];
            if (parsed.GetValue(json))
            {
                JsonReport.Write(writer => WriteJson(findings, writer));
            }
            else
            {
                using var report = new Report(allowsPager: false);
                Write(findings, report);
            }

            return findings.Any(static finding => finding.Verdict == Verdict.Bad) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static void Write(Finding[] findings, Report report)
    {
        int width = findings.Max(static finding => finding.Check.Length);
        foreach (Finding finding in findings)
        {
            (string mark, Color colour) = finding.Verdict switch
            {
                Verdict.Good => ("ok  ", Color.Green),
                Verdict.Poor => ("poor", Color.Yellow),
                _ => ("bad ", Color.Red),
            };
            report.Line($"{mark} {finding.Check.PadRight(width)}  {finding.Text}", finding.Verdict == Verdict.Good ? null : colour);
            if (finding.Remedy is { } remedy)
            {
                report.Line($"     {new string(' ', width)}  {remedy}");
            }
        }
    }

    private static void WriteJson(Finding[] findings, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (Finding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("check", finding.Check);
            json.WriteString("verdict", finding.Verdict switch
            {
                Verdict.Good => "ok",
                Verdict.Poor => "poor",
                _ => "bad",
            });
            json.WriteString("text", finding.Text);
            json.WriteString("remedy", finding.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
