using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Tracing.Registry;

namespace Tracing.Generators.Tests.Support;

/// <summary>A compiled sample, loaded and with its module initializers run.</summary>
internal sealed class LoadedSample
{
    private LoadedSample(Assembly assembly) => Assembly = assembly;

    public Assembly Assembly { get; }

    /// <summary>Compiles under strict options, fails on any diagnostic, and loads the result.</summary>
    public static LoadedSample From(string source, NullableContextOptions nullable = NullableContextOptions.Enable, params MetadataReference[] references)
    {
        Compilation compilation = Compiler.Generate(Compiler.Compile(source, Compiler.Strict(nullable)).AddReferences(references));
        AssertClean(compilation);
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        image.Position = 0;

        // Never unloaded here, but as plugins are loaded: what is collectible is what the JIT compiles in another way.
        var context = new AssemblyLoadContext("sample", isCollectible: true);
        Assembly assembly = context.LoadFromStream(image);
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return new LoadedSample(assembly);
    }

    public static void AssertClean(Compilation compilation)
    {
        using var image = new MemoryStream();
        var found = compilation.Emit(image, xmlDocumentationStream: new MemoryStream(), cancellationToken: TestContext.Current.CancellationToken).Diagnostics
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(static diagnostic => $"{diagnostic}\n    {diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}");
        Assert.Empty(found);
    }

    public TracepointProvider Provider(string name) =>
        TracepointRegistry.GetProviders().Single(provider => provider.Name == name && provider.GetType().Assembly == Assembly);

    public Type Type(string name) => Assembly.GetType(name, throwOnError: true)!;

    /// <summary>Calls a static method of any accessibility.</summary>
    public object? Call(string type, string method, params object?[] arguments) =>
        Type(type).GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.Invoke(null, arguments);
}
