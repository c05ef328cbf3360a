namespace Tracing.Tool.Control;

internal static class EndpointFolder
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("TRACING_CONTROL_DIR")!;
}
