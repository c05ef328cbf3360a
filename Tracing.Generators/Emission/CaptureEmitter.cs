namespace Tracing.Generators.Emission;

/// <summary>Writes the locals that are read before the probe is entered.</summary>
internal static class CaptureEmitter
{
    public static void Emit(IndentedWriter writer, ProbePlan plan, string exception, string faultArguments)
    {
        if (plan.Captures.Count == 0)
        {
            return;
        }

        if (!plan.RunsUserCode)
        {
            foreach (Capture capture in plan.Captures)
            {
                writer.Line(capture.Condition is null
                    ? $"{capture.CSharp} {capture.Local} = {capture.Value};"
                    : $"{capture.CSharp} {capture.Local} = {capture.Condition} ? {capture.Value} : default;");
            }

            writer.Gap();
            return;
        }

        // Here code of the user's runs (a getter, a MemoryManager's GetSpan); what it throws must not leave the probe.
        foreach (Capture capture in plan.Captures)
        {
            writer.Line($"{capture.CSharp} {capture.Local} = default;");
        }

        writer.Open("try");
        string? condition = null;
        foreach (Capture capture in plan.Captures)
        {
            if (capture.Condition != condition)
            {
                if (condition is not null)
                {
                    writer.Close();
                    writer.Gap();
                }

                condition = capture.Condition;
                if (condition is not null)
                {
                    writer.Open($"if ({condition})");
                }
            }

            writer.Line($"{capture.Local} = {capture.Value};");
        }

        if (condition is not null)
        {
            writer.Close();
        }

        writer.Close();
        writer.Open($"catch (global::System.Exception {exception})");
        writer.Line($"global::Tracing.Registry.TracepointRegistry.GetterFaulted({faultArguments}, {exception});");
        writer.Line("return;");
        writer.Close();
        writer.Gap();
    }
}
