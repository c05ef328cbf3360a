using Tracing.Generators.Model;

namespace Tracing.Generators.Emission;

/// <summary>Writes the text that describes a provider at run time; its format is told at <c>ProviderDescription</c> in Tracing.Abstractions.</summary>
internal static class DescriptionEmitter
{
    public static void Emit(IndentedWriter writer, ProviderModel provider)
    {
        var lines = new List<string>();
        foreach (TracepointModel tracepoint in provider.Tracepoints)
        {
            lines.Add($"tracepoint {tracepoint.Level} {tracepoint.Name}");
            if (tracepoint.Format is { } format)
            {
                lines.Add("format " + format.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "\\r"));
            }

            lines.AddRange(Declare(tracepoint).Select(static line => "  " + line));
        }

        Utf8Literal.Property(writer, "protected override global::System.ReadOnlySpan<byte> Description", lines);
    }

    private static List<string> Declare(TracepointModel tracepoint) =>
        TsdlEmitter.Declare(tracepoint.Method.Parameters.Zip(tracepoint.Fields, static (parameter, type) => (parameter.Name, type)));
}
