namespace Tracing.Generators.Emission;

/// <summary>Writes the module initializer that starts the runtime before an executable's <c>Main</c>.</summary>
internal static class AutoStartEmitter
{
    public const string FileName = "TracingAutoStart.g.cs";

    public static string Emit()
    {
        var writer = new IndentedWriter();
        GeneratedFile.Head(writer);
        writer.Line("// Obeys the TRACING_… environment variables. <TracingAutoStart>false</TracingAutoStart> leaves this file out.");
        writer.Line(GeneratedFile.Attribute);
        writer.Open("internal static class __TracingAutoStart");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Open("internal static void Start()");
        writer.Open("if (global::Tracing.TracingSupport.IsCompiledIn)");
        writer.Line("global::Tracing.Runtime.TracingRuntime.StartFromEnvironment();");
        writer.Close();
        writer.Close();
        writer.Close();
        return writer.ToString();
    }
}
