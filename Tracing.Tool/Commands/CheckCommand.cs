using System.CommandLine;
using Tracing.Tool.Analysis;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl check</c>: whether a trace is sound, and why not.</summary>
internal static class CheckCommand
{
    public static Command Build()
    {
        Argument<string> path = new("DIR") { Description = "The trace's folder, or one with traces somewhere below it." };
        Option<bool> json = TraceOptions.JsonOption();
        var command = new Command("check", "Read everything of a trace and tell whether it is sound; exits with 1 if it is not.") { path, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(path), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string path, bool asJson)
    {
        if (!Directory.Exists(path))
        {
            throw new ToolException($"There is no folder '{path}'.");
        }

        SoundnessCheck? check = null;
        List<string> findings = [];
        try
        {
            TraceInput input = TraceInput.Open(path, new TraceRequest());
            check = SoundnessCheck.Run(input.Reader, new ProgressMeter(input.Reader, input.SizeBytes));
            findings.AddRange(check.Findings);
        }
        catch (ToolException exception)
        {
            // That it cannot be opened is what was asked for.
            findings.Add(exception.Message);
        }

        ProgressMeter.Clear();
        if (asJson)
        {
            WriteJson(check, findings);
        }
        else
        {
            using var report = new Report(allowsPager: false);
            findings.ForEach(finding => report.Line(finding));
            report.Line(Summary(path, check, findings.Count));
        }

        return findings.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static string Summary(string path, SoundnessCheck? check, int findings)
    {
        string verdict = findings == 0 ? "sound" : findings == 1 ? "not sound, 1 thing is wrong" : $"not sound, {findings} things are wrong";
        if (check is null)
        {
            return $"{path}: {verdict}";
        }

        string lost = check.LostEvents + check.LostPackets == 0
            ? "nothing lost"
            : $"the tracer lost {Numbers.Count(check.LostEvents)} events and {Numbers.Count(check.LostPackets)} packets";
        return $"{path}: {verdict}; {Numbers.Count(check.Events)} events in {Numbers.Count(check.Packets)} packets, {lost}";
    }

    private static void WriteJson(SoundnessCheck? check, List<string> findings) => JsonReport.Write(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("sound", findings.Count == 0);
        json.WriteStartArray("findings");
        findings.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        if (check is not null)
        {
            json.WriteNumber("events", check.Events);
            json.WriteNumber("packets", check.Packets);
            json.WriteNumber("lostEvents", check.LostEvents);
            json.WriteNumber("lostPackets", check.LostPackets);
        }

        json.WriteEndObject();
    });
}
