using Tracing.Generators.Model;

namespace Tracing.Generators.Emission;

/// <summary>
/// Writes the registration and its way into the module's initialization, and closes the types. A module initializer must be
/// reachable from outside its types; where the provider class is not, the outermost type calls inwards, type by type.
/// </summary>
internal static class RegistrationEmitter
{
    private const string Initializer = "[global::System.Runtime.CompilerServices.ModuleInitializer]";

    public static void Emit(IndentedWriter writer, ProviderModel provider)
    {
        writer.Gap();
        writer.Line("// Data only: nothing is described or parsed before somebody asks.");
        writer.Line(GeneratedFile.Attribute);
        if (provider.IsReachable)
        {
            writer.Line(Initializer);
        }

        writer.Open($"internal static void {provider.Members.Register}()");
        writer.Open("if (global::Tracing.TracingSupport.IsCompiledIn)");
        writer.Line($"global::Tracing.Registry.TracepointProvider provider = new {provider.Members.Provider}();");
        writer.Line($"{provider.Members.State}.Bindings = provider.Bindings;");
        writer.Line($"{provider.Members.State}.Provider = provider;");
        writer.Line("global::Tracing.Registry.TracepointRegistry.Register(provider);");
        writer.Close();
        writer.Close();
        writer.Close();

        string inner = $"{provider.Types[provider.Types.Count - 1].Name}.{provider.Members.Register}";
        for (int level = provider.Types.Count - 2; level >= 0; level--)
        {
            if (!provider.IsReachable)
            {
                string name = "__RegisterTracepointsOf" + string.Concat(provider.Types.Skip(level + 1).Select(static type => "_" + type.Name.TrimStart('@')));
                writer.Gap();
                writer.Line(GeneratedFile.Attribute);
                if (level == 0)
                {
                    writer.Line(Initializer);
                }

                writer.Line($"internal static void {name}() => {inner}();");
                inner = $"{provider.Types[level].Name}.{name}";
            }

            writer.Close();
        }
    }
}
