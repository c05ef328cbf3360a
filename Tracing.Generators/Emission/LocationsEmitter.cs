using System.Globalization;
using Tracing.Generators.Model;

namespace Tracing.Generators.Emission;

/// <summary>Writes where each tracepoint stands, into a file of its own: it changes with every line above one.</summary>
internal static class LocationsEmitter
{
    public static string Emit(LocationsModel locations, string? projectFolder)
    {
        var writer = new IndentedWriter();
        GeneratedFile.Head(writer);
        GeneratedFile.OpenTypes(writer, locations.Namespace, locations.Types);
        writer.Open($"internal sealed partial class {locations.Provider}");
        Utf8Literal.Property(
            writer,
            "protected override global::System.ReadOnlySpan<byte> Locations",
            [.. locations.Places.Select(place => $"{place.Line.ToString(CultureInfo.InvariantCulture)} {Shorten(place.Path, projectFolder)}")]);
        writer.Close();
        GeneratedFile.CloseTypes(writer, locations.Types);
        return writer.ToString();
    }

    /// <summary>Relative to the project's folder; outside of it the file's name alone, so that no machine's paths get into an assembly.</summary>
    private static string Shorten(string path, string? projectFolder)
    {
        string file = path.Replace('\\', '/');
        string folder = projectFolder?.Replace('\\', '/').TrimEnd('/') + "/";
        return folder.Length > 1 && file.StartsWith(folder, StringComparison.OrdinalIgnoreCase)
            ? file.Substring(folder.Length)
            : file.Substring(file.LastIndexOf('/') + 1);
    }
}
