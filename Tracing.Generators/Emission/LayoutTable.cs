namespace Tracing.Generators.Emission;

/// <summary>Writes a probe's byte layout as its doc comment, so that the bytes can be read in the editor.</summary>
internal static class LayoutTable
{
    public static void Emit(IndentedWriter writer, string title, ProbePlan plan)
    {
        writer.Line($"/// <summary>Records <c>{title}</c>.</summary>");
        if (plan.Layout.Count == 0)
        {
            writer.Line("/// <remarks>Without fields: the event header is all there is.</remarks>");
            return;
        }

        int nameWidth = Math.Max("field".Length, plan.Layout.Max(static row => row.Name.Length));
        writer.Line("/// <remarks>");
        writer.Line("/// Bytes behind the event header; + is a size that depends on the value.");
        writer.Line("/// <code>");
        writer.Line($"/// offset  size  {"field".PadRight(nameWidth)}  type");
        foreach (LayoutRow row in plan.Layout)
        {
            writer.Line(XmlText.Escape($"/// {row.Offset,6}  {row.Size,4}  {row.Name.PadRight(nameWidth)}  {row.Tsdl}"));
        }

        writer.Line("/// </code>");
        writer.Line("/// </remarks>");
    }
}
