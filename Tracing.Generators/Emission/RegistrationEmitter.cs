using Tracing.Generators.Model;

namespace Tracing.Generators.Emission;

/// <summary>
/// Writes the registration and its way into the module's initialization. A module initializer must be reachable from
/// outside its types; where the provider class is not, the outermost type calls inwards, type by type.
/// </summary>
internal static class RegistrationEmitter
{
    private const string Initializer = "[global::System.Runtime.CompilerServices.ModuleInitializer]";
    private const string Method = "Register";

    /// <summary>
    /// Writes the method. It stands in the nested class, since a method of the provider class would make the runtime load that
    /// one at the program's start: with 1,000 tracepoints, more work than all the rest of the registration.
    /// </summary>
    public static void Emit(IndentedWriter writer, ProviderModel provider)
    {
        writer.Gap();
        if (provider.IsReachable)
        {
            writer.Line(Initializer);
        }

        writer.Open($"internal static void {Method}()");
        writer.Open("if (global::Tracing.TracingSupport.IsCompiledIn)");
        writer.Line($"global::Tracing.Registry.TracepointProvider provider = new {provider.Members.Provider}();");
        writer.Line($"{provider.Members.State}.Bindings = provider.Bindings;");
        writer.Line($"{provider.Members.State}.Provider = provider;");
        writer.Line("global::Tracing.Registry.TracepointRegistry.Register(provider);");
        writer.Close();
        writer.Close();
    }

    /// <summary>Closes the types from the inside out, with the calls inwards where they are needed.</summary>
    public static void CloseTypes(IndentedWriter writer, ProviderModel provider)
    {
        string inner = $"{provider.Members.Provider}.{Method}";
        for (int level = provider.Types.Count - 1; level >= 0; level--)
        {
            if (!provider.IsReachable)
            {
                string name = level == provider.Types.Count - 1
                    ? provider.Members.Register
                    : "__RegisterTracepointsOf" + string.Concat(provider.Types.Skip(level + 1).Select(static type => "_" + type.Name.TrimStart('@')));
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
