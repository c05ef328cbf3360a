using Microsoft.CodeAnalysis;

namespace Tracing.Generators.Analysis;

/// <summary>All diagnostics. Ids are never used again; each has a page in docs/diagnostics and a row in the AnalyzerReleases files.</summary>
internal static class DiagnosticDescriptors
{
    private const string HelpBase = "https://github.com/tracing-dotnet/tracing/blob/main/docs/diagnostics/";
    private const string Category = "Tracing";

    public static readonly DiagnosticDescriptor ProviderNotStaticPartial = Error(
        "TRC1001", "A provider class is static and partial",
        "Provider class '{0}' must be declared 'static partial': its tracepoints are generated into it");

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Error(
        "TRC1002", "Types around a provider class are partial",
        "Declare '{1}' as 'partial': provider class '{0}' is nested in it and is generated there");

    public static readonly DiagnosticDescriptor GenericProvider = Error(
        "TRC1003", "A provider class is not generic",
        "Provider class '{0}' must not be generic or nested in a generic type: a provider exists once per process, not once per type argument");

    public static readonly DiagnosticDescriptor FileLocalProvider = Error(
        "TRC1004", "A provider class is not file-local",
        "Provider class '{0}' must not be file-local: generated code stands in another file");

    public static readonly DiagnosticDescriptor BadProviderName = Error(
        "TRC1005", "A provider needs a usable name",
        "'{0}' cannot be a provider's name: {1}");

    public static readonly DiagnosticDescriptor DuplicateProvider = Error(
        "TRC1006", "A provider's name is its own", "Provider name '{0}' is used by '{1}' already: event rules could not tell the two apart", "CompilationEnd");

    public static readonly DiagnosticDescriptor OutsideProvider = Error(
        "TRC1007", "Tracepoints stand in a provider class",
        "'{0}' has [{1}], but '{2}' is no provider class: put [TracepointProvider(\"…\")] on a static partial class around it");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "TRC1008", "Tracepoints need C# 13",
        "Tracepoints need C# 13 or later, but this project is compiled as C# {0}: raise <LangVersion> or remove it");

    public static readonly DiagnosticDescriptor NotStatic = Error(
        "TRC1009", "A tracepoint is static", "Tracepoint '{0}' must be static");

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "TRC1010", "A tracepoint is partial", "Tracepoint '{0}' must be partial and without a body: its body is generated");

    public static readonly DiagnosticDescriptor NotVoid = Error(
        "TRC1011", "A tracepoint returns nothing", "Tracepoint '{0}' must return void, not '{1}'");

    public static readonly DiagnosticDescriptor HasBody = Error(
        "TRC1012", "A tracepoint has no body", "Tracepoint '{0}' must have no body: it is generated");

    public static readonly DiagnosticDescriptor GenericMethod = Error(
        "TRC1013", "A tracepoint is not generic", "Tracepoint '{0}' must not be generic: its fields have one type each in the trace's metadata");

    public static readonly DiagnosticDescriptor BothAttributes = Error(
        "TRC1014", "A method is a tracepoint or a marker", "'{0}' has both [Tracepoint] and [Marker]: a marker is a tracepoint already, so remove [Tracepoint]");

    public static readonly DiagnosticDescriptor BadEventName = Error(
        "TRC1015", "A tracepoint needs a usable name", "'{0}' cannot be an event's name: {1}");

    public static readonly DiagnosticDescriptor DuplicateTracepoint = Error(
        "TRC1016", "A tracepoint's name is its own", "Provider '{0}' has a tracepoint '{1}' already: give this one another name, with Name = \"…\" if the method is to keep its");

    public static readonly DiagnosticDescriptor MemberCollision = Error(
        "TRC1017", "Names of generated members are free", "Tracepoint '{0}' gets a member '{1}', but '{2}' has one of this name: rename either");

    public static readonly DiagnosticDescriptor ByReference = Error(
        "TRC1018", "A tracepoint takes values", "Parameter '{0}' must not be '{1}': a tracepoint only reads its arguments, and needs them by value");

    public static readonly DiagnosticDescriptor UnsupportedType = Error(
        "TRC1019", "A parameter's type can be recorded",
        "Parameter '{0}' has type '{1}', which cannot be recorded: pass a supported type, pass its ToString() under 'if ({2}Enabled)', or make it a readonly record struct of supported types");

    public static readonly DiagnosticDescriptor UnsupportedMember = Error(
        "TRC1020", "A record struct's members can be recorded",
        "Parameter '{0}' cannot be recorded: its member '{1}' has type '{2}'; give the member a supported type, or pass the others apart");

    public static readonly DiagnosticDescriptor BadUtf8 = Error(
        "TRC1021", "[Utf8] is for spans of bytes", "Parameter '{0}' has [Utf8] but type '{1}': only a ReadOnlySpan<byte> can be marked as UTF-8 text");

    public static readonly DiagnosticDescriptor BadFieldName = Error(
        "TRC1022", "A field's name is ASCII", "'{0}' cannot be a field's name in a trace: use only ASCII letters, digits and underscores");

    public static readonly DiagnosticDescriptor BadFormat = Error(
        "TRC1023", "A marker's sentence is well-formed", "The sentence of marker '{0}' is malformed: {1}");

    public static readonly DiagnosticDescriptor UnknownPlaceholder = Error(
        "TRC1024", "Placeholders name parameters", "Placeholder '{{{0}}}' of marker '{1}' names none of its parameters");

    public static readonly DiagnosticDescriptor UnshownParameter = new(
        "TRC1025", "A marker's sentence shows every parameter", "Parameter '{0}' is recorded but the sentence of marker '{1}' does not show it",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpBase + "TRC1025.md");

    public static readonly DiagnosticDescriptor BadLevel = Error(
        "TRC1026", "A level is one of LTTng's 15", "Level {0} of '{1}' is not one of TracepointLevel's: readers of the trace would not know it");

    public static readonly DiagnosticDescriptor ConfusableField = Error(
        "TRC1027", "A field does not follow its own name with an underscore",
        "'{0}' must not stand behind '_{0}': babeltrace2 takes off an underscore and then sees one name twice, so rename one of them");

    public static readonly DiagnosticDescriptor BadSpecifier = Error(
        "TRC1028", "A format specifier fits its parameter's type", "Format specifier '{0}' of '{{{1}}}' in the sentence of marker '{2}' does not fit type '{3}': it {4}");

    public static readonly DiagnosticDescriptor BadStatedump = Error(
        "TRC1031", "A statedump method is static, takes nothing and returns nothing",
        "'{0}' cannot be called for a statedump: {1}; declare it 'static void {0}()'");

    public static readonly DiagnosticDescriptor StrayStatedump = Error(
        "TRC1032", "Statedump methods stand in a provider class",
        "'{0}' has [Statedump], but it is no method of a provider class, so nobody would call it: move it to the class whose tracepoints it calls");

    public static readonly DiagnosticDescriptor UnguardedArgument = new(
        "TRC2001", "Costly arguments stand under a guard",
        "Argument '{0}' {1} even while nobody records '{2}': put the call under 'if ({3})'",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: HelpBase + "TRC2001.md");

    private static DiagnosticDescriptor Error(string id, string title, string message, params string[] tags) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, description: null, HelpBase + id + ".md", tags);
}
