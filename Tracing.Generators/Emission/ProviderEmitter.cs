using Microsoft.CodeAnalysis.CSharp;
using Tracing.Generators.Model;
using Tracing.Generators.Parsing;

namespace Tracing.Generators.Emission;

/// <summary>Writes the generated half of a provider class.</summary>
internal static class ProviderEmitter
{
    public static string Emit(ProviderModel provider)
    {
        var writer = new IndentedWriter();
        GeneratedFile.Head(writer);
        writer.Line("// These are the declarations' affair, whose names and types are only repeated here: CLS compliance and obsolete types.");
        writer.Line("#pragma warning disable CS3001, CS3005, CS3008, CS0612, CS0618");
        writer.Line();
        GeneratedFile.OpenTypes(writer, provider.Namespace, provider.Types);
        for (int i = 0; i < provider.Tracepoints.Count; i++)
        {
            ProbeEmitter.Emit(writer, provider, provider.Tracepoints[i], i);
        }

        foreach (MethodModel stub in provider.Stubs)
        {
            ProbeEmitter.EmitStub(writer, stub);
        }

        EmitState(writer, provider);
        EmitProvider(writer, provider);
        RegistrationEmitter.CloseTypes(writer, provider);
        return writer.ToString();
    }

    private static void EmitState(IndentedWriter writer, ProviderModel provider)
    {
        writer.Gap();
        writer.Line("// No static constructor and no initializers: reading a guard must stay one plain load.");
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"private static class {provider.Members.State}");
        foreach (TracepointModel tracepoint in provider.Tracepoints)
        {
            writer.Line($"internal static int {tracepoint.Members.Guard.EscapeIdentifier()};");
        }

        writer.Gap();
        writer.Line("internal static global::Tracing.Registry.TracepointBinding?[]? Bindings;");
        writer.Line("internal static global::Tracing.Registry.TracepointProvider? Provider;");
        writer.Close();
    }

    private static void EmitProvider(IndentedWriter writer, ProviderModel provider)
    {
        string name = SymbolDisplay.FormatLiteral(provider.Name, quote: true);
        writer.Gap();
        writer.Line(GeneratedFile.Attribute);
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.Open($"internal sealed partial class {provider.Members.Provider}() : global::Tracing.Registry.TracepointProvider({name}, {provider.Tracepoints.Count})");
        DescriptionEmitter.Emit(writer, provider);
        writer.Gap();
        writer.Open("protected override ref int Guard(int index)");
        writer.Open("switch (index)");
        for (int i = 0; i < provider.Tracepoints.Count; i++)
        {
            writer.Line($"case {i}:");
            writer.Line($"    return ref {provider.Members.State}.{provider.Tracepoints[i].Members.Guard.EscapeIdentifier()};");
        }

        writer.Line("default:");
        writer.Line("    throw new global::System.ArgumentOutOfRangeException(nameof(index));");
        writer.Close();
        writer.Close();
        EmitStatedumps(writer, provider);
        RegistrationEmitter.Emit(writer, provider);
        writer.Close();
    }

    private static void EmitStatedumps(IndentedWriter writer, ProviderModel provider)
    {
        if (provider.Statedumps.Count == 0)
        {
            return;
        }

        // By the class's full name: the names around here are others'.
        string types = string.Join(".", provider.Types.Select(static type => type.Name));
        string type = provider.Namespace.Length > 0 ? $"global::{provider.Namespace}.{types}" : $"global::{types}";
        writer.Gap();
        writer.Line("protected override global::Tracing.Registry.StatedumpMethod[] StatedumpMethods => new[]");
        writer.Line("{");
        foreach (string method in provider.Statedumps)
        {
            writer.Line($"    new global::Tracing.Registry.StatedumpMethod({SymbolDisplay.FormatLiteral(method, quote: true)}, {type}.{method.EscapeIdentifier()}),");
        }

        writer.Line("};");
    }
}
